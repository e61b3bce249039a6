"""Making the next parcel for a peer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from lakay.journal.core import seal
from lakay.journal.core.events import Origin
from lakay.sync.core import brief, receipts
from lakay.sync.core.brief import FORM, acquainted
from lakay.sync.core.cursors import LANES, Cursor
from lakay.sync.core.heads import Head
from lakay.sync.core.lines import LetterWriter
from lakay.sync.core.parcels import NotForUs, Random, close
from lakay.sync.core.peers import ACTIVE, Peer
from lakay.sync.core.sealing import wanted
from lakay.sync.core.selecting import Asking, Pick, Proven, Selection, for_peer, runs, select
from lakay.sync.core.store import Granted, Held, Standing, Store, Stretch, SubjectKey
from lakay.sync.core.wire import Place

MOST_ASKED = 200
"""Stretches that are asked for, and events that are answered one by one, in one parcel."""


_Which = tuple[UUID, str, str]
"""A key: its subject, its class of fields, its mark."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A parcel, how far it reaches through this store, whether there is more behind it, and how many events it holds.

    `start` the next offer with `reached` to go on before the peer has confirmed anything, as on a stick. `brief`: it has the short form.
    """

    parcel: bytes
    reached: Cursor
    more: bool
    events: int
    brief: bool = False


@dataclass(frozen=True, slots=True)
class _Keys:
    """Keys for the parcel, and what is written down of them."""

    keys: tuple[SubjectKey, ...]
    granted: tuple[Granted, ...]

    def with_all(self, others: _Keys) -> _Keys:
        """These, and the keys of events that are answered one by one: of those nothing is written down, for nobody confirms them."""
        return _Keys((*self.keys, *(key for key in others.keys if key not in self.keys)), self.granted)


def offer(
    store: Store,
    to: str,
    *,
    most_bytes: int,
    at: datetime,
    random: Random,
    lanes: Iterable[str] = LANES,
    start: Cursor | None = None,
    may_be_brief: bool = False,
) -> Offer:
    """The next parcel for a peer; one without events still carries wishes, receipts and how far this store has got.

    `may_be_brief`: on a line, where the peer can say that it does not understand; then it is offered again, in the long form.
    About `most_bytes` long, but never less than one event. Raises NotForUs for a peer that is unknown or stopped.
    """
    peer = store.peer(to)
    if peer is None or peer.status != ACTIVE or to == store.me.node:
        raise NotForUs(to)
    standing = store.standing(to)
    asking = Asking(peer, standing.by, at)
    begin = (start or standing.confirmed).within(store.incarnation, store.earlier())
    chosen = select(store, asking, begin, frozenset(lanes), most_bytes)
    proven, unproven = runs(store, asking, chosen.picks)
    _ask_for(store, unproven)
    singles = _singles(store, asking, standing)
    reached = begin.at(chosen.reached)
    beside = [*singles, *_added(store, asking, chosen.picks, proven)]
    keys = _keys(store, standing, begin, chosen.picks, peer).with_all(_keys(store, None, begin, beside, peer))
    store.grant(to, keys.granted)
    between = acquainted(standing, store.incarnation) if may_be_brief else None
    writer = LetterWriter(Origin(store.me.node, store.incarnation), brief=between is not None)
    _write(store, writer, peer, standing, keys)
    for run in runs_alone(store, asking, singles):
        _write_run(writer, run, follows=False)
    confirmed = standing.confirmed.within(store.incarnation, store.earlier())
    for run in proven:
        _write_run(writer, run, follows=_holds_before(store, asking, confirmed, run))
    head = _head(store, standing, begin, reached, chosen)
    content, ends = writer.content(head), (store.me, peer, store.secrets)
    parcel = brief.close(content, *ends, between) if between else close(content, *ends, known=standing.reads, random=random)
    return Offer(parcel, reached, chosen.more, len(singles) + sum(len(run.events) for run in proven), between is not None)


def _head(store: Store, standing: Standing, begin: Cursor, reached: Cursor, chosen: Selection) -> Head:
    return Head(
        incarnation=store.incarnation,
        earlier=dict(store.earlier()),
        start=begin,
        reached=reached,
        believes=standing.by,
        got=standing.cursor,
        turn=standing.turn,
        receipt=receipts.mark(standing.receipt[receipts.SIGNATURE_BYTES :]) if standing.receipt else "",
        reads=FORM,
        more=chosen.more,
        report=dict(store.report()),
    )


def _write(store: Store, writer: LetterWriter, peer: Peer, standing: Standing, keys: _Keys) -> None:
    if store.me.is_hub:
        receipt = receipts.make(store, peer, standing.cursor, {standing.by, *standing.retired} - {""})
        if receipts.mark(receipt.body()) != standing.theirs:
            writer.receipt(receipts.signed(receipt, store))
    writer.stretches("w", standing.asked[:MOST_ASKED])
    writer.stretches("a", standing.owed[:MOST_ASKED])
    for name in sorted({key.field_class for key in keys.keys}):
        writer.keys(name, [key for key in keys.keys if key.field_class == name])


def _added(store: Store, asking: Asking, picks: list[Pick], proven: list[Proven]) -> list[Pick]:
    """Events that go along only to prove a run, or because only this run proves them."""
    chosen = {pick.held.position for pick in picks}
    held = [one for run in proven for one, _ in run.events if one.position not in chosen]
    return [pick for one in held if (pick := for_peer(store, store.audience(), asking, one)) is not None]


def _holds_before(store: Store, asking: Asking, confirmed: Cursor, run: Proven) -> bool:
    """Whether the peer has confirmed the event before a run, so that four bytes of its hash are enough."""
    first = run.events[0][0].event.header
    for held in store.between(Stretch(first.origin, first.seq - 1, first.seq - 1)) if first.seq > 1 else ():
        pick = for_peer(store, store.audience(), asking, held)
        return pick is not None and held.position <= confirmed.of(pick.lane)
    return False


def _write_run(writer: LetterWriter, run: Proven, *, follows: bool) -> None:
    first = run.events[0][0].event.header
    writer.run(first.origin, first.seq, first.prev, held=follows)
    for held, signature in run.events:
        header = held.event.header
        writer.event(held.event.body, Place(header.origin, header.seq, header.prev), signature)


def _singles(store: Store, asking: Asking, standing: Standing) -> list[Pick]:
    """What the peer asked for, as far as it may have it."""
    found: list[Pick] = []
    for stretch in standing.owed[:MOST_ASKED]:
        for held in store.between(stretch)[: MOST_ASKED - len(found)]:
            pick = for_peer(store, store.audience(), replace(asking, by="?"), held)
            if pick is not None:
                found.append(pick)
    return found


def runs_alone(store: Store, asking: Asking, picks: list[Pick]) -> list[Proven]:
    """Each event as a run of its own, so that one that is spoilt costs no other."""
    return [run for pick in picks for run in runs(store, asking, [pick])[0]]


def _keys(store: Store, standing: Standing | None, begin: Cursor, picks: list[Pick], peer: Peer) -> _Keys:
    """Keys that open these events for the peer; with its standing, without those that it has confirmed to have got."""
    sealed = [(pick, one) for pick in picks for one in wanted(pick.held.event, pick.classes, pick.brought)]
    if not sealed:
        return _Keys((), ())
    there = _there(store, standing, begin, peer, {one.subject for _, one in sealed})
    by = standing.by if standing else ""
    candidates = _candidates(store, [(one.subject, one.field_class) for _, one in sealed])
    found: dict[_Which, tuple[SubjectKey, Granted]] = {}
    for pick, one in sealed:
        for which, key in candidates.get((one.subject, one.field_class), ()):
            if which not in found and which not in there and one.opens(key.key):
                found[which] = (key, Granted(*which, by, pick.lane, pick.held.position))
    return _Keys(tuple(key for key, _ in found.values()), tuple(granted for _, granted in found.values()))


def _candidates(store: Store, asked: list[tuple[UUID, str]]) -> dict[tuple[UUID, str], list[tuple[_Which, SubjectKey]]]:
    """The keys that this store has for some classes of some subjects: there may be several for one, made before two nodes met."""
    found: dict[tuple[UUID, str], list[tuple[_Which, SubjectKey]]] = {}
    for key in store.keys_of(list(dict.fromkeys(asked))):
        which = (key.subject, key.field_class, seal.mark(key.key))
        found.setdefault(which[:2], []).append((which, key))
    return found


def _there(store: Store, standing: Standing | None, begin: Cursor, peer: Peer, subjects: set[UUID]) -> set[_Which]:
    """The keys of some subjects that this peer has confirmed to have got; none if they are not to be counted."""
    if standing is None:
        return set()
    granted = store.granted(peer.node, subjects)
    return {(one.subject, one.field_class, one.mark) for one in granted if _handed_over(one, standing.by, begin)}


def _handed_over(granted: Granted, by: str, begin: Cursor) -> bool:
    return granted.incarnation == by and granted.position <= begin.of(granted.lane)


def _ask_for(store: Store, unproven: list[Held]) -> None:
    """Ask those who brought these events for what proves them."""
    for held in unproven:
        node = held.via.partition(".")[0]
        header = held.event.header
        stretch = Stretch(header.origin, header.seq, header.seq)
        standing = store.standing(node)
        if stretch not in standing.asked:
            store.set_standing(node, replace(standing, asked=(*standing.asked, stretch)))
