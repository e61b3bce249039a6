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


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a node. `clock`: by how many minutes it is wrong; `has_alerts`: it has confirmed the newest alert."""

    report: Report
    heard_at: datetime | None
    clock: int | None
    has_alerts: bool


def _heard(standing: Standing | None, newest_alert: int) -> _Seen:
    """Another node, by what it said last; it may have said nothing yet."""
    if standing is None:
        return _Seen(Report.of({}), None, None, has_alerts=False)
    state = from_json(standing.state) if standing.state else None
    has_alerts = state is not None and state.confirmed.of(ALERT) >= newest_alert
    return _Seen(Report.of(state.report if state else {}), standing.got_at, _minutes(standing), has_alerts)


def _status(peer: Peer, standing: Standing | None, own: str, newest_alert: int, at: datetime) -> NodeStatus:
    here = peer.node == own
    seen = _Seen(report_now(at), at, 0, has_alerts=True) if here else _heard(standing, newest_alert)
    values = _values(seen, at)
    signs = tuple(judge(_limits(), what, values[what]) for what in WHAT if what in values)
    level = worst(signs) if peer.status == PeerStatus.ACTIVE else Level.GOOD
    got_at = None if here else seen.heard_at
    return NodeStatus(peer, here, got_at, seen.report, signs, level, standing.trouble if standing else "")


def _values(seen: _Seen, at: datetime) -> dict[str, int | None]:
    """What the limits look at; nothing but the silence of a node that was never heard."""
    silent = _hours(seen.heard_at, at)
    if silent is None:
        return {"contact": None}
    alerts = silent if seen.has_alerts else None
    return {"contact": silent, "clock": seen.clock, "alerts": alerts, **_reported(seen.report, at)}


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


def _minutes(standing: Standing) -> int | None:
    return None if standing.offset_ms is None else int(standing.offset_ms / MINUTE_MS)
