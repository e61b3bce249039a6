"""The people who keep the map, and the country as the pack has it."""

from datetime import UTC, datetime

import pytest

from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.ids import new_id
from lakay.places.pack import Pack, find_pack, read_pack

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)  # Monday, ten in the morning at Ouanaminthe


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(find_pack())


@pytest.fixture
def mireille() -> Actor:
    """Keeps the map at headquarters."""
    permissions = {"places:place:edit", "places:post:edit", "places:post:close", "places:holiday:edit"}
    return Actor(id=new_id(), agency="DIE", permissions=frozenset(permissions))


@pytest.fixture
def josue() -> Actor:
    """Supervisor of the gate of Ouanaminthe."""
    return Actor(id=new_id(), agency="DIE", post="HT-OUA", permissions=frozenset({"places:post:close"}))


@pytest.fixture
def ketia() -> Actor:
    """Inspector at a booth of Ouanaminthe."""
    return Actor(id=new_id(), agency="DIE", post="HT-OUA")


@pytest.fixture
def country(db: None, pack: Pack) -> Pack:
    """The pack, loaded into the node."""
    # Models can be imported only once Django has started, which is after this file was read.
    from lakay.journal.keys import make_node_keys
    from lakay.places.actions import load_pack

    make_node_keys()
    load_pack(by=system_actor("install", frozenset({"places:place:edit"})), at=NOW, pack=pack)
    return pack
