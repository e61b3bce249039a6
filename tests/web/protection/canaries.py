"""Markers in the files of the protection desk, and who may meet them: nobody of the border, on no page, in no error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from lakay.kernel.clock import SystemClock
from lakay.protection.models import ConsentAnswer, ConsentEnd, Decision, Intake, Screening
from tests.web.matrix import CARERS, CAROLE, DESK, GINETTE, MIRLANDE
from tests.web.world import World

WITHOUT = {
    *(f"protection.intake.{name}" for name in ("sex", "age", "source", "person", "call", "age_group", "outcome")),
    *(f"protection.screening.{name}" for name in ("instrument", "private", "interpreter", "interviewer_sex")),
    *("protection.consent.assent", "protection.decision.finding"),
}
"""Codes of fixed lists, ids and numbers."""


def _pages(*names: str, who: frozenset[str]) -> dict[str, frozenset[str]]:
    return {f"files:{name}": who for name in names}


OF_MIRLANDES = _pages("one", "close", "decide", "signal", "take_back", who=DESK)

MEETS: dict[str, dict[str, frozenset[str]]] = {
    "protection.intake.called": _pages("one", "assign", who=GINETTE),  # of one that waits: the desk sees no name yet
    "protection.intake.signals": OF_MIRLANDES
    | _pages("list", who=CARERS | CAROLE)
    | _pages("one", "close", "signal", who=DESK | CAROLE)
    | _pages("ageing", "assign", who=GINETTE)
    | _pages("receive", who=DESK),
    **dict.fromkeys(("protection.screening.answers", "protection.decision.grounds"), OF_MIRLANDES),
    "protection.intake.note": OF_MIRLANDES | {"whereabouts:card_found": MIRLANDE},  # the boy showed her his card
}


def plant(world: World, mark: Callable[[str], str]) -> list[str]:
    """Put the markers there. Returns the fields marked."""
    hers = world.records["file_mirlande"]
    Intake.objects.update(signals=[mark("protection.intake.signals")])
    Intake.objects.filter(pk=world.records["file_waiting"]).update(called=mark("protection.intake.called"))
    Intake.objects.filter(pk=hers).update(note=mark("protection.intake.note"))
    Screening.objects.filter(intake=hers).update(answers={"danger": mark("protection.screening.answers")})
    ConsentAnswer.objects.filter(intake=hers).update(
        answers={"interview": mark("protection.consent.answers")},
        **{name: mark(f"protection.consent.{name}") for name in ("witness", "guardian_name")},
    )
    told: dict[str, Any] = {"at": SystemClock().now(), "by": uuid4(), "reason": mark("protection.consent_end.reason")}
    ConsentEnd.objects.create(id=uuid4(), consent_id=world.records["file_consent"], intake_id=hers, **told)
    fired = [[mark("protection.decision.fired"), "", []]]
    words = {name: mark(f"protection.decision.{name}") for name in ("grounds", "suggested")}
    Decision.objects.filter(intake=hers).update(fired=fired, **words)
    return [
        *(f"protection.intake.{name}" for name in ("signals", "called", "note")),
        *("protection.screening.answers", "protection.consent_end.reason"),
        *(f"protection.consent.{name}" for name in ("answers", "witness", "guardian_name")),
        *(f"protection.decision.{name}" for name in ("fired", "grounds", "suggested")),
    ]
