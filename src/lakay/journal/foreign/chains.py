"""The chains of other nodes as they are held here: what is new, what is known, what contradicts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from lakay.journal.batch import Batch
from lakay.journal.core import stretches
from lakay.journal.core.events import Event, Origin
from lakay.journal.core.stretches import DoesNotFit, Stretch
from lakay.journal.foreign.outcomes import FORK, KNOWN, REFUSED, Fate
from lakay.journal.foreign.shape import unfit
from lakay.journal.models import Event as EventRow
from lakay.journal.models import Fork, Gap, Span
from lakay.journal.models import Origin as OriginRow

AT_ONCE = 900


class Chains:
    """Takes events into the chains. What is left over has its fate."""

    def __init__(self, batch: Batch, at: datetime) -> None:
        self._head = batch.head
        self._at = at
        self.fates: dict[int, Fate] = {}
        self.signatures: dict[tuple[Origin, int], bytes] = {}

    def enter(self, events: Sequence[Event]) -> list[Event]:
        """The events that are new and fit, in the order in which they came. `fates` has those of the others, by place."""
        by_origin: dict[Origin, list[int]] = {}
        for place, event in enumerate(events):
            by_origin.setdefault(event.header.origin, []).append(place)
        known = set(OriginRow.objects.filter(node__in={origin.node for origin in by_origin}).values_list("node", flat=True))
        taken: list[int] = []
        for origin, places in by_origin.items():
            if origin.node not in known | {self._head.node}:
                self._all(REFUSED, "origin", events, places)
            elif (origin.node, origin.epoch) == (self._head.node, self._head.epoch):
                self._ours(events, places)
            else:
                taken += self._chain(origin, events, places)
        return [events[place] for place in sorted(taken)]

    def _all(self, state: str, reason: str, events: Sequence[Event], places: Iterable[int]) -> None:
        for place in places:
            self.fates[place] = Fate(events[place].header.id, state, reason)

    def _ours(self, events: Sequence[Event], places: list[int]) -> None:
        """Events of the chain that this store itself writes: it has them, or somebody else has written in its name."""
        self._held(events[places[0]].header.origin, events, places)

    def _held(self, origin: Origin, events: Sequence[Event], places: list[int]) -> None:
        hashes = self._hashes(origin, [events[place].header.seq for place in places])
        for place in places:
            event = events[place]
            held, has_signature = hashes.get(event.header.seq, (None, True))
            self._against(held, event, place)
            if held == event.hash and event.signature and not has_signature:
                self.signatures[origin, event.header.seq] = event.signature

    def _against(self, held: bytes | None, event: Event, place: int) -> None:
        if held == event.hash:
            self.fates[place] = Fate(event.header.id, KNOWN)
        else:
            self._fork(event, place)

    def _fork(self, event: Event, place: int) -> None:
        self.fates[place] = Fate(event.header.id, FORK, "chain")
        header = event.header
        where = {"node": header.origin.node, "epoch": header.origin.epoch, "seq": header.seq, "hash": event.hash}
        if not unfit(event) and not Fork.objects.filter(**where).exists():
            Fork(**where, body=event.body, signature=event.signature, found_at=self._at).save(force_insert=True)

    def _hashes(self, origin: Origin, numbers: list[int]) -> dict[int, tuple[bytes, bool]]:
        """The hashes of held events, and whether each is signed."""
        found: dict[int, tuple[bytes, bool]] = {}
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            rows = EventRow.objects.filter(node=origin.node, epoch=origin.epoch, seq__in=some).values_list(
                "seq", "hash", "signature"
            )
            found.update((seq, (bytes(digest), bool(signature))) for seq, digest, signature in rows)
        return found

    def _chain(self, origin: Origin, events: Sequence[Event], places: list[int]) -> list[int]:
        fitting = [place for place in places if not self._is_unfit(events[place], place)]
        if not fitting:
            return []
        numbers = [events[place].header.seq for place in fitting]
        before = load(origin, min(numbers), max(numbers))
        fresh = self._fresh(origin, before, events, fitting)
        after, taken = before, []
        for run in _runs(events, fresh, before):
            first, last = events[run[0]], events[run[-1]]
            try:
                after = stretches.enter(after, first.header.seq, last.header.seq, first.header.prev, last.hash)
            except DoesNotFit:
                for place in run:
                    self._fork(events[place], place)
            else:
                taken += run
        store(origin, before, after)
        return taken

    def _is_unfit(self, event: Event, place: int) -> bool:
        reason = unfit(event)
        if reason:
            self.fates[place] = Fate(event.header.id, REFUSED, reason)
        return bool(reason)

    def _fresh(self, origin: Origin, held: list[Stretch], events: Sequence[Event], places: list[int]) -> list[int]:
        """Those that are not held, one for each number, in the order of the numbers."""
        standing: dict[int, int] = {}
        asked: list[int] = []
        end = held[-1].last if held else 0
        for place in places:
            event = events[place]
            seq = event.header.seq
            around = stretches.at_number(held, seq) if seq <= end else None
            if around is not None and around.held:
                asked.append(place)
            elif around is not None and around.state == stretches.PRUNED:
                self.fates[place] = Fate(event.header.id, KNOWN, "pruned")
            elif seq in standing:
                self._against(events[standing[seq]].hash, event, place)
            else:
                standing[seq] = place
        if asked:
            self._held(origin, events, asked)
        return [standing[seq] for seq in sorted(standing)]


def _runs(events: Sequence[Event], places: list[int], held: list[Stretch]) -> list[list[int]]:
    """Events in the order of their numbers, cut where one does not follow the one before it."""
    ends = {stretch.last for stretch in held}
    runs: list[list[int]] = []
    number, digest = -1, b""
    for place in places:
        event = events[place]
        header = event.header
        if header.seq == number + 1 and header.prev == digest and number not in ends:
            runs[-1].append(place)
        else:
            runs.append([place])
        number, digest = header.seq, event.hash
    return runs


def load(origin: Origin, first: int, last: int) -> list[Stretch]:
    """What is known of a chain from the stretch before a number to the one after another, in order."""
    return [stretch for stretch, _row in _rows(origin, first, last)]


def _rows(origin: Origin, first: int, last: int) -> list[tuple[Stretch, Span | Gap]]:
    where = {"node": origin.node, "epoch": origin.epoch, "first__lte": last + 1, "last__gte": first - 1}
    found: list[tuple[Stretch, Span | Gap]] = [
        (Stretch(row.first, row.last, bytes(row.last_hash)), row) for row in Span.objects.filter(**where)
    ]
    for gap in Gap.objects.filter(**where):
        found.append((Stretch(gap.first, gap.last, bytes(gap.end_hash), gap.reason, bytes(gap.receipt)), gap))
    if not found:
        found = _last(origin, first)
    return sorted(found, key=lambda pair: pair[0].first)


def _last(origin: Origin, first: int) -> list[tuple[Stretch, Span | Gap]]:
    """The end of what is known, where a run begins further on."""
    where = {"node": origin.node, "epoch": origin.epoch, "last__lt": first}
    span = Span.objects.filter(**where).order_by("-last").first()
    gap = Gap.objects.filter(**where).order_by("-last").first()
    if span and (gap is None or span.last > gap.last):
        return [(Stretch(span.first, span.last, bytes(span.last_hash)), span)]
    return [(Stretch(gap.first, gap.last, bytes(gap.end_hash), gap.reason, bytes(gap.receipt)), gap)] if gap else []


def store(origin: Origin, before: list[Stretch], after: list[Stretch]) -> None:
    """Write what changed between two states of a part of a chain."""
    gone, come = set(before) - set(after), set(after) - set(before)
    where = {"node": origin.node, "epoch": origin.epoch}
    for model, held in ((Span, True), (Gap, False)):
        firsts = [stretch.first for stretch in gone if stretch.held is held]
        for start in range(0, len(firsts), AT_ONCE):
            model.objects.filter(**where, first__in=firsts[start : start + AT_ONCE]).delete()
    Span.objects.bulk_create(
        [Span(**where, first=one.first, last=one.last, last_hash=one.end_hash) for one in come if one.held], batch_size=AT_ONCE
    )
    Gap.objects.bulk_create(
        [
            Gap(**where, first=one.first, last=one.last, end_hash=one.end_hash, reason=one.state, receipt=one.receipt)
            for one in come
            if not one.held
        ],
        batch_size=AT_ONCE,
    )
