"""What must be done before a traveller is admitted, and what came up since the reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from lakay.border.models import (
    Call,
    ChipCheck,
    Crossing,
    Declaration,
    Encounter,
    Hit,
    MinorCheck,
    SecondLook,
)
from lakay.border.rules import CallStatus, Problem, SecondLineStatus, open_steps
from lakay.journal.prepared import Prepared


def steps_done(encounter: Encounter) -> set[str]:
    """The steps of an encounter that are done: asked of the database only for those that the encounter asks."""
    return {problem for problem in encounter.problems if problem in _DONE and _DONE[problem](encounter)}


_CALLS = Prepared(lambda encounter: Call.objects.filter(encounter=encounter).values_list("status"), encounter=UUID(int=1))


def calls_open(encounter: UUID) -> bool:
    """Whether the protection desk was called about this traveller and has not closed the call."""
    return any(status != CallStatus.CLOSED for (status,) in _CALLS.rows(encounter=encounter))


def call_status(encounter: UUID) -> str:
    """How far the protection desk is with the calls about this traveller; "" where nobody called."""
    found = {status for (status,) in _CALLS.rows(encounter=encounter)}
    return next((status for status in CallStatus if status in found), "")


def steps_open(encounter: Encounter) -> tuple[Problem, ...]:
    """What must still be done before the traveller may be admitted; a call to the protection desk that is not closed is one."""
    steps = open_steps(encounter.problems, steps_done(encounter))
    called = Problem.PROTECTION not in steps and calls_open(encounter.pk)
    return (*steps, Problem.PROTECTION) if called else steps


@dataclass(frozen=True, slots=True)
class Since:
    """What came up about a traveller after the reading, which the encounter itself cannot say."""

    called: bool = False
    forged: bool = False
    sent: bool = False
    undone: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing stands in the way of a decision that the encounter does not name."""
        return not (self.called or self.forged or self.sent)


_OPEN_CALLS = Call.objects.filter(encounter=OuterRef("pk")).exclude(status=CallStatus.CLOSED)
_FORGED = ChipCheck.objects.filter(encounter=OuterRef("pk"), verdict="forged")
_SENT = SecondLook.objects.filter(encounter=OuterRef("pk")).exclude(status__in=(SecondLineStatus.DECIDED, SecondLineStatus.LEFT))
_SINCE = Prepared(
    lambda encounter: (
        Encounter.objects.filter(pk=encounter)
        .annotate(called=Exists(_OPEN_CALLS), forged=Exists(_FORGED), sent=Exists(_SENT))
        .values_list("called", "forged", "sent")
    ),
    encounter=UUID(int=1),
)
_UNDONE = Prepared(
    lambda encounter: Crossing.objects.filter(encounter=encounter, undoings__isnull=False).values_list("pk").distinct(),
    encounter=UUID(int=1),
)
_STANDING = Prepared(
    lambda encounter: Crossing.objects.filter(encounter=encounter, undoings__isnull=True).values_list("pk"), encounter=UUID(int=1)
)


def is_decided(encounter: UUID) -> bool:
    """Whether somebody decided on this traveller and nobody has taken it back."""
    return bool(_STANDING.rows(encounter=encounter))


def since_read(encounter: UUID) -> Since:
    """What came up since the reading: an open call, a forged chip, the second line, decisions taken back."""
    found = _SINCE.rows(encounter=encounter)
    called, forged, sent = found[0] if found else (False, False, False)
    return Since(bool(called), bool(forged), bool(sent), len(_UNDONE.rows(encounter=encounter)))


def _protection_has_closed(encounter: Encounter) -> bool:
    return not calls_open(encounter.pk)


_DONE: dict[str, Callable[[Encounter], bool]] = {
    Problem.MINOR: lambda it: MinorCheck.objects.filter(encounter=it).exists(),
    Problem.ALERT_LOOK: lambda it: (
        not Hit.objects.filter(encounter=it, protective=False, silent=False, acknowledged_at=None).exists()
    ),
    Problem.PROTECTION: _protection_has_closed,
    Problem.VISA_NEEDED: lambda it: Declaration.objects.filter(encounter=it, visa_shown=True).exists(),
    Problem.DECLARE: lambda it: Declaration.objects.filter(encounter=it).exists(),
}


def hits_shown(encounter: Encounter) -> list[Hit]:
    """The alerts that the booth may see. A protective one is not among them: it is a call and nothing else; nor a silent one."""
    return list(Hit.objects.filter(encounter=encounter, protective=False, silent=False).order_by("-stops", "pk"))
