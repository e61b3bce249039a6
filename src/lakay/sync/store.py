"""The tables of this node as the exchange sees them: `sync.core.store.Store` over the journal and the register.

One object serves one parcel: what it has looked up of the register it keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from lakay.journal import foreign, order
from lakay.journal.core.events import Event, Origin, from_body
from lakay.journal.core.folding import changes_only
from lakay.journal.models import Event as EventRow
from lakay.journal.models import Head, Incarnation, Reference, Unapplied
from lakay.journal.order import Place
from lakay.sync import arriving, holdings, queries, table
from lakay.sync.actions.standing import keep_granted, keep_standing
from lakay.sync.core import standing as standings
from lakay.sync.core.audience import Audience
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.peers import Peer
from lakay.sync.core.store import Fate, Granted, Held, Judge, Secrets, Standing, State, Stretch, SubjectKey
from lakay.sync.enrolment.fingerprints import node_name
from lakay.sync.models import Granted as GrantedRow
from lakay.sync.models import Standing as StandingRow
from lakay.sync.reports import own_report
from lakay.sync.secrets import secrets

AT_ONCE = 500
NOT_PASSED_ON = (Unapplied.REFUSED, Unapplied.NEWER)


class StandsAlone(RuntimeError):
    """This machine has no place among the nodes: it exchanges with nobody."""


class DjangoStore:
    """The store of this node."""

    def __init__(self) -> None:
        self.secrets: Secrets = secrets()
        self._own = node_name(secrets().signing_public)
        self._peers: dict[str, Peer] = {}

    @cached_property
    def me(self) -> Peer:
        """This node as its peers see it. Raises StandsAlone."""
        own = self.peer(self._own)
        if own is None:
            raise StandsAlone
        return own

    @cached_property
    def incarnation(self) -> str:
        """The epoch of this store."""
        return Head.objects.values_list("epoch", flat=True).get(id=1)

    def earlier(self) -> Mapping[str, int]:
        """Earlier epochs of this store, and how far each had run."""
        return dict(Incarnation.objects.values_list("epoch", "last_position"))

    def audience(self) -> Audience:
        """The table of the pack."""
        return table.audience()

    def peer(self, node: str) -> Peer | None:
        """A node of the register."""
        found = self._peers.get(node) or queries.core_peer(node)
        if found is not None:
            self._peers[node] = found
        return found

    def hubs(self) -> Iterable[Peer]:
        """The hub."""
        return self._hubs

    def called(self, hint: str) -> Iterable[Peer]:
        """Nodes of the register whose names begin so."""
        return queries.core_called(hint)

    @cached_property
    def _hubs(self) -> list[Peer]:
        return queries.core_hubs()

    def end(self) -> int:
        """The last position."""
        return Head.objects.values_list("position", flat=True).get(id=1)

    def after(self, position: int, limit: int, wanted: Callable[[str], bool]) -> Iterable[Held]:
        """Events after a position whose action is wanted, in order of arrival. Those of other lanes are not even read."""
        places = order.after(position, limit, wanted)
        rows = order.rows(places)
        return [_held(rows[place.event], place) for place in places]

    def between(self, stretch: Stretch) -> Sequence[Held]:
        """The events held of a stretch."""
        origin = stretch.origin
        where = {"node": origin.node, "epoch": origin.epoch, "seq__gte": stretch.first, "seq__lte": stretch.last}
        rows = EventRow.objects.filter(**where).order_by("seq").select_related("unapplied").defer("digest")
        return [_held(row, Place(row.position or 0, row.id, again=False)) for row in rows]

    def chain_end(self, origin: Origin, seq: int) -> bytes | None:
        """The hash that a chain has at a number."""
        return foreign.chain_end(origin, seq)

    def top(self, origin: Origin) -> tuple[int, bytes]:
        """The highest number held of a chain, and the hash there."""
        rows = EventRow.objects.filter(node=origin.node, epoch=origin.epoch).order_by("-seq")
        found = rows.values_list("seq", "hash").first()
        return (found[0], bytes(found[1])) if found else (0, b"")

    def backed_up(self, node: str) -> Cursor:
        """How far this store had got through a peer's when the last copy was made that was verified since."""
        return holdings.backed_up(node)

    def known(self, peer: Peer, records: Collection[UUID]) -> bool:
        """Whether the event that made one of these records was the peer's own, or goes to it by a line that does not ask this.

        One that was refused here made none.
        """
        refs = Reference.objects.filter(ref__in=list(records)).values("event")
        passed_on = EventRow.objects.filter(id__in=refs).exclude(unapplied__state__in=NOT_PASSED_ON)
        for row in passed_on.order_by("position").iterator(chunk_size=20):
            event = held_event(row)
            made = any(change.record in records and not changes_only(change.seen) for change in event.changes)
            if made and (row.node == peer.node or self.audience().opens(event, peer, _never, None) is not None):
                return True
        return False

    def take(
        self, events: Sequence[Event], *, via: str, keys: Sequence[SubjectKey], judge: Judge, at: datetime
    ) -> Sequence[Fate]:
        """Store events and let them take effect."""
        writers = [self.peer(node) for node in {event.header.origin.node for event in events}]
        foreign.know_all({peer.node: (peer.signing, peer.is_hub) for peer in (*writers, *self.hubs()) if peer is not None})
        grants = [foreign.SubjectGrant(key.subject, key.field_class, key.key) for key in keys]
        fates = arriving.taken(events, lambda: foreign.take(events, via=via, keys=grants, judge=judge, at=at), at)
        self._peers.clear()  # the register may say otherwise now
        self.__dict__.pop("_hubs", None)
        return [Fate(fate.event, fate.state, fate.reason) for fate in fates]

    def keys_of(self, wanted: Collection[tuple[UUID, str]]) -> Sequence[SubjectKey]:
        """Every key held of these (subject, class)."""
        by_class: dict[str, list[UUID]] = {}
        for subject, name in wanted:
            by_class.setdefault(name, []).append(subject)
        return [
            SubjectKey(grant.subject, grant.field_class, grant.key)
            for name, subjects in sorted(by_class.items())
            for grant in foreign.keys_of(subjects, [name])
        ]

    def granted(self, node: str, subjects: Collection[UUID]) -> Sequence[Granted]:
        """Which keys of these subjects were put into parcels for a peer."""
        found: list[Granted] = []
        wanted = sorted(subjects)
        for start in range(0, len(wanted), AT_ONCE):
            rows = GrantedRow.objects.filter(node=node, subject__in=wanted[start : start + AT_ONCE])
            found += [Granted(row.subject, row.field_class, row.mark, row.incarnation, row.lane, row.position) for row in rows]
        return found

    def grant(self, node: str, granted: Sequence[Granted]) -> None:
        """Write that down."""
        keep_granted(node, granted)

    def standing(self, node: str) -> Standing:
        """What is remembered of the exchange with a peer."""
        row = StandingRow.objects.filter(node=node).first()
        return standings.from_json(row.state) if row and row.state else Standing()

    def set_standing(self, node: str, standing: Standing) -> None:
        """Remember it."""
        keep_standing(node, standings.to_json(standing))

    def report(self) -> Mapping[str, Any]:
        """What this node tells its peers of itself."""
        return own_report()


def _never(peer: Peer, records: Collection[UUID]) -> bool:
    return False


def held_event(row: EventRow) -> Event:
    """An event as it lies in the store."""
    header, changes = from_body(bytes(row.body))
    return Event(header, changes, bytes(row.body), bytes(row.hash), bytes(row.signature))


def _held(row: EventRow, place: Place) -> Held:
    return Held(place.position, "" if place.again else row.via, held_event(row), _state(row))


def _state(row: EventRow) -> State:
    unapplied: Unapplied | None = getattr(row, "unapplied", None)
    return State(unapplied.state) if unapplied else State.APPLIED
