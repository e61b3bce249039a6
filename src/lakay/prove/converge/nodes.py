"""A machine of the simulated country: its disk, its clock, and whether it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lakay.journal.core.chain import Head
from lakay.journal.core.events import Origin
from lakay.prove.converge import table
from lakay.prove.converge.identity import KeyPair
from lakay.prove.converge.memory import Disk, MemoryStore
from lakay.sync.core.accepting import judge
from lakay.sync.core.peers import Peer


@dataclass
class Node:
    """One machine. `store` is empty while it does not run."""

    peer: Peer
    keys: KeyPair
    disk: Disk
    enrolled: dict[str, Peer]
    posts: list[str]
    fault: Callable[[Node, str], None]
    release: int = 1
    offset: timedelta = timedelta(0)
    away_until: int = 0
    stolen: bool = False
    store: MemoryStore | None = None
    copies: list[Disk] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.peer.node

    def started(self) -> MemoryStore:
        """The store, read from the disk again if the machine was off."""
        if self.store is None:
            self.store = MemoryStore(
                self.peer,
                self.keys,
                self.disk,
                table.audience(self.release, self.posts),
                lambda step: self.fault(self, step),
                self.enrolled,
            )
            self.store.upgrade(self.store.audience(), judge)
        return self.store

    def killed(self) -> None:
        """The power is gone: what was in memory is lost."""
        self.store = None

    def now(self, true: datetime) -> datetime:
        """What this machine's clock says."""
        return true + self.offset

    def upgrade(self) -> None:
        """The next release is put on the machine."""
        self.release = 2
        self.started().upgrade(table.audience(2, self.posts), judge)

    def back_up(self) -> None:
        """A copy of the disk, verified: what it holds of each chain may be confirmed from now on."""
        self.copies.append(self.disk.copy())
        self.disk.backed_up = {node: standing.cursor for node, standing in self.disk.standings.items()}

    def restore(self, copy: Disk, epoch: str) -> None:
        """An earlier copy takes the disk's place, as a new incarnation."""
        old = copy.copy()
        old.past[old.epoch] = old.end
        old.epoch = epoch
        old.chain = Head(Origin(self.name, epoch), hlc=old.chain.hlc)
        self.disk, self.store = old, None


def new_disk(node: str, epoch: str) -> Disk:
    """An empty one."""
    return Disk(epoch, Head(Origin(node, epoch)))
