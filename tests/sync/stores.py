"""Both stores of the exchange, with a register and an audience of a test."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from lakay.journal.core.events import Event
from lakay.journal.core.seal import mark
from lakay.places.pack.exchange import ExchangeRow
from lakay.prove.converge.memory import MemoryStore
from lakay.sync.core.audience import Audience
from lakay.sync.core.peers import Peer
from lakay.sync.core.store import State, SubjectKey
from lakay.sync.store import DjangoStore

CLASSES = ("personal", "sensitive")


def line(actions: str, writers: str, to: str = "hub post", scope: str = "all", lane: str = "text") -> ExchangeRow:
    return ExchangeRow(actions, tuple(writers.split()), tuple(to.split()), scope, None, CLASSES, lane, (), ())


class Tables(DjangoStore):
    """The store in tables, with a register and an audience of this test."""

    def __init__(self, me: Peer, register: dict[str, Peer], audience: Audience) -> None:
        super().__init__()
        self.me = me
        self._register, self._audience = register, audience

    def audience(self) -> Audience:
        return self._audience

    def peer(self, node: str) -> Peer | None:
        return self._register.get(node)

    def hubs(self) -> Iterable[Peer]:
        return [self.me]


class Memory(MemoryStore):
    """The store in memory, beside a node that writes for it."""

    def written(self, event: Event, keys: Collection[SubjectKey]) -> None:
        """This node has entered something."""
        for key in keys:
            self.disk.keys.setdefault((key.subject, key.field_class), {})[mark(key.key)] = key.key
        self._enter(event, "", "")
        self.records.settle()
        self._copy_states()


def told(held: Any) -> tuple[UUID, State, str, bool]:
    return held.event.header.id, held.state, held.via, bool(held.event.signature)
