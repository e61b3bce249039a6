"""Who holds the keys to where a person stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.whereabouts.models import Circle, HolderKey, Keyholder
from lakay.whereabouts.permissions import check_has_file, check_keeps
from lakay.whereabouts.rules.codes import FEWEST, MOST

PROTECTION = Purpose.PROTECTION
NAMESPACE = UUID("5c1f2f5e-7c35-4a57-9a5b-6d0f5b0f7a11")


class HowMany(ValueError):
    """Fewer than two keyholders, or more than four."""


class NoKey(ValueError):
    """Somebody who is to hold has no key of their own yet."""


def circle_id(intake: UUID) -> UUID:
    """The circle of a file: the same at every machine."""
    return uuid5(NAMESPACE, intake.hex)


@action("whereabouts.circle.open", PROTECTION)
def open_circle(
    act: Act, *, by: Actor, at: datetime, intake: Intake, holders: Collection[UUID], command: UUID | None = None
) -> None:
    """A compartment for where a person stays, with its first keyholders. Raises HowMany, NoKey. Opened twice it is as it was."""
    check_has_file(by, intake)
    if Circle.objects.filter(intake=intake).exists():
        act.note()
        act.subject(intake.pk)
        return
    if not FEWEST <= len(set(holders)) <= MOST:
        raise HowMany
    circle = act.create(Circle, id=circle_id(intake.pk), intake=intake, post=intake.post, at=at, by=by.id)
    for staff in sorted(set(holders)):
        _name(act, circle, staff, by, at)


@action("whereabouts.holder.add", PROTECTION)
def add_holder(act: Act, *, by: Actor, at: datetime, circle: Circle, staff: UUID, command: UUID | None = None) -> None:
    """One keyholder more. They open what is written from now on; for the rest a keyholder closes it again."""
    check_keeps(by, circle)
    live = set(_live(circle))
    if staff in live:
        act.note()
        act.subject(circle.intake_id)
        return
    if len(live) >= MOST:
        raise HowMany
    _name(act, circle, staff, by, at)


@action("whereabouts.holder.end", PROTECTION)
def end_holder(act: Act, *, by: Actor, at: datetime, holder: Keyholder, reason: str, command: UUID | None = None) -> None:
    """Somebody is a keyholder no more: they left, or must not know. Two must remain: raises HowMany."""
    check_keeps(by, holder.circle)
    if len(_live(holder.circle)) <= FEWEST:
        raise HowMany
    act.update(holder, ended_at=at, ended_by=by.id, reason=reason.strip())


def _live(circle: Circle) -> list[UUID]:
    return list(Keyholder.objects.filter(circle=circle, ended_at=None).values_list("staff", flat=True))


def _name(act: Act, circle: Circle, staff: UUID, by: Actor, at: datetime) -> None:
    if not HolderKey.objects.filter(staff=staff, ended_at=None).exists():
        raise NoKey
    act.create(Keyholder, circle=circle, intake_id=circle.intake_id, staff=staff, named_by=by.id, named_at=at)
