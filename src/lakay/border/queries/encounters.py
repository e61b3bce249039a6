"""The traveller in front: who they are, what they said and showed, with whom they travel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from lakay.border.models import (
    ChipCheck,
    Declaration,
    Encounter,
    Identification,
    MinorCheck,
    Shift,
)
from lakay.journal.prepared import Prepared
from lakay.people.models import Document, Person

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


def document_of(encounter: Encounter) -> Document | None:
    """The document that was shown."""
    return Document.objects.filter(pk=encounter.document_id).first() if encounter.document_id else None


def identification_of(encounter: Encounter) -> Identification | None:
    """What somebody without a document said of themselves."""
    return Identification.objects.filter(encounter=encounter).first()


def declaration_of(encounter: Encounter) -> Declaration | None:
    """What the traveller declared; what was said first holds."""
    return Declaration.objects.filter(encounter=encounter).order_by("at", "pk").first()


def minor_check_of(encounter: Encounter) -> MinorCheck | None:
    """The last answer about a child; it holds."""
    return MinorCheck.objects.filter(encounter=encounter).order_by("-at", "-pk").first()


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
