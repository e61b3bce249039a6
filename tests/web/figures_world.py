"""Views, limits and alarms for the matrix: Fabienne's own, and one that everybody who reads figures is told of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.statistics.codes import SeenBy, Turn
from lakay.statistics.desk.actions import Terms, raise_alarm, save_view, set_limit
from lakay.statistics.desk.rules import Passed
from lakay.statistics.desk.watching import NODE
from lakay.statistics.models import Alarm, Limit, SavedView


def settle_figures(sits: Callable[[str, str], Actor]) -> dict[str, Any]:
    """Fabienne keeps two views and sets two limits; a post is silent, and the alarm is for her alone."""
    fabienne, now = sits("fabienne", ""), SystemClock().now()
    made: dict[str, Any] = {}
    for name, seen_by in (("view", SeenBy.ALL), ("view_own", SeenBy.OWN)):
        kept = save_view(by=fabienne, at=now, name=name, page="border.movements", asked={"span": "12"}, seen_by=seen_by)
        made[name] = kept.id_of(SavedView)
    for name, seen_by in (("limit", SeenBy.ALL), ("limit_own", SeenBy.OWN)):
        terms = Terms(name=name, turn=Turn.SILENT, bound=48, seen_by=seen_by)
        made[name] = set_limit(by=fabienne, at=now, terms=terms).id_of(Limit)
    for name in ("limit", "limit_own"):
        receipt = raise_alarm(by=NODE, at=now, limit=Limit.objects.get(pk=made[name]), passed=Passed("HT-OUA", "", 48))
        made[name.replace("limit", "alarm")] = receipt.id_of(Alarm)
    return made
