"""The address lock: the one door through which a value that says where somebody can be found leaves the tables.

Pages and prints pass it in `shown`; files for export, messages, parcels and figures call `stripped`. What is locked looks as if it had never been
said: dots in its place would tell a border officer that there is something to hide. Who is locked is known above this module, which says so at the
start of the program (`ask`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import models

from lakay.journal.models import Record
from lakay.journal.registry import tables


class Asked(Protocol):
    """Which of some persons and files are locked; with `case_worker`, only those whose case worker is hidden too."""

    def __call__(self, subjects: Collection[UUID], *, case_worker: bool) -> frozenset[UUID]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lock hides of a kind of record: its fields, and the field with the person or file it is about.

    `of`: that field names a record of this kind instead, which is about the person or file (a step is of a referral).
    """

    subject: str
    fields: frozenset[str]
    case_worker: bool = False
    of: str = ""


LOCKED: dict[str, Entry] = {
    "people.contact": Entry("person_id", frozenset({"value", "address", "place"})),
    "border.declaration": Entry("person_id", frozenset({"address", "phone", "address_key", "phone_key"})),
    "credentials.pass": Entry("person_id", frozenset({"residence"})),
    "protection.intake": Entry("id", frozenset({"assigned_to"}), case_worker=True),
    "referral.packet": Entry("intake", frozenset({"from_post", "guardian"})),
    "referral.referral": Entry("intake", frozenset({"service", "to_provider", "to_agency"})),
    "referral.step": Entry("referral_id", frozenset({"agency"}), of="referral.referral"),
    "referral.agreed": Entry("intake_id", frozenset({"recipient"})),
    "messaging.message": Entry("about", frozenset({"to"}), of="referral.referral"),
    "whereabouts.stay": Entry("intake_id", frozenset({"box", "wraps"})),
    "whereabouts.glass": Entry("intake_id", frozenset({"passed"})),
}
"""By kind of record. Every field of the class whereabouts stands here, and what leads to a place in other ways."""


def _nobody(subjects: Collection[UUID], *, case_worker: bool) -> frozenset[UUID]:
    return frozenset()


_asked: list[Asked] = [_nobody]


def ask(who: Asked) -> None:
    """Take who is asked whether persons or files are locked."""
    _asked[0] = who


def locked_among(subjects: Collection[UUID], *, case_worker: bool = False) -> frozenset[UUID]:
    """Those of some persons and files of whom nothing may be told that helps to find them."""
    return _asked[0](subjects, case_worker=case_worker) if subjects else frozenset()


def is_hidden(record: Record, field: str) -> bool:
    """Whether the lock hides a field of a record."""
    entry = LOCKED.get(record.kind)
    if entry is None or field.removesuffix("_id") not in entry.fields:
        return False
    return bool(hidden_among(record.kind, [getattr(record, entry.subject)]))


def hidden_among(kind: str, subjects: Iterable[UUID | None]) -> frozenset[UUID]:
    """For a list: of what the records of a kind are about (their `Entry.subject`), that of which the lock hides their fields."""
    entry = LOCKED[kind]
    whom = _whom(entry, {one for one in subjects if one is not None})
    locked = locked_among(set(whom.values()), case_worker=entry.case_worker)
    return frozenset(subject for subject, person in whom.items() if person in locked)


def _whom(entry: Entry, subjects: set[UUID]) -> dict[UUID, UUID]:
    """The person or file behind each; one that nobody knows of is left out."""
    if not entry.of or not subjects:
        return {one: one for one in subjects}
    field = LOCKED[entry.of].subject
    found = tables()[entry.of].model._default_manager.filter(pk__in=subjects).exclude(**{field: None})
    return dict(found.values_list("pk", field))


def blank_of(record: Record, field: str) -> Any:
    """What stands in a field when nobody said anything."""
    found = record._meta.get_field(field.removesuffix("_id"))
    empty = isinstance(found, (models.CharField, models.TextField)) and not found.null
    return "" if empty else None


def stripped(kind: str, subject: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a record as they may leave the tables: for files, messages, parcels and figures."""
    entry = LOCKED.get(kind)
    if entry is None or not entry.fields & values.keys() or not hidden_among(kind, [subject]):
        return dict(values)
    return {name: value for name, value in values.items() if name not in entry.fields}
