"""Holding every node against the oracle, and the laws that must hold at any time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from lakay.prove.converge import table
from lakay.prove.converge.memory import MemoryStore
from lakay.prove.converge.nodes import Node
from lakay.prove.converge.oracle import Expected, Known, Oracle
from lakay.prove.converge.sight import Who
from lakay.prove.converge.window import unproven
from lakay.prove.converge.work import Wrote
from lakay.prove.converge.world import World, ids, keys
from lakay.sync.core.cursors import LANES
from lakay.sync.core.selecting import PASSED_ON
from lakay.sync.core.store import State

Key = tuple[UUID, str, str]


class Wrong(AssertionError):
    """A node is not as it must be."""


@dataclass(frozen=True)
class Country:
    """What is the same for every node: which events count, which changes wait for ever, and which keys opened anything at all."""

    world: World
    rightful: set[UUID]
    orphans: set[UUID]
    used: set[Key]

    @classmethod
    def of(cls, world: World, rightful: set[UUID]) -> Country:
        return cls(world, rightful, orphans(world, rightful), {key for wrote in world.wrote.values() for key in opened_by(wrote)})


def opened_by(wrote: Wrote) -> Iterator[Key]:
    """The keys that open something of an event."""
    for change in wrote.changes:
        for name, mark in change.marks.items():
            yield change.owner, name, mark


def check(world: World) -> None:
    """All laws, after the country has come to rest. Raises Wrong."""
    check_nothing_lost(world)
    held = ids(world.hub.disk)
    everybody = {node.name: who(world, node) for node in world.nodes.values()}
    oracle = Oracle([wrote for wrote in world.wrote.values() if wrote.id in held], everybody, world.hub.name)
    rightful = {wrote.id for wrote in oracle.rightful}
    grounds = Country.of(world, rightful)
    for node in world.living():
        mine = [world.wrote[held.event.header.id] for held in node.disk.of_node(node.name)]
        taken = {wrote.id for wrote in mine if node.started().disk.reasons.get(wrote.id)}
        own = {wrote.id: wrote for wrote in mine if wrote.id not in rightful and wrote.id not in taken}
        gone = (world.extinct_keys | node.disk.left_keys) - keys(node.disk)
        _check_node(grounds, node, oracle.expected(everybody[node.name], own, gone, node.disk.left_events))
    check_promises(world)


def who(world: World, node: Node) -> Who:
    """A node as the oracle knows it."""
    own = world.posts.index(node.peer.post) if node.peer.post in world.posts else None
    near = [] if own is None else [post for place, post in enumerate(world.posts) if _are_near(own, place)]
    return Who(node.name, node.peer.role, node.peer.post, node.peer.agency, frozenset(near))


def _are_near(one: int, other: int) -> bool:
    """Next to each other, or at the two ends of a corridor of three, which has its ends at the even places."""
    return abs(one - other) == 1 or (abs(one - other) == 2 and one % 2 == 0)


def _check_node(grounds: Country, node: Node, expected: Expected) -> None:
    world, store = grounds.world, node.started()
    where = f"seed {world.seed}: node {node.name} ({node.peer.role} {node.peer.post})"
    states, tolerated = _states(store, where), grounds.orphans
    applied = {event for event, state in states.items() if state == State.APPLIED}
    waiting = {event for event, state in states.items() if state == State.WAITING}
    _same(f"{where}: applied events", applied, expected.applied, world)
    _same(f"{where}: waiting events", waiting - tolerated, expected.waiting - tolerated, world)
    quiet = {event for event in waiting - tolerated if _is_quiet(store, event)}
    _same(f"{where}: quietly waiting events", quiet, expected.quiet - tolerated, world)
    world.figures["events that wait quietly"] += len(quiet)
    for event in states.keys() - applied - waiting:
        if states[event] == State.NEWER or event in grounds.rightful:
            raise Wrong(f"{where}: {world.wrote[event].action} is {states[event]}")
    _check_keys(grounds, store, expected, where)
    _check_records(where, _known(store), expected.records)
    if store.disk.forks:
        raise Wrong(f"{where}: a fork")
    for bare in unproven(store):
        raise Wrong(f"{where}: nothing proves {_say(world, bare.header.id)} any more")


def _is_quiet(store: MemoryStore, event: UUID) -> bool:
    return store.audience().only_near(store.records.waiting[event], store.me)


def orphans(world: World, rightful: set[UUID]) -> set[UUID]:
    """Changes that went to those who have the record, before the event that made it stopped to count: they wait for ever."""
    made = {change.record for event in rightful for change in world.wrote[event].changes if "*" not in change.seen}
    return {
        wrote.id
        for wrote in world.wrote.values()
        if wrote.action == table.NOTE and any(change.record not in made for change in wrote.changes)
    }


def _states(store: MemoryStore, where: str) -> dict[UUID, State]:
    """Each event once, in one place; the conservation law."""
    found: dict[UUID, State] = {}
    places = {
        (held.event.header.origin, held.event.header.seq) for chain in store.disk.chains.values() for held in chain.values()
    }
    order = sorted(place for places in store.disk.by_action.values() for place in places)
    if set(store.disk.at.values()) != places or order != sorted(store.disk.at):
        raise Wrong(f"{where}: the order of arrival and the events do not agree")
    for chain in store.disk.chains.values():
        for held in chain.values():
            event = held.event.header.id
            if event in found or held.state != store.state_of(held.event):
                raise Wrong(f"{where}: an event stands in two places")
            found[event] = held.state
    return found


def _same(what: str, found: set[UUID], expected: set[UUID], world: World) -> None:
    if found != expected:
        missing = [_say(world, one) for one in expected - found][:3]
        extra = [_say(world, one) for one in found - expected][:3]
        raise Wrong(f"{what}: {len(expected - found)} missing {missing}, {len(found - expected)} too many {extra}")


def _say(world: World, event: UUID) -> str:
    wrote = world.wrote[event]
    return f"{wrote.action} of {wrote.node}.{wrote.epoch}:{wrote.seq} at {wrote.post!r}"


def _check_keys(grounds: Country, store: MemoryStore, expected: Expected, where: str) -> None:
    """Every key that opens something for this node, and none that opens only what is not for it."""
    world, disk = grounds.world, store.disk
    doubtful = {event for event, reason in disk.reasons.items() if reason} | grounds.orphans
    wrong = {key for event in doubtful & ids(disk) | disk.left_events for key in opened_by(world.wrote[event])}
    held = keys(disk) & grounds.used
    if missing := expected.keys - held:
        raise Wrong(f"{where}: {len(missing)} keys missing: {_of_keys(world, missing)}")
    if extra := held - expected.keys - wrong:
        raise Wrong(f"{where}: {len(extra)} keys too many: {_of_keys(world, extra)}")


def _of_keys(world: World, keys: set[tuple[UUID, str, str]]) -> list[str]:
    """Events that some of these keys open."""
    return [
        f"{name} of {_say(world, wrote.id)}"
        for wrote in world.wrote.values()
        for change in wrote.changes
        for name, mark in change.marks.items()
        if (change.owner, name, mark) in keys
    ][:4]


def _known(store: MemoryStore) -> Known:
    found: Known = {}
    for record, state in store.records.states.items():
        fields = {
            name: ([(write.value, *write.dot, write.hlc) for write in one.heads], dict(one.seen))
            for name, one in state.fields.items()
        }
        found[record] = (state.kind, state.made, fields)
    return found


def _check_records(where: str, found: Known, expected: Known) -> None:
    if found == expected:
        return
    for record in found.keys() | expected.keys():
        if found.get(record) != expected.get(record):
            raise Wrong(f"{where}: record {record}: {found.get(record)} instead of {expected.get(record)}")


def check_nothing_lost(world: World) -> None:
    """Everything that was written is at the hub, but what stays at home, what was lost with its only disk, and what thieves wrote.

    What a node may not write is kept where it is refused, and goes no further.
    """
    held = ids(world.hub.disk)
    refused = {event for node in world.living() for event, reason in node.disk.reasons.items() if reason == "may_not_write"}
    stolen = {node.name for node in world.nodes.values() if node.stolen}
    lost = [
        wrote
        for wrote in world.wrote.values()
        if wrote.id not in held | world.extinct | refused and not wrote.action.startswith("home.") and wrote.node not in stolen
    ]
    if lost:
        raise Wrong(f"seed {world.seed}: {len(lost)} events lost, one is {_say(world, lost[0].id)}")


def check_promises(world: World) -> None:
    """What a node believes to be at the hub is there."""
    held = ids(world.hub.disk)
    for node in world.living():
        store = node.started()
        standing = store.standing(world.hub.name)
        if node is world.hub or standing.by != world.hub.disk.epoch:
            continue
        confirmed = standing.confirmed.within(store.incarnation, store.earlier())
        for chain in store.disk.chains.values():
            for one in chain.values():
                lane = store.audience().lane(one.event.header.action)
                home = world.wrote[one.event.header.id].action.startswith("home.")
                if one.position <= confirmed.of(lane) and one.state in PASSED_ON and not home and one.event.header.id not in held:
                    raise Wrong(f"seed {world.seed}: {node.name} believes that the hub has {_say(world, one.event.header.id)}")


__all__ = ["LANES", "Wrong", "check", "check_nothing_lost", "check_promises"]
