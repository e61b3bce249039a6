"""What the exchange needs of a store of events. Tables implement it, and the simulator's memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from lakay.journal.core.events import Event, Origin
from lakay.sync.core.audience import Audience
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.peers import Peer


class State(StrEnum):
    """What became of an event in a store that has it."""

    APPLIED = "applied"
    WAITING = "waiting"
    REFUSED = "refused"
    NEWER = "newer"


class Secrets(Protocol):
    """The two private keys of this node, wherever they are kept."""

    def sign(self, data: bytes) -> bytes:
        """An Ed25519 signature (64 bytes)."""
        ...

    def agree(self, public: bytes) -> bytes:
        """What X25519 makes of this node's sealing key and another's public one (32 bytes)."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """An event in a store: its place in the order of arrival, and the incarnation (`node.epoch`) of the store that brought it.

    `via` is empty for the store's own, and where it stands once more: there even the one who brought it gets it, for the keys that it
    lacks. The signature is empty where the event came inside a run.
    """

    position: int
    via: str
    event: Event
    state: State = State.APPLIED


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """The key of one sealed class of one subject."""

    subject: UUID
    field_class: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Granted:
    """That a key was put into a parcel for a peer, beside the event at a position of a lane; position 0: the peer itself gave it.

    It counts as handed over only for the incarnation of the peer it was meant for, and once the peer has confirmed that position.
    """

    subject: UUID
    field_class: str
    mark: str
    incarnation: str
    lane: str
    position: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive numbers of one origin."""

    origin: Origin
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Fate:
    """What `take` did with an event: a State's value, `known` or `fork`, and for a refused one the reason."""

    event: UUID
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a store remembers of its exchange with one peer. Kept as one row: `to_json` and `from_json` are in `standing`.

    `cursor`: how far this store has got through the peer's. `confirmed`: how far the peer says it has got through this one's,
    and `by` in which incarnation of its own it says so. `retired`: incarnations of the peer that it has replaced.
    `turn`: how many parcels of the peer this store has taken; `heard`: the peer's own turn when it last said how far it is, so that a
    parcel that comes late is not believed against a later one.
    `asked`: what this store wants of the peer event by event; `owed`: what the peer wants of this one so.
    `receipt`: the peer's last signed receipt; `theirs`: the mark of the last receipt of this store that the peer holds.
    `report`: what the peer last said of itself. `reads`: the newest form of parcels that the peer can read. `knows`: the
    incarnation of this store that the peer last said it was exchanging with.
    """

    cursor: Cursor = field(default_factory=Cursor)
    confirmed: Cursor = field(default_factory=Cursor)
    by: str = ""
    retired: frozenset[str] = frozenset()
    turn: int = 0
    heard: int = 0
    asked: tuple[Stretch, ...] = ()
    owed: tuple[Stretch, ...] = ()
    receipt: bytes = b""
    theirs: str = ""
    reads: int = 1
    knows: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)


Judge = Callable[[Event], str]
"""Why an event may not take effect: empty if it may, `newer` if this release cannot say, else the reason of the refusal."""


class Store(Protocol):
    """A node's store of events. Every method that writes is durable when it returns, and whole or not at all."""

    secrets: Secrets

    @property
    def me(self) -> Peer:
        """This node as its peers see it."""
        ...

    @property
    def incarnation(self) -> str:
        """The epoch of this store, minted when it was made or restored."""
        ...

    def earlier(self) -> Mapping[str, int]:
        """Earlier incarnations of this store: how far each had run when the copy was made from which the store was restored."""
        ...

    def audience(self) -> Audience:
        """The table of who writes and who gets."""
        ...

    def peer(self, node: str) -> Peer | None:
        """A node of the register, this one too, whatever its status."""
        ...

    def hubs(self) -> Iterable[Peer]:
        """The hubs of the register."""
        ...

    def called(self, hint: str) -> Iterable[Peer]:
        """Nodes of the register whose names begin so, whatever their status."""
        ...

    def end(self) -> int:
        """The last position."""
        ...

    def after(self, position: int, limit: int, wanted: Callable[[str], bool]) -> Iterable[Held]:
        """At most `limit` events after a position whose action is wanted, in order of arrival."""
        ...

    def between(self, stretch: Stretch) -> Sequence[Held]:
        """The events held of a stretch, in order of number."""
        ...

    def chain_end(self, origin: Origin, seq: int) -> bytes | None:
        """The hash that the chain has at a number: of the event held, or of a gap that ends there; None if it is not known."""
        ...

    def top(self, origin: Origin) -> tuple[int, bytes]:
        """The highest number held of a chain, and the hash there; 0 if nothing is held."""
        ...

    def backed_up(self, node: str) -> Cursor:
        """How far this store had got through a peer's in its last verified backup."""
        ...

    def known(self, peer: Peer, records: Collection[UUID]) -> bool:
        """Whether the peer was given, or wrote, the event that made one of these records, by a line that does not ask this itself."""
        ...

    def take(
        self, events: Sequence[Event], *, via: str, keys: Sequence[SubjectKey], judge: Judge, at: datetime
    ) -> Sequence[Fate]:
        """Store events whose chain and proof hold, and let them take effect, in one transaction.

        Keys of erased subjects are passed over. Whatever could not be passed on before, or not in this way, enters the order of arrival
        once more, at its end, so that it is offered (again): a known event that gets the signature it lacked; one that waited in an earlier
        transaction and now takes effect, that was `newer` or refused and is so no more; one that a key that came now is the
        first to open; one that seals nothing and names the subject of a key that came now. Its earlier place stays its own as
        well: were it left empty, a peer could pass it by, and a store restored from before would think that the peer has it.
        """
        ...

    def keys_of(self, wanted: Collection[tuple[UUID, str]]) -> Sequence[SubjectKey]:
        """Every key held of these (subject, class)."""
        ...

    def granted(self, node: str, subjects: Collection[UUID]) -> Sequence[Granted]:
        """Which keys of these subjects were put into parcels for a peer."""
        ...

    def grant(self, node: str, granted: Sequence[Granted]) -> None:
        """Write that down; one row for each (node, subject, class, mark), the newest stands."""
        ...

    def standing(self, node: str) -> Standing:
        """What is remembered of the exchange with a peer."""
        ...

    def set_standing(self, node: str, standing: Standing) -> None:
        """Remember it."""
        ...

    def report(self) -> Mapping[str, Any]:
        """What this node tells its peers of itself with each parcel: version, age of its lists…; short."""
        ...
