"""What the booth and the register read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Sum

from lakay.border.models import (
    Call,
    ChipCheck,
    Crossing,
    CrossingQuerySet,
    Declaration,
    Encounter,
    Hit,
    Identification,
    LaneReader,
    MinorCheck,
    SecondLook,
    Shift,
    Tally,
)
from lakay.border.rules import CallStatus, Counts, Decision, Direction, Problem, SecondLineStatus, open_steps
from lakay.journal.prepared import Prepared
from lakay.people.models import Document, Person

LAST_MOVEMENTS = 5


def open_shift_of(officer: UUID) -> Shift | None:
    """The shift in which the officer works now."""
    return Shift.objects.open().filter(officer=officer).first()


def counts_of(shift: Shift) -> Counts:
    """What passed in a shift, by the register: decisions that stand, and those who were only counted."""
    admitted = Q(decision=Decision.ADMITTED)
    found = (
        Crossing.objects.standing()
        .filter(shift=shift)
        .aggregate(
            entries=Count("pk", filter=admitted & Q(direction=Direction.ENTRY)),
            exits=Count("pk", filter=admitted & Q(direction=Direction.EXIT)),
            refusals=Count("pk", filter=Q(decision=Decision.REFUSED)),
        )
    )
    counted = Tally.objects.filter(shift=shift).aggregate(
        entries=Sum("number", filter=Q(direction=Direction.ENTRY)), exits=Sum("number", filter=Q(direction=Direction.EXIT))
    )
    counted_entries, counted_exits = counted["entries"] or 0, counted["exits"] or 0
    return Counts(
        entries=found["entries"] + counted_entries,
        exits=found["exits"] + counted_exits,
        refusals=found["refusals"],
        counted_entries=counted_entries,
        counted_exits=counted_exits,
        referred=SecondLook.objects.filter(encounter__shift=shift).exclude(status=SecondLineStatus.DECIDED).count(),
    )


def last_admitted(person: UUID) -> Crossing | None:
    """The person's latest movement through a gate."""
    return Crossing.objects.passed().filter(person=person).order_by("-at", "-pk").first()


def steps_done(encounter: Encounter) -> set[str]:
    """The steps of an encounter that are done: asked of the database only for those that the encounter asks."""
    return {problem for problem in encounter.problems if problem in _DONE and _DONE[problem](encounter)}


_CALLS = Prepared(lambda encounter: Call.objects.filter(encounter=encounter).values_list("status"), encounter=UUID(int=1))


def calls_open(encounter: UUID) -> bool:
    """Whether the protection desk was called about this traveller and has not closed the call."""
    return any(status != CallStatus.CLOSED for (status,) in _CALLS.rows(encounter=encounter))


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
    lambda encounter: Crossing.objects.filter(encounter=encounter, undone__isnull=False).values_list("pk"), encounter=UUID(int=1)
)


def since_read(encounter: UUID) -> Since:
    """What came up since the reading: an open call, a forged chip, the second line, decisions taken back."""
    found = _SINCE.rows(encounter=encounter)
    called, forged, sent = found[0] if found else (False, False, False)
    return Since(bool(called), bool(forged), bool(sent), len(_UNDONE.rows(encounter=encounter)))


def _protection_has_closed(encounter: Encounter) -> bool:
    return not calls_open(encounter.pk)


_DONE = {
    Problem.MINOR: lambda it: MinorCheck.objects.filter(encounter=it).exists(),
    Problem.ALERT_LOOK: lambda it: not Hit.objects.filter(encounter=it, protective=False, acknowledged_at=None).exists(),
    Problem.PROTECTION: _protection_has_closed,
    Problem.VISA_NEEDED: lambda it: Declaration.objects.filter(encounter=it, visa_shown=True).exists(),
    Problem.DECLARE: lambda it: Declaration.objects.filter(encounter=it).exists(),
}


_ENCOUNTER_COLUMNS = (
    *(
        "id",
        "at",
        "post",
        "officer",
        "document_id",
        "level",
        "source",
        "group",
        "channel",
        "verdict",
        "failed",
        "problems",
        "mrz",
    ),
    *("pairs_with", "overstay_days", "stay_rule", "stay_until_on"),
    *("shift_id", "shift__officer", "shift__post", "shift__lane", "shift__direction", "shift__status"),
    *("person_id", "person__sex", "person__birth", "person__nationalities"),
)
_ENCOUNTER = Prepared(
    lambda encounter, officer: Encounter.objects.filter(pk=encounter, officer=officer).values_list(*_ENCOUNTER_COLUMNS),
    encounter=UUID(int=1),
    officer=UUID(int=2),
)


def encounter_of(encounter: UUID, officer: UUID) -> Encounter | None:
    """An encounter of this officer with its shift and person, as far as the decision needs them, in one prepared query."""
    rows = _ENCOUNTER.rows(encounter=encounter, officer=officer)
    return _encounter(rows[0]) if rows else None


def _encounter(row: tuple[Any, ...]) -> Encounter:
    parts: dict[str, dict[str, Any]] = {"": {}, "shift": {}, "person": {}}
    for name, value in zip(_ENCOUNTER_COLUMNS, row, strict=True):
        owner, _, field = name.rpartition("__")
        parts[owner][field] = value
    shift = Shift(id=parts[""].pop("shift_id"), **parts["shift"])
    person = Person(id=parts[""].pop("person_id"), **parts["person"])
    return Encounter(shift=shift, person=person, **parts[""])


def crossing_of(crossing: UUID) -> Crossing:
    """One movement with its document. Raises Crossing.DoesNotExist."""
    return Crossing.objects.select_related("document").get(pk=crossing)


def last_movements(person: UUID) -> list[Crossing]:
    """The person's latest movements, newest first."""
    return list(Crossing.objects.standing().filter(person=person).order_by("-at", "-pk")[:LAST_MOVEMENTS])


def register(post: str, day: date) -> CrossingQuerySet:
    """The register of a post on a local day, newest first."""
    return (
        Crossing.objects.at_post(post).filter(local_on=day).select_related("person", "document", "undone").order_by("-at", "-pk")
    )


def last_of_shift(shift: Shift, count: int) -> list[Crossing]:
    """The latest decisions of a shift, newest first."""
    rows = Crossing.objects.filter(shift=shift).select_related("person", "document", "undone").order_by("-at", "-pk")
    return list(rows[:count])


def reader_of(post: str, lane: str) -> LaneReader | None:
    """What the test card taught last about the reader of a lane."""
    return LaneReader.objects.filter(post=post, lane=lane).order_by("-at", "-pk").first()


def hits_shown(encounter: Encounter) -> list[Hit]:
    """The alerts that the booth may see. A protective one is not among them: it is a call and nothing else."""
    return list(Hit.objects.filter(encounter=encounter, protective=False).order_by("-stops", "pk"))


def call_status(encounter: UUID) -> str:
    """How far the protection desk is with the calls about this traveller; "" where nobody called."""
    found = {status for (status,) in _CALLS.rows(encounter=encounter)}
    return next((status for status in CallStatus if status in found), "")


def minor_check_of(encounter: Encounter) -> MinorCheck | None:
    """The last answer about a child; it holds."""
    return MinorCheck.objects.filter(encounter=encounter).order_by("-at", "-pk").first()


def declaration_of(encounter: Encounter) -> Declaration | None:
    """What the traveller declared."""
    return Declaration.objects.filter(encounter=encounter).first()


def identification_of(encounter: Encounter) -> Identification | None:
    """What somebody without a document said of themselves."""
    return Identification.objects.filter(encounter=encounter).first()


def chip_check_of(encounter: Encounter) -> ChipCheck | None:
    """The last reading of the chip."""
    return ChipCheck.objects.filter(encounter=encounter).order_by("-at", "-pk").first()


def members_of(group: UUID) -> list[Encounter]:
    """Who travels together, in the order of reading. The group is called after its first traveller where it was formed later."""
    found = Encounter.objects.filter(Q(group=group) | Q(pk=group)).select_related("person", "document").order_by("at", "pk")
    return list(found)


def before_in_shift(shift: Shift, count: int) -> list[Encounter]:
    """The last travellers of a shift, newest first: among them is the adult who came a moment before the child."""
    return list(Encounter.objects.filter(shift=shift).select_related("person", "document").order_by("-at", "-pk")[:count])


def decisions_of(encounters: Iterable[UUID]) -> dict[UUID, str]:
    """The standing decision on each of some travellers."""
    rows = Crossing.objects.standing().filter(encounter__in=list(encounters)).values_list("encounter_id", "decision")
    return dict(rows)


def tallied(shift: Shift) -> dict[tuple[str, str], int]:
    """Who was only counted in a shift, in the lane's present direction: (sex, age group) -> people."""
    rows = Tally.objects.filter(shift=shift, direction=shift.direction).values_list("sex", "age_group").annotate(sum=Sum("number"))
    return {(sex, group): number for sex, group, number in rows.order_by("sex", "age_group")}


def waiting_at(post: str) -> int:
    """How many travellers of a post wait for the second line or the protection desk."""
    looks = SecondLook.objects.filter(post=post, status=SecondLineStatus.WAITING).count()
    return looks + Call.objects.filter(post=post, status=CallStatus.WAITING).count()


def document_of(encounter: Encounter) -> Document | None:
    """The document that was shown."""
    return Document.objects.filter(pk=encounter.document_id).first() if encounter.document_id else None
