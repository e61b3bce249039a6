"""A situation report: some days at the posts, as tables that go the way of every release. Daily figures are in no cube."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from lakay.border.models import Crossing, Tally
from lakay.border.pack import pack
from lakay.disclosure.margins import with_margins
from lakay.disclosure.tables import Cell, Table
from lakay.places.models import Closure, Post
from lakay.publication.bulletin.codes import PERIOD
from lakay.publication.codes import Sensitivity
from lakay.publication.gathering import NotReady
from lakay.publication.periods import days_of

MEASURE = "border.movements"
BY = ("day", "direction")
"""How a draft asks for it: there is no indicator by day."""

Counts = Counter[tuple[date, str, str]]
"""People let through, by day at the post, post and direction: what `border.movements` counts by month."""


def counted(days: Sequence[date]) -> Counts:
    """Movements of some days."""
    window = {"local_on__gte": days[0], "local_on__lte": days[-1]}
    found: Counts = Counter()
    kept = ("local_on", "post", "direction")
    crossings = Crossing.objects.standing().filter(decision="admitted", **window)
    for *cell, number in crossings.order_by().values_list(*kept).annotate(people=Count("id")):
        found[tuple(cell)] += number
    for *cell, number in Tally.objects.counting().filter(**window).order_by().values_list(*kept).annotate(people=Sum("number")):
        found[tuple(cell)] += number
    return found


def gathered_days(period: str, today: date) -> list[Table]:
    """By day and direction, and by post and direction. Raises NotReady, NoPeriod."""
    days = days_of(period)
    if not days or days[-1] >= today:
        raise NotReady(_("These days are not over yet: %(period)s.") % {"period": period})
    found = counted(days)
    if not any(found.values()):
        raise NotReady(_("There is nothing to publish in %(period)s.") % {"period": period})
    by_day: dict[Cell, int | None] = {(day.isoformat(), way): 0 for day in days for way in ("entry", "exit")}
    by_post: dict[Cell, int | None] = {}
    for (day, post, way), number in found.items():
        by_day[day.isoformat(), way] = (by_day[day.isoformat(), way] or 0) + number
        by_post[post, way] = (by_post.get((post, way)) or 0) + number
    if any((number or 0) < 0 for number in (*by_day.values(), *by_post.values())):
        raise NotReady(_("%(figure)s: more was corrected than counted at %(cell)s. Mend the records first.") % _wrong(found))
    return [
        with_margins(Table(f"{MEASURE} · day, direction · {period}", (PERIOD, "direction"), by_day, MEASURE)),
        with_margins(
            Table(f"{MEASURE} · post, direction · {period}", ("post", "direction"), by_post, MEASURE, ((PERIOD, period),))
        ),
    ]


def _wrong(found: Counts) -> dict[str, str]:
    day, post, way = min(found, key=lambda cell: found[cell])
    return {"figure": MEASURE, "cell": f"{day}, {post}, {way}"}


def about_days(period: str, made: datetime) -> dict[str, Any]:
    """What stands beside: posts without any record on some of the days ([[post, days]]), and closures ([[post, from, until or ""]])."""
    days = days_of(period) or ()
    spoke = {(day, post) for day, post, _way in counted(days)}
    posts = Post.objects.filter(country=pack().header.home, status="official").order_by("code").values_list("code", flat=True)
    missing = {post: sum((day, post) not in spoke for day in days) for post in posts}
    return {
        "period": period,
        "set": Sensitivity.MOVEMENTS.value,
        "kind": "event",
        "made": made.isoformat(),
        "days": [0, 0],
        "silent": [[post, number] for post, number in missing.items() if number],
        "closures": list(_closures(days)),
    }


def _closures(days: Sequence[date]) -> Iterator[list[str]]:
    begin, end = (datetime.combine(day, at).astimezone() for day, at in ((days[0], time(0)), (days[-1], time(23, 59))))
    overlapping = Closure.objects.filter(
        Q(until_at=None) | Q(until_at__gte=begin), from_at__lte=end, post__country=pack().header.home
    )
    for post, first, last in overlapping.order_by("from_at").values_list("post__code", "from_at", "until_at"):
        yield [post, first.isoformat(), last.isoformat() if last else ""]
