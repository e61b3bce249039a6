"""Tables of the alert list."""

from lakay.watchlist.models.alerts import Alert, AlertQuerySet, Key, Outcome
from lakay.watchlist.models.changes import Batch, Change
from lakay.watchlist.models.locks import Lock

__all__ = ["Alert", "AlertQuerySet", "Batch", "Change", "Key", "Lock", "Outcome"]
