"""A hub and two posts in memory, for tests of the exchange."""

from datetime import UTC, datetime, timedelta

from lakay.prove.converge.world import Rates, World

NOW = datetime(2026, 1, 2, tzinfo=UTC)
NEVER = Rates(0, 0, 0, 0, 0, 0, 0)


def quiet_country(posts=2, seed=7):
    """A country where nothing goes wrong by itself, all on the newest release with right clocks."""
    world = World(seed, [f"P{number:02}" for number in range(posts)], NEVER)
    for name in world.posts:
        world.join("post", name, "DIE")
    for node in world.nodes.values():
        node.offset = timedelta(0)
        if node.release == 1:
            node.upgrade()
    return world


def post(world, name):
    """The first machine of a post."""
    return next(node for node in world.nodes.values() if node.peer.post == name)


def talk(world, *nodes, rounds=50):
    """Let nodes say everything to the hub, and the hub to them."""
    for node in nodes:
        world.talk(node, world.hub, rounds, 100_000)
