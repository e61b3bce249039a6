"""Two values of one field that had not seen each other: a person says which holds, or writes a third."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from lakay.journal.core.events import Origin
from lakay.journal.foreign.values import Unfit, reader
from lakay.journal.models import Conflict, Event, File
from lakay.journal.registry import Column, Table, tables
from lakay.journal.versions import entry_of_row
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

CAN_DECIDE = "journal:conflict:decide"


class MayNotDecide(PermissionError):
    """This person may not decide between values."""


class NothingToDecide(LookupError):
    """No values of this field are in conflict, or no longer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the values: who wrote it where and when, and whether it is the one that is shown. `value` is as it stands in an event."""

    origin: Origin
    seq: int
    hlc: int
    event: UUID | None
    value: Any
    shown: bool


def candidates(kind: str, record: UUID, field: str) -> list[Candidate]:
    """All values of a field that stand against each other, the one that is shown first. Empty if there is no conflict."""
    table = tables().get(kind)
    rivals = Conflict.objects.filter(kind=kind, record=record, field=field).order_by("-hlc", "-origin", "-seq")
    row = table.model._default_manager.filter(pk=record).first() if table and rivals else None
    if table is None or not isinstance(row, File):
        return []
    origin, seq, hlc = entry_of_row(row.versions, field)[:3]
    found = [_candidate(origin, seq, hlc, table.by_name[field].said(row), shown=True)]
    return found + [_candidate(one.origin, one.seq, one.hlc, one.value, shown=False) for one in rivals]


def _candidate(origin: str, seq: int, hlc: int, value: Any, *, shown: bool) -> Candidate:
    place = Origin(*origin.split("."))
    event = Event.objects.filter(node=place.node, epoch=place.epoch, seq=seq).values_list("id", flat=True).first()
    return Candidate(place, seq, hlc, event, value, shown)


@action("journal.conflict.decide", Purpose.ADMINISTRATION)
def decide_conflict(
    act: Act, *, by: Actor, at: datetime, kind: str, record: UUID, field: str, value: Any, command: UUID | None = None
) -> None:
    """This value of the field holds from now on, at every node; the others are done with. `value` is as it stands in an event.

    If it is one of those that stand against each other, its writer's values of the fields that mean something only together with this one
    come with it. Raises MayNotDecide, NothingToDecide, Unfit.
    """
    if not by.may(CAN_DECIDE):
        raise MayNotDecide(CAN_DECIDE)
    stand = candidates(kind, record, field)
    if not stand:
        raise NothingToDecide(f"{kind}.{field}")
    table = tables()[kind]
    row = table.model._default_manager.get(pk=record)
    if not isinstance(row, File):
        raise NothingToDecide(kind)
    said = {field: value} | _set_of(next((one for one in stand if one.value == value), None), table, record, field)
    read = reader(table.model).values(said)
    if read[field] is None and table.by_name[field].empty is None and not table.by_name[field].field.null:
        raise Unfit(f"{kind}.{field}")
    act.settle(row, **{name: _given(table.by_name[name], one) for name, one in read.items()})
    act.subject(*filter(None, [table.subject_of(row)]))


def _set_of(chosen: Candidate | None, table: Table, record: UUID, field: str) -> dict[str, Any]:
    """What the chosen one's writer said of the fields that belong together."""
    found: dict[str, Any] = {}
    for name in table.grouped.get(field, ()) if chosen else ():
        for one in candidates(table.kind, record, name):
            if chosen and (one.origin, one.seq) == (chosen.origin, chosen.seq):
                found[name] = one.value
    return found


def _given(column: Column, value: Any) -> Any:
    """A value as an action gives it: a key as the record it names."""
    if value is None:
        return column.empty
    if isinstance(column.field, models.ForeignKey):
        return column.field.remote_field.model(pk=value)
    return value
