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
        if event.header.origin.node == peer.node and any("-" not in line.to for line in self.lines(event.header.action)):
            return OPENABLE
        return self._classes(event, peer, known, at)

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
        header, scope = event.header, line.scope
        if line.days is not None and at is not None and too_old(header.at, at, line.days):
            return False
        if scope in {"own", "named", "known"} and header.post and header.post in self._own(peer.post):
            return True
        records = [change.record for change in event.changes]
        return (
            scope == "all"
            or (scope == "agency" and header.agency == peer.agency != "")
            or (scope == "near" and header.post in self.corridors.get(peer.post, frozenset()))
            or (scope == "named" and any(names(change, peer.post) for change in event.changes))
            or (scope == "known" and known(peer, records))
        )

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


def unopened(rows: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """Lines that promise a class to somebody who could not get it: the hub passes on what it may open itself."""
    return [
        row
        for row in rows
        if HUB not in row.to
        and set(row.classes)
        - {name for other in stands_for(tuple(rows), row.actions) if HUB in other.to for name in other.classes}
        and HUB not in row.writers
    ]
