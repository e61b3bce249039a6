"""Who enters things into the journal in these tests, and a node to enter them into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest

from lakay.journal.writer import writer
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from tests.journal.sample.actions import open_card
from tests.journal.sample.models import Card

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def marie() -> Actor:
    """An inspector at Ouanaminthe."""
    return Actor(id=new_id(), agency="DIE", post="HT-OUA")


@pytest.fixture
def officer_of_data() -> Actor:
    """She may erase."""
    return Actor(id=new_id(), agency="DPO", permissions=frozenset({"journal:subject:erase"}))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def node(transactional_db: None) -> Iterator[None]:
    """A store with a writer of its own, as a running server has it: nothing is undone by the test's own transaction."""
    yield
    writer.stop()
    writer.broken = None


@pytest.fixture
def card(marie: Actor, request: pytest.FixtureRequest) -> Callable[..., Card]:
    """Opens a card."""
    if not {"node", "db"} & set(request.fixturenames):
        request.getfixturevalue("db")

    def make(command: UUID | None = None, **values: object) -> Card:
        receipt = open_card(by=marie, at=NOW, command=command, **{"name": "Wideline Désir", **values})
        return Card.objects.get(id=receipt.id_of(Card))

    return make
