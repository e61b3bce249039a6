"""The decision about trafficking: never the engine's."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.access.queries import kind_of_agency
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Decision, Intake, Screening
from lakay.protection.permissions import check_can_decide
from lakay.protection.queries import assessments_of
from lakay.protection.rules.codes import Finding
from lakay.protection.rules.deciders import decider_of
from lakay.protection.rules.indicators import Assessment


class NoGrounds(ValueError):
    """A decision without a word why."""


@action("protection.status.decide", Purpose.PROTECTION)
def decide_status(
    act: Act, *, by: Actor, at: datetime, intake: Intake, finding: Finding, grounds: str, command: UUID | None = None
) -> None:
    """A named person of a named agency decides that it was trafficking, or was not, and says why."""
    check_can_decide(by, intake)
    if not grounds.strip():
        raise NoGrounds
    suggested = _assessments(intake)
    act.create(
        Decision,
        intake=intake,
        at=at,
        by=by.id,
        agency=by.agency,
        decider=decider_of(kind_of_agency(by.agency)).value,
        finding=finding.value,
        grounds=grounds.strip(),
        suggested=", ".join(_name(one) for one in suggested if one.reading),
        fired=[fired for one in suggested for fired in _fired(one)] or None,
    )


def _assessments(intake: Intake) -> list[Assessment]:
    newest = {one.instrument: one for one in Screening.objects.filter(intake=intake).order_by("at", "pk")}
    return assessments_of(newest)


def _name(one: Assessment) -> str:
    return f"{one.of_set.code}-{one.of_set.version}:{one.reading.code if one.reading else ''}"


def _fired(one: Assessment) -> list[list[object]]:
    return [[each.code, each.line.code, [sign.code for sign in each.found]] for each in one.dimensions if each.line]
