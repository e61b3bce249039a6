"""Looking a traveller up in the alerts that lie open on this node: all of them at the hub, at a post those that it raised itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from lakay.watchlist.held import Held, Mark, Rows
from lakay.watchlist.locking import texts_of
from lakay.watchlist.models import Alert
from lakay.watchlist.rules.states import AlertStatus

COLUMNS = ("id", "category", "protective", "from_at", "until_at", "names", "documents", "birth", "sex", "nationalities")


def _alerts(some: set[UUID] | None) -> Rows:
    standing = Alert.objects.filter(status=AlertStatus.ACTIVE)
    chosen = standing if some is None else standing.filter(pk__in=some)
    for alert in chosen.iterator(chunk_size=500):
        yield alert.pk, [hash(text) for text in texts_of(alert.contents)]


_held = Held("watchlist.", _alerts)


def rows_under(texts: Collection[str], mark: Mark) -> Iterable[tuple[Any, ...]]:
    """The columns of the alerts that stand under these keys and are on the list now."""
    _held.keep_up(mark)
    found = {alert for text in texts for alert in _held.at(hash(text))}
    if not found:
        return ()
    return Alert.objects.filter(pk__in=found, status=AlertStatus.ACTIVE).values_list(*COLUMNS)
