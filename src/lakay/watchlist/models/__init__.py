"""Tables of the alert list."""

from lakay.watchlist.models.alerts import Alert, AlertQuerySet, Key, Outcome
from lakay.watchlist.models.changes import Batch, Change
from lakay.watchlist.models.cleared import Cleared
from lakay.watchlist.models.lists import AlertList, Redress
from lakay.watchlist.models.locks import Lock

__all__ = ["Alert", "AlertList", "AlertQuerySet", "Batch", "Change", "Cleared", "Key", "Lock", "Outcome", "Redress"]
