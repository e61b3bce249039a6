"""Tables of the alert list."""

from lakay.watchlist.models.alerts import Alert, AlertQuerySet, Key, Outcome
from lakay.watchlist.models.changes import Batch, Change
from lakay.watchlist.models.cleared import Cleared
from lakay.watchlist.models.lists import AlertList, Redress
from lakay.watchlist.models.locks import Lock
from lakay.watchlist.models.screening import Finding, Screening
from lakay.watchlist.models.silences import Silence

__all__ = [
    "Alert",
    "AlertList",
    "AlertQuerySet",
    "Batch",
    "Change",
    "Cleared",
    "Finding",
    "Key",
    "Lock",
    "Outcome",
    "Redress",
    "Screening",
    "Silence",
]
