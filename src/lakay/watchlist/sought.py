"""What is looked for in bulk: alerts of this node that changed since an instant, or those of one list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lakay.watchlist.categories import categories
from lakay.watchlist.models import Alert, AlertList, AlertQuerySet
from lakay.watchlist.opened import COLUMNS
from lakay.watchlist.rules.judging import Listed
from lakay.watchlist.rules.lists import ListStatus
from lakay.watchlist.rules.screening import Sought


class NoSuchList(LookupError):
    """No list that stands has this code."""


def changed_since(since: datetime, at: datetime) -> Iterator[Sought]:
    """The alerts that stand now and changed since."""
    return _of(Alert.objects.standing(at).filter(changed_at__gte=since))


def of_list(code: str, at: datetime) -> Iterator[Sought]:
    """The alerts that stand now and came from a list; of all lists for "". Raises NoSuchList."""
    standing = Alert.objects.standing(at)
    if not code:
        return _of(standing)
    lists = AlertList.objects.filter(code=code, status__in=[ListStatus.STANDING, ListStatus.CLOSING])
    found = lists.values_list("pk", flat=True).first()
    if found is None:
        raise NoSuchList(code)
    return _of(standing.filter(of_list=found))


def _of(alerts: AlertQuerySet) -> Iterator[Sought]:
    by_name = {code: category.about != "document" for code, category in categories().items()}
    for pk, category, _protective, _from, _until, *said in alerts.values_list(*COLUMNS).iterator(chunk_size=1_000):
        yield Sought(pk, category, Listed.of(*said), by_name.get(category, True))
