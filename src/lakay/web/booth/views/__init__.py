"""The pages of the booth: open the shift, read, ask, decide, count, close."""

from lakay.web.booth.views.asking import acknowledge, call, calls, chip, declare, minor
from lakay.web.booth.views.counting import count, tally, uncount
from lakay.web.booth.views.deciding import decide, second_line, slip, undo
from lakay.web.booth.views.reading import group, identify, scan
from lakay.web.booth.views.shifts import close_shift, home, open_shift, turn

__all__ = [
    "acknowledge",
    "call",
    "calls",
    "chip",
    "close_shift",
    "count",
    "decide",
    "declare",
    "group",
    "home",
    "identify",
    "minor",
    "open_shift",
    "scan",
    "second_line",
    "slip",
    "tally",
    "turn",
    "uncount",
    "undo",
]
