"""The people who look after the machines, and a hub."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lakay.kernel.actors import Actor
from lakay.sync import actions, queries
from lakay.sync.enrolment.codes import Code, make_code
from lakay.sync.models import Invitation, Peer
from tests.sync.machines import Machine
from tests.sync.node_process import Node

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=2)


def keeper(number: int, *more: str) -> Actor:
    """Somebody who looks after the machines."""
    held = frozenset({"node:peer:manage", "node:state:view", *more})
    return Actor(id=UUID(int=number), agency="DIE", post="", roles=frozenset({"administrator"}), permissions=held)


FRANTZ, SOLANGE = keeper(101), keeper(102)
MARIE = Actor(id=UUID(int=103), agency="DIE", post="HT-OUA", roles=frozenset({"inspector"}), permissions=frozenset())


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all its tables and nothing in them, as a new machine has it: made once, then copied."""
    folder = tmp_path_factory.mktemp("empty")
    one = Node(folder, "empty")
    one("tables")
    one.end()
    return folder


@pytest.fixture
def hub(db: None) -> Peer:
    """This node is the hub."""
    actions.found_hub(by=FRANTZ, at=AT, title="Hub", agency="MICT", address="https://hub.example/")
    own = queries.own_hub()
    assert own is not None
    return own


@pytest.fixture
def code(hub: Peer) -> Code:
    """An invitation that Frantz made for a post."""
    made = make_code(os.urandom)
    actions.invite(by=FRANTZ, at=AT, code=made, role="post", agency="DIE", post="HT-OUA", days=7)
    return made


def invitation() -> Invitation:
    """The one that was made first."""
    found = Invitation.objects.order_by("invited_at", "id").first()
    assert found is not None
    return found


def admit(machine: Machine, by: Actor = SOLANGE, at: datetime = LATER) -> None:
    """Somebody compares and lets it in."""
    actions.admit(by=by, at=at, invitation=invitation(), groups=machine.groups)
