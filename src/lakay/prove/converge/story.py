"""Thirty days in the simulated country, and the day after, when all lines work again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from lakay.prove.converge import table, window
from lakay.prove.converge.disk import Killed
from lakay.prove.converge.nodes import Node
from lakay.prove.converge.world import World, ids, record_of
from lakay.sync.core.peers import ACTIVE

AT_A_POST = (
    *[table.COUNT] * 6,
    *[table.VISIT] * 5,
    *[table.MEET] * 3,
    *[table.NOTE] * 2,
    table.LISTED,
    *[table.RELISTED] * 2,
    table.ASK,
    table.ANSWER,
    *[table.PHOTO] * 2,
    *[table.LOGIN] * 2,
    table.AGENCY,
)
AT_THE_HUB = (
    table.STAFF,
    table.GIVE,
    table.GIVE,
    table.LISTED,
    table.RELISTED,
    table.RELISTED,
    table.NOTE,
    table.NOTE,
    table.ASK,
    table.ANSWER,
    table.AGENCY,
)
ALLOWED = {"office": {table.COUNT, table.VISIT, table.MEET, table.NOTE, table.ASK, table.ANSWER, table.AGENCY, table.LOGIN}}
MOST_ROUNDS = 25


class NeverAgree(AssertionError):
    """Nodes go on exchanging and never come to rest."""


def country(seed: int, posts: int) -> World:
    """A hub, an office of another agency, and posts; some join later."""
    names = [f"P{number:02}" for number in range(posts)]
    world = World(seed, names)
    world.join("office", "P00", "ONM")
    for place, name in enumerate(names):
        world.join("post", name, table.AGENCIES[place % 5 == 0])
    return world


def live(world: World, days: int) -> None:
    """Day after day."""
    chance = world.chance
    for world.day in range(1, days + 1):
        turns = [node for node in world.nodes.values() for _ in range(chance.choice([1, 2, 2, 3, 4]))]
        chance.shuffle(turns)
        for node in turns:
            world.true += timedelta(seconds=86400 / len(turns) * chance.random() * 2)
            _turn(world, node)
        world.post_office()
        _misfortune(world)
        if world.day % 4 == 0:
            world.back_up_hub()


def _turn(world: World, node: Node) -> None:
    chance = world.chance
    if chance.random() < world.rates.clock_steps:
        node.offset = timedelta(days=chance.uniform(-400, 400))
    if node is world.hub:
        world.work(node, chance.choice([*AT_THE_HUB, table.NEW] if node.release > 1 else AT_THE_HUB))
        return
    actions = [action for action in AT_A_POST if action in ALLOWED.get(node.peer.role, AT_A_POST)]
    if node.release > 1 and node.peer.role == "post":
        actions.append(table.NEW)
    for _ in range(chance.randint(0, 2)):
        world.work(node, chance.choice(actions))
    if chance.random() < 0.004:
        world.work(node, chance.choice([table.COUNT, table.VISIT]), post="ELSEWHERE")
    _contact(world, node)


def _contact(world: World, node: Node) -> None:
    chance = world.chance
    if chance.random() < 0.02:
        node.away_until = world.day + chance.randint(2, 12)
    if chance.random() < 0.05:
        other = chance.choice([world.hub, *world.nodes.values()])
        if other is not node:
            world.stick(*chance.choice([(node, other), (other, node)]))
    if world.day >= node.away_until and chance.random() < 0.6:
        world.talk(node, world.hub, chance.randint(1, 4), chance.choice([300, 3000, 60_000]), photos=chance.random() < 0.3)


def _misfortune(world: World) -> None:
    """What goes wrong with machines: restored, stolen, destroyed; people are erased, releases come."""
    chance = world.chance
    posts = [node for node in world.living() if node.peer.role == "post"]
    events: tuple[tuple[float, Callable[[], None]], ...] = (
        (0.10, lambda: _restore_hub(world)),
        (0.10, lambda: _restore(world, chance.choice(posts))),
        (0.05, lambda: _destroy(world, chance.choice(posts))),
        (0.05, lambda: _steal(world, chance.choice(posts))),
        (0.25, lambda: _erase(world)),
        (0.30, lambda: chance.choice(world.living()).upgrade()),
        (0.40, lambda: chance.choice(posts).back_up()),
        (0.80, lambda: _let_leave(world, posts)),
    )
    for rate, event in events:
        if chance.random() < rate:
            event()


def _restore_hub(world: World) -> None:
    """Receipts speak of the last copy. Where an older one had to be put back, people tell the posts that what was signed before counts no more."""
    if world.hub.copies:
        before, newest = {world.hub.disk.epoch, *world.hub.disk.past}, world.hub.copies[-1]
        _back_to(world, world.hub)
        world.withdrawn |= before if newest not in world.hub.copies else set()


def _restore(world: World, node: Node) -> None:
    if node.copies:
        _back_to(world, node)


def _back_to(world: World, node: Node) -> None:
    copy = world.chance.choice(node.copies[-2:])
    world.lose(node, copy)
    node.restore(copy, world.chance.randbytes(8).hex())
    node.copies = [one for one in node.copies if one.end <= copy.end]
    world.figures["restored"] += 1
    world.note("restored", node.name, copy.end)


def _destroy(world: World, node: Node) -> None:
    """A post burns down; another machine takes its place."""
    _steal(world, node)
    world.join("post", node.peer.post, node.peer.agency)
    world.figures["replaced"] += 1


def _steal(world: World, node: Node) -> None:
    """A machine is gone, and the hub stops it."""
    if not known(world, node) or len(world.living()) < 5:
        return
    world.lose(node, None)
    node.stolen = True
    world.stop(node)
    world.figures["stopped"] += 1
    world.note("stopped", node.name)


def _let_leave(world: World, posts: list[Node]) -> None:
    """The windows of some posts move on."""
    for node in world.chance.sample(posts, min(3, len(posts))):
        try:
            gone = window.move(world, node)
        except Killed:
            continue
        world.figures["events that left a post"] += len(gone)
        world.note("left", node.name, sorted(gone))


def _erase(world: World) -> None:
    states = world.hub.started().records.states
    persons = [record for record, state in states.items() if state.kind == "person" and record not in world.hub.disk.erased]
    if persons:
        world.erase(world.chance.choice(persons))
        world.figures["erased"] += 1


def known(world: World, node: Node) -> bool:
    """Whether the hub's register has a node."""
    state = world.hub.started().records.states.get(record_of(node.name))
    return state is not None and state.made is not None


def settle(world: World) -> None:
    """All lines work, nobody is killed, and the hub's people put the register right by their papers. Raises NeverAgree."""
    world.calm()
    for node in world.living():
        node.killed()
        if node.release == 1:
            node.upgrade()
    world.day += 100
    world.chance.shuffle(world.mail)
    del world.mail[: len(world.mail) // 2]
    world.post_office()
    for round_number in range(1, MOST_ROUNDS + 1):
        _by_paper(world)
        moved = [world.talk(node, world.hub, 500, 100_000) for node in world.living() if node is not world.hub]
        if not any(moved):
            world.figures["rounds to agree"] = round_number
            return
    raise NeverAgree(f"seed {world.seed}: still exchanging after {MOST_ROUNDS} rounds")


def _by_paper(world: World) -> None:
    """A restored hub has forgotten whom it admitted and stopped since; its people have not."""
    hub = world.hub.started()
    for node in world.nodes.values():
        if not known(world, node):
            world.admit(node)
        peer = hub.peer(node.name)
        if node.stolen and peer is not None and peer.status == ACTIVE:
            world.stop(node)


__all__ = ["NeverAgree", "country", "ids", "live", "settle"]
