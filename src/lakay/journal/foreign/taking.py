"""Taking in what other nodes have written: one turn, in which every event is stored and what it says takes effect."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from lakay.journal.batch import Batch
from lakay.journal.core.chain import other_id
from lakay.journal.core.events import Event, Origin
from lakay.journal.foreign.applying import Applying, entered_of
from lakay.journal.foreign.chains import Chains
from lakay.journal.foreign.grants import News, SubjectGrant
from lakay.journal.foreign.outcomes import NEWER, REFUSED, Entered, Fate, Outcome
from lakay.journal.foreign.shape import instant
from lakay.journal.inserting import Row, inserter
from lakay.journal.models import Event as EventRow
from lakay.journal.models import Reference, Unapplied
from lakay.journal.order import stand_again
from lakay.journal.prepared import present
from lakay.journal.writer import run_write
from lakay.kernel.clock import milliseconds

Judge = Callable[[Event], str]
"""Says why a node may not have written an event, as a stable code; empty if it may."""

MOST_AHEAD = timedelta(minutes=5)
"""So far may another node's clock be ahead of ours and still order what is written here. A clock that is wrong by years moves nobody's."""


def anybody(event: Event) -> str:
    """The judge who lets everything pass."""
    return ""


def take(
    events: Sequence[Event],
    *,
    via: str,
    at: datetime,
    keys: Sequence[SubjectGrant] = (),
    judge: Judge = anybody,
) -> list[Fate]:
    """Store events that another node brought, and apply them. Returns what became of each, in their order.

    Who calls has proven their signatures: each is signed, or stands in a run whose end is signed. `via` is the incarnation of the peer
    (`node.epoch`). Joins the turn that is under way, if there is one. Raises BadGrant.
    """
    return run_write(lambda batch: _Taking(batch, via, at, judge).take(events, keys)) if events or keys else []


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Meanwhile Python does not look for garbage: what is made here lives to the end, and is then freed without a search."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Taking:
    def __init__(self, batch: Batch, via: str, at: datetime, judge: Judge) -> None:
        self._batch = batch
        self._via = via
        self._at = at
        self._judge = judge

    def take(self, events: Sequence[Event], keys: Sequence[SubjectGrant]) -> list[Fate]:
        with _not_collecting():
            return self._take(events, keys)

    def _take(self, events: Sequence[Event], keys: Sequence[SubjectGrant]) -> list[Fate]:
        news = News(self._batch, keys) if keys else None
        chains = Chains(self._batch, self._at)
        fresh = chains.enter(events)
        self._sign(chains.signatures)
        entered, refused = self._entered(fresh)
        self._observe(fresh)
        applying = Applying(self._batch, self._at)
        self._store(entered)
        applying.outcomes.update(refused)
        applying.apply([one for one in entered if one.row not in refused])
        applying.finish(news.subjects if news else ())
        if news:
            stand_again(self._batch, news.opened())
        outcomes = {id(one.event): applying.outcomes[one.row] for one in entered}
        return [chains.fates.get(place) or _fate(event, outcomes[id(event)]) for place, event in enumerate(events)]

    def _entered(self, events: list[Event]) -> tuple[list[Entered], dict[UUID, Outcome]]:
        """The events with the ids of their rows, and those that are refused from the start."""
        taken = {UUID(one) for one in present(EventRow, (f"{event.header.id.int:032x}" for event in events))}
        entered: list[Entered] = []
        refused: dict[UUID, Outcome] = {}
        for event in events:
            row = event.header.id
            if row in taken:  # another node has used this id
                row = other_id(event.hash)
                refused[row] = Outcome(REFUSED, "id")
            elif reason := self._judge(event):
                refused[row] = judged(reason)
            taken.add(row)
            entered.append(Entered(event, row))
        return entered, refused

    def _sign(self, signatures: Mapping[tuple[Origin, int], bytes]) -> None:
        """Events that were held without a signature and came with one: they can be passed on alone now, so they are offered again."""
        for (origin, seq), signature in signatures.items():
            rows = EventRow.objects.filter(node=origin.node, epoch=origin.epoch, seq=seq)
            rows.update(signature=signature)
            stand_again(self._batch, rows.values_list("id", flat=True))

    def _observe(self, events: list[Event]) -> None:
        most = milliseconds(self._batch.clock.now() + MOST_AHEAD) << 16
        stamps = [event.header.hlc for event in events if event.header.hlc <= most]
        if stamps:
            self._batch.chain.observe(max(stamps))

    def _store(self, entered: list[Entered]) -> None:
        rows: list[Row] = []
        refs: list[Row] = []
        via, position = self._via, self._batch.next_position
        for one in entered:
            event, row = one.event, one.row
            header = event.header
            place = (row, header.origin.node, header.origin.epoch, header.seq, header.hlc, instant(header.at))
            who = (header.action, header.by, header.agency, header.post, header.purpose)
            rows.append((*place, *who, event.body, event.hash, event.signature, b"", position(), via))
            refs += [(row, ref, is_subject) for ref, is_subject in _named(event)]
        self._batch.flush()
        for model, waiting in ((EventRow, rows), (Reference, refs)):
            if waiting:
                inserter(model).insert(self._batch.connection, waiting)


def _named(event: Event) -> Iterable[tuple[UUID, bool]]:
    """The subjects and records by which an event is found, each once, and whether it is a subject."""
    if len(event.changes) == 1 and not event.header.subjects:
        return [(event.changes[0].record, False)]
    named = dict.fromkeys(event.header.subjects, True)
    for change in event.changes:
        named.setdefault(change.record, False)
    return named.items()


def judged(reason: str) -> Outcome:
    """What a judge's word means: `newer` for what this program has no line for yet, anything else a refusal."""
    return Outcome(NEWER, "action") if reason == NEWER else Outcome(REFUSED, reason[:40])


def _fate(event: Event, outcome: Outcome) -> Fate:
    return Fate(event.header.id, outcome.state, outcome.reason)


def retry(event: UUID, at: datetime, judge: Judge = anybody) -> Fate:
    """Try again an event that has no effect. Raises LookupError if there is none such."""
    rows = Unapplied.objects.filter(event=event)
    (fate,) = run_write(lambda batch: _retry(batch, rows, at, judge)) or (None,)
    if fate is None:
        raise LookupError(event)
    return fate


def retry_waiting(at: datetime, judge: Judge = anybody) -> list[Fate]:
    """Try again all that wait for a record."""
    return run_write(lambda batch: _retry(batch, Unapplied.objects.filter(state=Unapplied.WAITING), at, judge))


def take_up_newer(at: datetime, judge: Judge = anybody) -> list[Fate]:
    """After an upgrade, when the program starts: what it did not understand before, and codes that its tables did not allow."""
    rows = Unapplied.objects.filter(state=Unapplied.NEWER) | Unapplied.objects.filter(
        state=Unapplied.REFUSED, reason="constraint"
    )
    return run_write(lambda batch: _retry(batch, rows, at, judge)) if rows.exists() else []


def _retry(batch: Batch, rows: QuerySet[Unapplied], at: datetime, judge: Judge) -> list[Fate]:
    entered = entered_of(rows)
    applying = Applying(batch, at, again=True)
    applying.had_unapplied.update(one.row for one in entered)
    refused = {one.row: judged(reason) for one in entered if (reason := judge(one.event))}
    applying.outcomes.update(refused)
    applying.apply([one for one in entered if one.row not in refused])
    applying.finish()
    return [_fate(one.event, applying.outcomes[one.row]) for one in entered]
