"""The desk of the copies: how they stand, a check now, and the history of drills."""
