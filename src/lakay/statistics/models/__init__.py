"""What the desk of figures keeps. No figure itself: those are worked out."""

from lakay.statistics.models.desk import Alarm, Limit, SavedView

__all__ = ["Alarm", "Limit", "SavedView"]
