"""How every node of the country stands, as this node knows it: what the page of the nodes shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import QuerySet

from lakay.journal.models import Event, SecondPlace
from lakay.places.pack.folder import find_pack
from lakay.sync import queries, table
from lakay.sync.alarms import WHAT, Level, Limit, Sign, judge, read_limits, worst
from lakay.sync.core.cursors import ALERT
from lakay.sync.core.standing import from_json
from lakay.sync.models import Peer, Standing
from lakay.sync.reports import Report, report_now
from lakay.sync.rules import PeerStatus
from lakay.sync.secrets import secrets

HOUR, MINUTE_MS = timedelta(hours=1), 60_000


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """One node. `here`: it is this one. `level`: the worst of its signs; a stopped node has none to look at."""

    peer: Peer
    here: bool
    got_at: datetime | None
    report: Report
    signs: tuple[Sign, ...]
    level: Level
    trouble: str

    def sign(self, what: str) -> Sign | None:
        """One of its signs."""
        return next((sign for sign in self.signs if sign.what == what), None)


@cache
def _limits() -> Mapping[str, Limit]:
    return read_limits(find_pack() / "nodes.toml")


def statuses(at: datetime) -> list[NodeStatus]:
    """Every node, the worst first; those that are stopped last."""
    known, own = queries.standings(), secrets().node
    newest = _newest_alert()
    found = [_status(peer, known.get(peer.node), own, newest, at) for peer in queries.peers()]
    return sorted(found, key=lambda one: (one.peer.status != PeerStatus.ACTIVE, -one.level, one.peer.title, one.peer.node))


def status_of(peer: Peer, at: datetime) -> NodeStatus:
    """One node."""
    return _status(peer, queries.standings([peer.node]).get(peer.node), secrets().node, _newest_alert(), at)


def _newest_alert() -> int:
    """The last position in this store at which an event of the lane of alerts stands."""
    wanted = tuple([row.actions.removesuffix("*") for row in table.audience().rows if row.lane == ALERT])
    first = Event.objects.order_by("-position").values_list("position", "action")
    again = SecondPlace.objects.order_by("-position").values_list("position", "event__action")
    return max(_newest(first, wanted), _newest(again, wanted))


def _newest(places: QuerySet[Any, Any], wanted: tuple[str, ...]) -> int:
    return next((position or 0 for position, action in places.iterator(chunk_size=200) if action.startswith(wanted)), 0)


def _status(peer: Peer, standing: Standing | None, own: str, newest_alert: int, at: datetime) -> NodeStatus:
    here = peer.node == own
    state = from_json(standing.state) if standing and standing.state else None
    report = report_now(at) if here else Report.of(state.report if state else {})
    got_at = standing.got_at if standing and not here else None
    heard_at = at if here else got_at
    has_list = here or (state is not None and state.confirmed.of(ALERT) >= newest_alert)
    values: dict[str, int | None] = {"contact": _hours(heard_at, at)}
    if heard_at is not None:
        values["clock"] = 0 if here else _minutes(standing)
        values["alerts"] = _hours(heard_at, at) if has_list else None
        values |= _reported(report, at)
    signs = tuple(judge(_limits(), what, values[what]) for what in WHAT if what in values)
    level = worst(signs) if peer.status == PeerStatus.ACTIVE else Level.GOOD
    return NodeStatus(peer, here, got_at, report, signs, level, standing.trouble if standing else "")


def _reported(report: Report, at: datetime) -> dict[str, int | None]:
    """What a node says of itself, as the limits count it."""
    return {
        "unsent": report.unsent,
        "oldest": _hours(report.oldest, at) if report.oldest else 0,
        "waiting": report.waiting,
        "refused": report.refused,
        "forks": report.forks,
        "copy": _hours(report.copy_at, at),
        "disk": report.free_percent,
    }


def _hours(since: datetime | None, at: datetime) -> int | None:
    return None if since is None else max(0, (at - since) // HOUR)


def _minutes(standing: Standing | None) -> int | None:
    offset = standing.offset_ms if standing else None
    return None if offset is None else int(offset / MINUTE_MS)
