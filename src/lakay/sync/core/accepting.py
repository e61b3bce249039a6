"""Taking a parcel. Each step is durable before the next, and any of them may be the last: what is done twice is done once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.core import seal
from lakay.journal.core.events import BadEvent, Event, from_body
from lakay.journal.core.vouching import proves
from lakay.sync.core import brief, receipts
from lakay.sync.core.audience import OPENABLE
from lakay.sync.core.brief import Between
from lakay.sync.core.cursors import LANES, Cursor
from lakay.sync.core.heads import Head
from lakay.sync.core.lines import Letter, Run, Sent, read_letter
from lakay.sync.core.parcels import Content, NotForUs, addressed, open_parcel
from lakay.sync.core.peers import ACTIVE, Peer
from lakay.sync.core.sealing import Brought, Seal, wanted
from lakay.sync.core.store import Fate, Granted, Judge, Standing, Store, Stretch, SubjectKey
from lakay.sync.core.tail import Damaged

NEWER = "newer"
MOST_STRETCHES = 1000


class Spoilt(Damaged):
    """A parcel that its sender has closed and that makes no sense."""

    def __init__(self, sender: str) -> None:
        super().__init__(sender)
        self.sender = sender


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a parcel brought: how many events, what became of them, and what was not for this node or could not be believed.

    `more`: the sender has more to send.
    """

    sender: str
    events: int
    counts: Mapping[str, int]
    fates: Sequence[Fate]
    outside: int
    unproven: tuple[Stretch, ...]
    more: bool
    report: Mapping[str, Any]


@dataclass(slots=True)
class _Sorted:
    """The events of a parcel, told apart."""

    events: list[Event] = field(default_factory=list)
    classes: dict[UUID, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    outside: int = 0
    unproven: list[Stretch] = field(default_factory=list)


@dataclass(slots=True)
class _Done:
    """What was done with a parcel so far."""

    fates: list[Fate] = field(default_factory=list)
    outside: int = 0
    unproven: list[Stretch] = field(default_factory=list)


def accept(store: Store, parcel: bytes, *, at: datetime) -> Accepted:
    """Take what a parcel holds for this node.

    Raises NotForUs for one that is not opened (of an unknown or stopped sender, for another node, changed on the way), and Spoilt
    for one that was opened and makes no sense. Nothing is taken then.
    """
    sender, letter = _opened(store, parcel)
    node = sender.node
    done = _Done()
    strangers = _take(store, node, letter, letter.runs, done, at)
    if strangers:
        _take(store, node, letter, strangers, done, at, last=True)
    store.set_standing(node, _after(store, sender, letter, done))
    return Accepted(
        sender=node,
        events=sum(len(run.events) for run in letter.runs),
        counts=Counter(fate.status for fate in done.fates),
        fates=done.fates,
        outside=done.outside,
        unproven=tuple(done.unproven),
        more=letter.head.more,
        report=letter.head.report,
    )


def _opened(store: Store, parcel: bytes) -> tuple[Peer, Letter]:
    """Who sent a parcel, and what it says."""
    for sender in [peer for peer in _senders(store, parcel) if peer.status == ACTIVE and peer.node != store.me.node]:
        between = Between(store.standing(sender.node).by, store.incarnation) if brief.is_brief(parcel) else None
        try:
            content = _content(store, parcel, sender, between)
            return sender, read_letter(sender.node, content, store.chain_end, between)
        except Damaged as error:
            raise Spoilt(sender.node) from error
        except NotForUs:
            if between is None:
                raise
    raise NotForUs("of nobody that is known here")


def _senders(store: Store, parcel: bytes) -> Iterable[Peer]:
    """Who may have sent a parcel, by what stands on it."""
    if brief.is_brief(parcel):
        return store.called(brief.hint(parcel))
    named = store.peer(addressed(parcel)[0])
    return [] if named is None else [named]


def _content(store: Store, parcel: bytes, sender: Peer, between: Between | None) -> Content:
    if between is None:
        return open_parcel(parcel, store.me, sender, store.secrets)
    return brief.open_parcel(parcel, store.me, sender, store.secrets, between)


def _take(
    store: Store, node: str, letter: Letter, runs: Sequence[Run], done: _Done, at: datetime, *, last: bool = False
) -> list[Run]:
    """Take runs, and return those of nodes that are not in the register yet: what is taken now may bring them into it."""
    strangers = [] if last else [run for run in runs if store.peer(run.origin.node) is None]
    found = _sort(store, [run for run in runs if run not in strangers])
    keys = _allowed(found, letter.keys)
    if found.events:
        via = f"{node}.{letter.head.incarnation}"
        done.fates += store.take(found.events, via=via, keys=keys, judge=judge(store), at=at)
    if keys:
        store.grant(node, [_given(key, letter.head.incarnation) for key in keys])
    done.outside += found.outside
    done.unproven += found.unproven
    return strangers


def judge(store: Store) -> Judge:
    """Whether an event may take effect, by the table and the register as they stand now."""

    def reason(event: Event) -> str:
        origin = event.header.origin
        writer = store.peer(origin.node)
        if not store.audience().lines(event.header.action):
            return NEWER
        if writer is None:
            return "unknown_node"
        if not writer.allows(origin.epoch, event.header.seq):
            return "revoked"
        return "" if store.audience().may_write(event, writer) else "may_not_write"

    return reason


def _sort(store: Store, runs: Sequence[Run]) -> _Sorted:
    found = _Sorted()
    hubs = [hub.signing for hub in store.hubs()]
    for run in runs:
        writer = store.peer(run.origin.node)
        events = _proven(run, writer.signing, hubs) if writer else []
        if len(events) < len(run.events):
            stretch = run.stretch
            found.unproven.append(Stretch(run.origin, stretch.first + len(events), stretch.last))
        for event in events:
            _place(store, event, found)
    return found


def _place(store: Store, event: Event, found: _Sorted) -> None:
    """An event of this node's audience is kept; another is passed over.

    One of an action that this release does not know is kept with its keys: the sender's table is newer, and allowed both.
    """
    audience = store.audience()
    classes = audience.opens(event, store.me, lambda peer, records: True, None)
    brought = audience.brings(event, store.me, lambda peer, records: True, None)
    if not audience.lines(event.header.action):
        classes, brought = OPENABLE, frozenset() if any(change.sealed for change in event.changes) else OPENABLE
    if classes is None:
        found.outside += 1
        return
    found.events.append(event)
    found.classes[event.header.id] = (classes, brought)


def _proven(run: Run, origin: bytes, hubs: Sequence[bytes]) -> list[Event]:
    """The events of a run up to the last one that is proven. Signatures that do not hold are dropped."""
    events: list[Event] = []
    end = 0
    for sent in run.events:
        event = _event(run, sent, events)
        if event is None:
            break
        if event.signature and proves(event.signature, event.hash, origin, hubs):
            end = len(events) + 1
        elif event.signature:
            event = replace(event, signature=b"")
        events.append(event)
    return events[:end]


def _event(run: Run, sent: Sent, before: Sequence[Event]) -> Event | None:
    """An event that is what its place in the run says; None for any other."""
    try:
        header, changes = from_body(sent.body)
    except BadEvent:
        return None
    follows = not before or header.prev == before[-1].hash
    if (header.origin, header.seq) != (run.origin, sent.seq) or not follows:
        return None
    return Event(header, changes, sent.body, sent.hash, sent.signature)


def _allowed(found: _Sorted, keys: Sequence[SubjectKey]) -> list[SubjectKey]:
    """Keys of what this node may open, of events that came with them."""
    if not keys:
        return []
    sealed: dict[tuple[UUID, str], list[Seal | Brought]] = {}
    for event in found.events:
        for one in wanted(event, *found.classes[event.header.id]):
            sealed.setdefault((one.subject, one.field_class), []).append(one)
    return [key for key in keys if any(one.opens(key.key) for one in sealed.get((key.subject, key.field_class), ()))]


def _given(key: SubjectKey, incarnation: str) -> Granted:
    return Granted(key.subject, key.field_class, seal.mark(key.key), incarnation, LANES[0], 0)


def _after(store: Store, sender: Peer, letter: Letter, found: _Done) -> Standing:
    """The exchange with the sender as it stands after this parcel."""
    head, standing = letter.head, store.standing(sender.node)
    asked = _still_asked(standing.asked, letter, found)
    if head.incarnation in standing.retired:
        return replace(standing, asked=asked)
    return replace(
        standing,
        asked=asked,
        cursor=_moved(standing.cursor, head, store.incarnation),
        confirmed=_confirmed(store, standing, head),
        by=head.incarnation,
        turn=standing.turn + 1,
        heard=head.turn if standing.by != head.incarnation else max(head.turn, standing.heard),
        retired=standing.retired | head.earlier.keys(),
        owed=letter.wishes,
        receipt=_receipt(store, sender, letter) or standing.receipt,
        theirs=head.receipt,
        reads=max(1, head.reads),
        knows=head.got.incarnation,
        report=head.report,
    )


def _moved(cursor: Cursor, head: Head, mine: str) -> Cursor:
    """How far this store has now got: in each lane as far as the parcel reaches, if nothing is missing before it.

    A parcel made for an earlier incarnation of this store left out what that had written itself, so it does not count.
    """
    here = cursor.within(head.incarnation, head.earlier)
    if head.believes not in {"", mine}:
        return here
    covered = [lane for lane in LANES if head.start.of(lane) <= here.of(lane)]
    return here.at({lane: max(here.of(lane), head.reached.of(lane)) for lane in covered})


def _confirmed(store: Store, standing: Standing, head: Head) -> Cursor:
    """How far the sender has got through this store, if this parcel is not older than what it said last.

    Nobody has got further than the end. The sender may fall back: a parcel of an incarnation that it did not know came late to it.
    """
    end = store.end()
    got = head.got.within(store.incarnation, store.earlier())
    stale = standing.by == head.incarnation and head.turn < standing.heard
    return standing.confirmed if stale else got.at({lane: min(got.of(lane), end) for lane in LANES})


def _still_asked(asked: tuple[Stretch, ...], letter: Letter, found: _Done) -> tuple[Stretch, ...]:
    """What this store goes on asking the sender for: what was not answered, and what this parcel could not prove.

    What was answered is not asked again, proven or not: it would never end.
    """
    left = [one for one in asked if one not in letter.answered]
    answered = set(letter.answered)
    new = [one for one in found.unproven if one not in left and not any(_within(one, other) for other in answered)]
    return tuple([*left, *new][:MOST_STRETCHES])


def _within(one: Stretch, other: Stretch) -> bool:
    return one.origin == other.origin and other.first <= one.first and one.last <= other.last


def _receipt(store: Store, sender: Peer, letter: Letter) -> bytes:
    if not letter.receipt or not sender.is_hub:
        return b""
    try:
        receipts.read(letter.receipt, sender, store.me.node)
    except ValueError:
        return b""
    return letter.receipt
