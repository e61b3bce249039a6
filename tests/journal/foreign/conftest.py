"""A peer, and looks at what the store has become."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lakay.journal import rebuild
from lakay.journal.checking import findings
from lakay.journal.models import Conflict, Unapplied
from lakay.journal.rebuild import drifts, dump
from tests.journal.foreign.peers import Peer


@pytest.fixture
def ouanaminthe(db: None) -> Peer:
    """A post whose events we take."""
    return Peer().introduce()


@pytest.fixture
def malpasse(db: None) -> Peer:
    """Another."""
    return Peer().introduce()


def state() -> tuple[list[object], list[object]]:
    """Everything that the journal makes, conflicts included."""
    conflicts = Conflict.objects.order_by("record", "field", "origin", "seq")
    return list(dump("sample")), list(conflicts.values_list("kind", "record", "field", "origin", "seq", "hlc", "event", "value"))


def unapplied() -> dict[str, int]:
    """How many events are without effect, by state and reason."""
    found: dict[str, int] = {}
    for said, reason in Unapplied.objects.values_list("state", "reason"):
        found[f"{said} {reason}"] = found.get(f"{said} {reason}", 0) + 1
    return found


@pytest.fixture
def whole(db: None) -> Callable[[], None]:
    """The tables are what the journal says, before and after they are made again, and the chains are in order."""

    def check() -> None:
        assert list(drifts()) == []
        before = state()
        rebuild.rebuild()
        assert state() == before
        assert list(findings()) == []

    return check
