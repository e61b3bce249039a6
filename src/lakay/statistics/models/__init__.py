"""What the desk of figures keeps, and the ledger of noise. No figure itself: those are worked out."""

from lakay.statistics.models.desk import Alarm, Limit, SavedView
from lakay.statistics.models.noise import NoiseSpent

__all__ = ["Alarm", "Limit", "NoiseSpent", "SavedView"]
