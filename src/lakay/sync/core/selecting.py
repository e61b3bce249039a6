"""What a peer is owed: the events after its cursor that are for it, lane by lane, made into runs that can be proven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from lakay.journal.core.vouching import vouched
from lakay.sync.core.audience import Audience
from lakay.sync.core.cursors import LANES, Cursor
from lakay.sync.core.peers import Peer
from lakay.sync.core.store import Held, State, Store, Stretch

FIRST_PAGE, PAGE = 8, 500
MOST_EVENTS = 1000
CLOSING = 1000
"""So far a store looks on in a chain for the signature that proves an event."""

PASSED_ON = frozenset({State.APPLIED, State.WAITING})


@dataclass(frozen=True, slots=True)
class Pick:
    """An event that is for the peer, and the classes that the peer may open of what it seals, or else of its subjects."""

    lane: str
    held: Held
    classes: frozenset[str]
    brought: frozenset[str]


@dataclass(slots=True)
class Selection:
    """What goes into the next parcel, in order of arrival; how far that reaches; whether there is more behind it."""

    picks: list[Pick] = field(default_factory=list)
    reached: dict[str, int] = field(default_factory=dict)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is sent to, and what is known of them: `by` is the incarnation of their store, whose own events they need not get back."""

    peer: Peer
    by: str
    at: datetime

    @property
    def echo(self) -> str:
        return f"{self.peer.node}.{self.by}"


def weight(held: Held) -> int:
    """About how many bytes an event takes in a parcel. Sealed values cannot be compressed; the rest shrinks to a twentieth."""
    sealed = sum(len(data) for change in held.event.changes for data in change.sealed.values())
    return 24 + sealed + max(len(held.event.body) - 4 * sealed // 3, 0) // 20


def select(store: Store, asking: Asking, start: Cursor, lanes: Iterable[str], most_bytes: int) -> Selection:
    """The next events for a peer after `start`: as many as weigh `most_bytes`, at least one."""
    found, room = Selection(), most_bytes
    for lane in LANES:
        if lane in lanes:
            room = _from_lane(store, asking, lane, start.of(lane), room, found)
    return found


def _from_lane(store: Store, asking: Asking, lane: str, position: int, room: int, found: Selection) -> int:
    audience, end = store.audience(), store.end()
    found.reached[lane] = position
    for held in _log(store, audience, asking.peer.role, lane, position):
        pick = for_peer(store, audience, asking, held)
        if pick is None:
            found.reached[lane] = held.position
            continue
        if found.picks and (room <= 0 or len(found.picks) >= MOST_EVENTS):
            found.more = True
            return room
        found.picks.append(pick)
        found.reached[lane] = held.position
        room -= weight(held)
    found.reached[lane] = max(end, found.reached[lane])
    return room


def _log(store: Store, audience: Audience, role: str, lane: str, position: int) -> Iterator[Held]:
    """What is in a lane and may concern a role, in pages that grow: of events of hundreds of kilobytes a few fill the parcel."""

    def wanted(action: str) -> bool:
        return audience.lane(action) == lane and audience.concerns(role, action)

    size = FIRST_PAGE
    while page := list(store.after(position, size, wanted)):
        yield from page
        position, size = page[-1].position, min(2 * size, PAGE)


def for_peer(store: Store, audience: Audience, asking: Asking, held: Held) -> Pick | None:
    """An event as it goes to a peer; None if it does not: not for it, come from it, or of no effect here."""
    if held.via == asking.echo or held.state not in PASSED_ON:
        return None
    header = held.event.header
    classes = audience.opens(held.event, asking.peer, store.known, asking.at)
    if classes is None:
        return None
    brought = audience.brings(held.event, asking.peer, store.known, asking.at)
    return Pick(audience.lane(header.action), held, classes, brought)


@dataclass(frozen=True, slots=True)
class Proven:
    """A run for the parcel: events, and of each the signature that is sent with it or none. The last one has one."""

    events: tuple[tuple[Held, bytes], ...]


def runs(store: Store, asking: Asking, picks: Iterable[Pick]) -> tuple[list[Proven], list[Held]]:
    """Picks as runs that prove themselves, and those that this store cannot prove alone."""
    proven: list[Proven] = []
    unproven: list[Held] = []
    for chain in _consecutive([pick.held for pick in picks]):
        closed, left = _closed(store, asking, chain)
        if closed:
            proven.append(Proven(tuple(_signed(store, closed))))
        unproven += left
    return proven, unproven


def _consecutive(picked: list[Held]) -> Iterator[list[Held]]:
    """The events of each origin in order of number, cut where a number is missing."""
    origins: dict[tuple[str, str], dict[int, Held]] = {}
    for held in picked:
        origin = held.event.header.origin
        origins.setdefault((origin.node, origin.epoch), {})[held.event.header.seq] = held
    for chain in origins.values():
        run: list[Held] = []
        for seq in sorted(chain):
            if run and run[-1].event.header.seq != seq - 1:
                yield run
                run = []
            run.append(chain[seq])
        yield run


def _closed(store: Store, asking: Asking, run: list[Held]) -> tuple[list[Held], list[Held]]:
    """A run up to the last event that can be proven, with what must be added to it for that, and the rest.

    What proves it is added also where the peer has that already: it came by another way then, and the peer lacks what lies before it.
    """
    if store.me.is_hub:
        return run, []
    anyhow = replace(asking, by="?")
    run = [*_unproven_before(store, asking, run[0]), *run]
    if run[-1].event.signature:
        return run, []
    last = run[-1].event.header
    added: list[Held] = []
    for held in store.between(Stretch(last.origin, last.seq + 1, last.seq + CLOSING)):
        if held.event.header.seq != last.seq + len(added) + 1 or for_peer(store, store.audience(), anyhow, held) is None:
            break
        added.append(held)
        if held.event.signature:
            return run + added, []
    end = next((place for place in range(len(run), 0, -1) if run[place - 1].event.signature), 0)
    return run[:end], run[end:]


def _unproven_before(store: Store, asking: Asking, first: Held) -> list[Held]:
    """Events just before a run that only it can prove: when they were due, what proves them could not be passed on yet."""
    header = first.event.header
    found: list[Held] = []
    for held in reversed(
        store.between(Stretch(header.origin, max(header.seq - CLOSING, 1), header.seq - 1)) if header.seq > 1 else ()
    ):
        missing = held.event.header.seq != header.seq - len(found) - 1
        if missing or held.event.signature or for_peer(store, store.audience(), asking, held) is None:
            break
        found.append(held)
    return found[::-1]


def _signed(store: Store, run: list[Held]) -> Iterator[tuple[Held, bytes]]:
    """Each event with what is sent to prove it: its own signature for alerts and at the end, or there the hub's word."""
    audience = store.audience()
    for held in run:
        own = held.event.signature
        if held is run[-1]:
            yield held, own or store.secrets.sign(vouched(held.event.hash))
        else:
            yield held, own if audience.signed_singly(held.event.header.action) else b""
