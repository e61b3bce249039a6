"""The exchange's own rows: how far it has come with each peer. They make no event, but go through the one writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from lakay.journal.batch import Batch
from lakay.journal.writer import run_write
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.store import Granted as Given
from lakay.sync.models import Granted, Standing

MOST_MARKS = 200


def keep_standing(node: str, state: Mapping[str, Any]) -> None:
    """Remember the state of the exchange with a peer, and where this store stood when it had got so far through the peer's."""

    def work(batch: Batch) -> None:
        row = Standing.objects.filter(node=node).first()
        marks = list(row.marks or []) if row else []
        if state["cursor"] != (marks[-1][1] if marks else None):
            marks.append([batch.position, state["cursor"]])
        Standing.objects.update_or_create(node=node, defaults={"state": dict(state), "marks": thinned(marks)})

    run_write(work)


def fall_back(position: int) -> None:
    """This store was made again as it was at an earlier position: it has got no further through its peers' than it had got then."""
    for row in Standing.objects.exclude(state={}):
        marks = [mark for mark in row.marks or [] if mark[0] <= position]
        cursor = marks[-1][1] if marks else Cursor().to_json()
        Standing.objects.filter(pk=row.pk).update(state={**row.state, "cursor": cursor}, marks=marks)


def thinned(marks: list[Any]) -> list[Any]:
    """Not too many marks: of the older half every second one goes."""
    if len(marks) <= MOST_MARKS:
        return marks
    half = MOST_MARKS // 2
    return marks[:half:2] + marks[half:]


def keep_granted(node: str, given: Sequence[Given]) -> None:
    """Write down which keys went into a parcel for a peer; the newest stands."""
    if not given:
        return
    rows = [
        Granted(
            node=node,
            subject=each.subject,
            field_class=each.field_class,
            mark=each.mark,
            incarnation=each.incarnation,
            lane=each.lane,
            position=each.position,
        )
        for each in given
    ]

    def work(batch: Batch) -> None:
        batch.flush()
        Granted.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["node", "subject", "field_class", "mark"],
            update_fields=["incarnation", "lane", "position"],
        )

    run_write(work)


def note_contact(node: str, *, at: datetime, offset_ms: int | None, events: int) -> None:
    """A parcel of a peer was opened: when, what its clock said, how many events were in it. An earlier trouble is over."""

    def work(batch: Batch) -> None:
        values = {"got_at": at, "offset_ms": offset_ms, "trouble": "", "trouble_at": None}
        row, _new = Standing.objects.update_or_create(node=node, defaults=values)
        if events:
            Standing.objects.filter(pk=row.pk).update(events_got=F("events_got") + events)

    run_write(work)


def note_sent(node: str, events: int) -> None:
    """So many events were put into a parcel."""
    if events:
        run_write(lambda batch: Standing.objects.filter(node=node).update(events_sent=F("events_sent") + events))


def note_trouble(node: str, *, at: datetime, trouble: str) -> None:
    """Something went wrong with a peer: a code, never what it sent."""
    values = {"trouble": trouble[:200], "trouble_at": at}
    run_write(lambda batch: Standing.objects.update_or_create(node=node, defaults=values))
