"""What the booth and the register read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from lakay.border.rules import CallStatus, Counts, Decision, Direction, Level, Problem, SecondLineStatus, open_steps
from lakay.journal.prepared import Prepared
from lakay.people.models import Document, Person

LAST_MOVEMENTS = 5


def open_shift_of(officer: UUID) -> Shift | None:
    """The shift in which the officer works now."""
    return Shift.objects.open().filter(officer=officer, late_for_on=None).first()


_DECISIONS = Prepared(
    lambda shift: (
        Crossing.objects.standing().filter(shift=shift).order_by().values_list("direction", "decision").annotate(Count("pk"))
    ),
    shift=UUID(int=1),
)
_COUNTED = Prepared(
    lambda shift: Tally.objects.filter(shift=shift).order_by().values_list("direction").annotate(Sum("number")), shift=UUID(int=1)
)
_REFERRED = Prepared(lambda shift: SecondLook.objects.filter(encounter__shift=shift).values_list("status"), shift=UUID(int=1))


def counts_of(shift: Shift) -> Counts:
    """What passed in a shift, by the register: decisions that stand, and those who were only counted."""
    refusals, passed = 0, {Direction.ENTRY: 0, Direction.EXIT: 0}
    for direction, decision, number in _DECISIONS.rows(shift=shift.pk):
        if decision == Decision.REFUSED:
            refusals += number
        else:
            passed[Direction(direction)] += number
    counted = {Direction(direction): number for direction, number in _COUNTED.rows(shift=shift.pk)}
    return Counts(
        entries=passed[Direction.ENTRY] + counted.get(Direction.ENTRY, 0),
        exits=passed[Direction.EXIT] + counted.get(Direction.EXIT, 0),
        refusals=refusals,
        counted_entries=counted.get(Direction.ENTRY, 0),
        counted_exits=counted.get(Direction.EXIT, 0),
        referred=sum(status != SecondLineStatus.DECIDED for (status,) in _REFERRED.rows(shift=shift.pk)),
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


_DONE: dict[str, Callable[[Encounter], bool]] = {
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
    return Crossing.objects.select_related("document", "undone").get(pk=crossing)


def last_movements(person: UUID) -> list[Crossing]:
    """The person's latest movements, newest first."""
    rows = Crossing.objects.standing().filter(person=person).select_related("document", "undone").order_by("-at", "-pk")
    return list(rows[:LAST_MOVEMENTS])


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
    rows = (
        Tally.objects.filter(shift=shift, direction=shift.direction).values_list("sex", "age_group").annotate(sum=Sum("number"))
    )
    return {(sex, group): number for sex, group, number in rows.order_by("sex", "age_group")}


def waiting_at(post: str) -> int:
    """How many travellers of a post wait for the second line or the protection desk."""
    looks = SecondLook.objects.filter(post=post, status=SecondLineStatus.WAITING).count()
    return looks + Call.objects.filter(post=post, status=CallStatus.WAITING).count()


def document_of(encounter: Encounter) -> Document | None:
    """The document that was shown."""
    return Document.objects.filter(pk=encounter.document_id).first() if encounter.document_id else None


def levels_of(shift: Shift) -> dict[str, int]:
    """How many passed in a shift with a document, by name, and only counted, entries and exits together."""
    rows = Crossing.objects.passed().filter(shift=shift).values_list("level").annotate(number=Count("pk"))
    found = dict.fromkeys(Level, 0) | dict(rows.order_by("level"))
    return found | {Level.COUNTED: Tally.objects.filter(shift=shift).aggregate(sum=Sum("number"))["sum"] or 0}


def tallied_on(post: str, day: date) -> int:
    """How many people were only counted at a post on a local day."""
    found: int | None = Tally.objects.filter(post=post, local_on=day).aggregate(sum=Sum("number"))["sum"]
    return found or 0
