"""Who may write an event, who gets it, what of it they may open, and how urgent it is: the table of the country pack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from lakay.journal.core.events import Change, Event
from lakay.places.pack.exchange import ExchangeRow, stands_for
from lakay.sync.core.cursors import ALERT, TEXT
from lakay.sync.core.peers import HUB, Peer

OPENABLE = frozenset({"personal", "sensitive"})
"""Sealed classes that keys may travel for. Whereabouts never do."""

NAMES_EVERYBODY = "everywhere"

WITH_ITS_OWN = frozenset({"own", "named", "known"})
"""Scopes by which a post gets what was done at the post itself."""

Known = Callable[[Peer, Collection[UUID]], bool]


@dataclass(frozen=True, slots=True)
class Audience:
    """The table. `corridors`: for each post those of its corridor; `counterparts`: for each post the one on the other side."""

    rows: tuple[ExchangeRow, ...]
    corridors: Mapping[str, frozenset[str]]
    counterparts: Mapping[str, str]
    _found: dict[str, tuple[ExchangeRow, ...]]
    _found_for: dict[tuple[str, str], tuple[ExchangeRow, ...]]

    @classmethod
    def of(
        cls,
        rows: Sequence[ExchangeRow],
        corridors: Mapping[str, frozenset[str]] | None = None,
        counterparts: Mapping[str, str] | None = None,
    ) -> Audience:
        """The table made of the pack's rows."""
        return cls(tuple(rows), corridors or {}, counterparts or {}, {}, {})

    def lines(self, action: str) -> tuple[ExchangeRow, ...]:
        """The lines that stand for an action; none for one that the table does not name."""
        found = self._found.get(action)
        if found is None:
            found = self._found[action] = stands_for(self.rows, action)
        return found

    def lines_to(self, role: str, action: str) -> tuple[ExchangeRow, ...]:
        """Those of them that name a role among the receivers."""
        found = self._found_for.get((role, action))
        if found is None:
            found = self._found_for[role, action] = tuple([line for line in self.lines(action) if role in line.to])
        return found

    def concerns(self, role: str, action: str) -> bool:
        """Whether an action may go to a role at all: as one of the receivers, or back to who wrote it."""
        return bool(self.lines_to(role, action)) or (
            self._comes_back(action) and any(role in line.writers for line in self.lines(action))
        )

    def lane(self, action: str) -> str:
        """How urgent: `alert`, `text` or `photo`."""
        lines = self.lines(action)
        return lines[0].lane if lines else TEXT

    def signed_singly(self, action: str) -> bool:
        """Whether each event carries its own signature: alerts that travel on beyond the hub, so that nobody need believe the hub."""
        return any(line.lane == ALERT and set(line.to) - {HUB, "-"} for line in self.lines(action))

    def may_write(self, event: Event, writer: Peer) -> bool:
        """Whether a node may write this: its role is named, and one that is no hub writes at its own post only."""
        header = event.header
        if not any(writer.role in line.writers for line in self.lines(header.action)):
            return False
        return writer.is_hub or header.post in {"", *self._own(writer.post)}

    def opens(self, event: Event, peer: Peer, known: Known, at: datetime | None) -> frozenset[str] | None:
        """The sealed classes that a peer may open of an event; None if the event is not for it at all.

        Who wrote an event may have it back whole. `at`: when it is sent; None where its age does not matter any more.
        """
        if event.header.origin.node == peer.node and self._comes_back(event.header.action):
            return OPENABLE
        return self._classes(event, peer, known, at)

    def _comes_back(self, action: str) -> bool:
        """Whether who wrote it may have it back, after a loss: what never leaves a machine cannot."""
        return any("-" not in line.to for line in self.lines(action))

    def brings(self, event: Event, peer: Peer, known: Known, at: datetime | None) -> frozenset[str]:
        """The classes of its subjects that an event opens for a peer, though it seals nothing itself: a grant brings the staff's."""
        if not event.header.subjects or any(change.sealed for change in event.changes):
            return frozenset()
        return self._classes(event, peer, known, at) or frozenset()

    def _classes(self, event: Event, peer: Peer, known: Known, at: datetime | None) -> frozenset[str] | None:
        fitting = [line for line in self.lines_to(peer.role, event.header.action) if self._fits(line, event, peer, known, at)]
        if not fitting:
            return None
        return OPENABLE.intersection(*[{name for line in fitting for name in line.classes}])

    def _fits(self, line: ExchangeRow, event: Event, peer: Peer, known: Known, at: datetime | None) -> bool:
        """Whether a line brings an event to a peer: young enough, and of the peer's own post or within the line's scope."""
        if line.days is not None and at is not None and too_old(event.header.at, at, line.days):
            return False
        return (line.scope in WITH_ITS_OWN and self._is_own(event, peer)) or REACH[line.scope](self, event, peer, known)

    def _is_own(self, event: Event, peer: Peer) -> bool:
        """Whether an event was written at a peer's post, or at the one across the border."""
        return event.header.post != "" and event.header.post in self._own(peer.post)

    def only_near(self, event: Event, peer: Peer) -> bool:
        """Whether nothing but nearness brings an event to a peer (ADR 28)."""
        header = event.header
        return header.post in self.neighbours(peer.post) and bool(self.near_alone(peer.role, header.action))

    def neighbours(self, post: str) -> frozenset[str]:
        """The other posts of a post's corridors; the one across the border is as its own."""
        return self.corridors.get(post, frozenset()).difference(self._own(post))

    def near_alone(self, role: str, action: str) -> tuple[ExchangeRow, ...]:
        """The lines by which an action of a neighbouring post goes to a role, if no other line may bring it there; else none.

        Lines of scope `own` do not count: a neighbour is no post's own.
        """
        lines = self.lines_to(role, action)
        near = tuple([line for line in lines if line.scope == "near"])
        return near if all(line.scope in {"near", "own"} for line in lines) else ()

    def _own(self, post: str) -> tuple[str, ...]:
        return (post, self.counterparts[post]) if post in self.counterparts else (post,)


def _everywhere(_table: Audience, _event: Event, _peer: Peer, _known: Known) -> bool:
    return True


def _no_further(_table: Audience, _event: Event, _peer: Peer, _known: Known) -> bool:
    return False


def _to_its_agency(_table: Audience, event: Event, peer: Peer, _known: Known) -> bool:
    return event.header.agency == peer.agency != ""


def _along_the_corridor(table: Audience, event: Event, peer: Peer, _known: Known) -> bool:
    return event.header.post in table.corridors.get(peer.post, frozenset())


def _to_whom_it_names(_table: Audience, event: Event, peer: Peer, _known: Known) -> bool:
    return any(names(change, peer.post) for change in event.changes)


def _to_who_knows(_table: Audience, event: Event, peer: Peer, known: Known) -> bool:
    return known(peer, [change.record for change in event.changes])


REACH: dict[str, Callable[[Audience, Event, Peer, Known], bool]] = {
    "all": _everywhere,
    "own": _no_further,
    "named": _to_whom_it_names,
    "agency": _to_its_agency,
    "near": _along_the_corridor,
    "known": _to_who_knows,
    "none": _no_further,
}
"""How far each scope reaches, beyond what is the receiver's own."""


def names(change: Change, post: str) -> bool:
    """Whether a change names a post openly, or all of them."""
    if change.open.get(NAMES_EVERYBODY) is True:
        return True
    return post != "" and any(post == value or (isinstance(value, list) and post in value) for value in change.open.values())


def too_old(said: str, at: datetime, days: int) -> bool:
    """Whether an event is older than so many days. One whose time cannot be read is not."""
    try:
        when = datetime.fromisoformat(said)
    except ValueError:
        return False
    return when.replace(tzinfo=when.tzinfo or UTC) < at - timedelta(days=days)
