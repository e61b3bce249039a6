"""What tables of figures call time, and what nobody knows."""

PERIOD = "period"
"""So that a month and its quarter are held against each other."""

UNKNOWN = "unknown"
