"""The rolling window of a simulated post: what is safe at the hub leaves, by the program's own rule of what may leave together."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from lakay.journal.core.events import Event
from lakay.prove.converge.memory import MemoryStore
from lakay.prove.converge.nodes import Node
from lakay.prove.converge.state import REFERS
from lakay.prove.converge.world import World
from lakay.sync.core import receipts
from lakay.sync.core.store import Held, State
from lakay.window.rules import Ref, Touch, leaving

LEAVES = {"count", "visit", "note", "photo"}
"""Sorts of events that a pack gives days for. The others stay at a post for ever."""

SHARE = 0.85
"""Of the records that may leave, so many are old enough."""


class Lost(AssertionError):
    """The window has let go what it must not."""


def move(world: World, node: Node) -> set[UUID]:
    """Let leave what may. Returns the events that are gone from the post. Raises Lost."""
    store = node.started()
    covered = _covered(store, world.hub.name, world.withdrawn)
    before = _in_effect(store)
    touches = [_touch(held) for held in _old(store, covered, world.hub.name)]
    going = {touch.event for touch in touches}
    stays = {ref for held in _held(store) if held.event.header.id not in going for ref in _records(held.event)}
    stays |= {ref for ref in sorted({ref for touch in touches for ref in touch.records}) if world.chance.random() > SHARE}
    _, left = leaving(touches, stays, lambda refs: _pointed_at(store, refs), lambda origin, seq: _unsigned(store, origin, seq))
    gone = {touch.event for touch in left}
    if not gone <= world.secured:
        raise Lost("what left lies in no copy of the hub")
    store.prune([held for held in _held(store) if held.event.header.id in gone])
    if _in_effect(store) != before - gone:
        raise Lost("what stays has lost its effect")
    return gone


def _covered(store: MemoryStore, hub: str, withdrawn: set[str]) -> int:
    """Up to which position all lies in a verified backup of the hub, by its last receipt, if that still counts."""
    peer, data = store.peer(hub), store.standing(hub).receipt
    if peer is None or not data:
        return 0
    receipt = receipts.read(data, peer, store.me.node)
    if receipt.of_store in withdrawn:
        return 0
    return min(receipt.backed_up.within(store.incarnation, store.earlier()).positions)


def _held(store: MemoryStore) -> Iterator[Held]:
    return (held for chain in store.disk.chains.values() for held in chain.values())


def _old(store: MemoryStore, covered: int, hub: str) -> Iterator[Held]:
    """Events of sorts that leave, in effect, which came from the hub or were offered to it, and whose last place is covered."""
    last: dict[tuple[object, int], int] = {}
    for position, place in store.disk.at.items():
        last[place] = max(position, last.get(place, 0))
    for held in _held(store):
        header = held.event.header
        known = held.via.startswith(hub) or not held.via
        leaves = header.action.split(".")[0] in LEAVES and held.state == State.APPLIED
        if leaves and known and last[header.origin, header.seq] <= covered:
            yield held


def _touch(held: Held) -> Touch:
    header = held.event.header
    return Touch(header.id, (header.origin.node, header.origin.epoch), header.seq, _records(held.event))


def _records(event: Event) -> frozenset[Ref]:
    return frozenset((change.kind, change.record) for change in event.changes)


def _pointed_at(store: MemoryStore, going: set[Ref]) -> set[Ref]:
    """Of the records that would leave, those to which one that stays points."""
    leaving = {record: ref for ref in going for record in [ref[1]]}
    stays = [state for record, state in store.records.states.items() if record not in leaving and REFERS in state.fields]
    return {leaving[target] for state in stays if (target := UUID(state.value(REFERS))) in leaving}


def _unsigned(store: MemoryStore, origin: tuple[str, str], seq: int) -> bool:
    """Whether an event is held and stands on the signature of one after it."""
    chain = next((chain for key, chain in store.disk.chains.items() if (key.node, key.epoch) == origin), {})
    return seq in chain and not chain[seq].event.signature


def _in_effect(store: MemoryStore) -> set[UUID]:
    return {held.event.header.id for held in _held(store) if held.state == State.APPLIED}


def unproven(store: MemoryStore) -> Iterator[Event]:
    """Events that are neither signed nor followed, number by number, by one that is. There must be none."""
    for chain in store.disk.chains.values():
        for seq, held in chain.items():
            follows = chain.get(seq + 1)
            if not held.event.signature and follows is None:
                yield held.event
