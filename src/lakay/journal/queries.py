"""Looks at the journal: who did what, who looked at whom. Who may ask is decided by the pages' permission and recorded as a read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lakay.journal.core.events import Change, Header, from_body
from lakay.journal.models import Conflict, Event, Fork, Head, Record, Reference, Unapplied
from lakay.journal.reading import READ_SUFFIX
from lakay.journal.registry import tables
from lakay.kernel.fields import FieldClass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty is not asked. `from_at` is included, `until_at` is not."""

    ref: UUID | None = None
    actor: UUID | None = None
    post: str = ""
    purpose: str = ""
    only: str = ""
    from_at: datetime | None = None
    until_at: datetime | None = None


READS, WRITES = "reads", "writes"


def events(wanted: Wanted) -> QuerySet[Event]:
    """The events that match, newest first, without their bodies."""
    found = Event.objects.defer("body", "signature", "digest").order_by("-at", "-seq")
    exact = {
        "actor": wanted.actor,
        "post": wanted.post,
        "purpose": wanted.purpose,
        "at__gte": wanted.from_at,
        "at__lt": wanted.until_at,
    }
    found = found.filter(**{field: value for field, value in exact.items() if value})
    if wanted.ref is not None:
        found = found.filter(id__in=Reference.objects.filter(ref=wanted.ref).values("event"))
    if wanted.only == READS:
        found = found.filter(action__endswith=READ_SUFFIX)
    if wanted.only == WRITES:
        found = found.exclude(action__endswith=READ_SUFFIX)
    return found


def unsent() -> int:
    """How many events of this node no other node has receipted. As long as nodes do not exchange, these are all it has written."""
    return Head.objects.filter(id=1).values_list("seq", flat=True).first() or 0


def done_before(commands: Iterable[UUID]) -> set[UUID]:
    """Those of some commands that stand in the journal already: bulk work passes over them without doing them again."""
    return set(Event.objects.filter(id__in=list(commands)).values_list("id", flat=True))


def subjects_of(ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The persons and cases that events are about, event by event."""
    found: dict[UUID, list[UUID]] = {}
    for event, ref in Reference.objects.filter(event__in=list(ids), subject=True).order_by("id").values_list("event_id", "ref"):
        found.setdefault(event, []).append(ref)
    return found


@dataclass(frozen=True, slots=True)
class OpenedEvent:
    """An event with what its bytes say; values stay where they are, sealed or not."""

    row: Event
    header: Header
    changes: tuple[Change, ...]


def event(id: UUID) -> OpenedEvent | None:  # noqa: A002
    """One event. None if this node does not hold it."""
    row = Event.objects.filter(id=id).first()
    if row is None:
        return None
    header, changes = from_body(bytes(row.body))
    return OpenedEvent(row, header, changes)


def conflicts() -> QuerySet[Conflict]:
    """Values that lost without having been seen, until a person decides; newest first."""
    return Conflict.objects.order_by("-hlc", "id").defer("value")


def unapplied(state: str = "") -> QuerySet[Unapplied]:
    """Events of other nodes that have no effect here, or only part of it; of one state, if named. The longest first."""
    found = Unapplied.objects.select_related("event").defer("event__body", "event__signature", "event__digest")
    return (found.filter(state=state) if state else found).order_by("since", "event")


def forks() -> QuerySet[Fork]:
    """Second events of an identity that is held already: a machine was copied, or its key is in other hands. The newest first."""
    return Fork.objects.defer("body", "signature").order_by("-found_at", "-id")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field of a record whose values stand against each other, the class of the field, and the record itself."""

    kind: str
    record: UUID
    field: str
    field_class: FieldClass
    instance: Record


def disputed(kind: str, record: UUID, field: str) -> Disputed | None:
    """One of them; None if nothing stands against anything there."""
    table = tables().get(kind)
    if table is None or field not in table.by_name or not Conflict.objects.filter(kind=kind, record=record, field=field).exists():
        return None
    instance = table.model._default_manager.filter(pk=record).first()
    return Disputed(kind, record, field, table.by_name[field].field_class, instance) if instance else None


def subject_of(found: Disputed) -> UUID | None:
    """The person or case that the record is about, if it is about one."""
    return tables()[found.kind].subject_of(found.instance)
