"""Which months are meant: some of the last ones, this year, the last, or from one to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.statistics.cube import Cube

USUAL, MOST = "12", 60
JANUARY, DECEMBER = "01", "12"

SPANS: Mapping[str, str | Promise] = {
    "3": _("3 months"),
    USUAL: _("12 months"),
    "24": _("2 years"),
    "60": _("5 years"),
    "year": _("this year"),
    "before": _("last year"),
}
"""The usual choices. They move with time, so that a view that is kept shows the newest months each time it is opened."""


@dataclass(frozen=True, slots=True)
class Months:
    """The months shown, all of them, also those of which no post said anything. `running` is the one that is not over yet."""

    shown: tuple[str, ...]
    running: str

    @property
    def over(self) -> tuple[str, ...]:
        """Those that are over; all of them, if none is."""
        return tuple(month for month in self.shown if month < self.running) or self.shown


def months_of(cube: Cube, span: str = USUAL, first: str = "", last: str = "") -> Months:
    """The months asked for. `span` is one of SPANS; without it from `first` to `last`, in either order."""
    begin, end = _span(cube, span) if span in SPANS else sorted((first or _usual(cube)[0], last or cube.months[-1]))
    if end >= cube.months[0]:  # before the first record there is nothing to see
        begin = max(begin, cube.months[0])
    return Months(between(begin, end)[-MOST:], f"{cube.built_at:%Y-%m}")


def _usual(cube: Cube) -> tuple[str, str]:
    return back(cube.months[-1], int(USUAL) - 1), cube.months[-1]


def _span(cube: Cube, span: str) -> tuple[str, str]:
    last = cube.months[-1]
    of_year: Mapping[str, Callable[[], tuple[str, str]]] = {
        "year": lambda: (f"{last[:4]}-{JANUARY}", last),
        "before": lambda: (f"{int(last[:4]) - 1}-{JANUARY}", f"{int(last[:4]) - 1}-{DECEMBER}"),
    }
    return of_year[span]() if span in of_year else (back(last, int(span) - 1), last)


def back(month: str, number: int) -> str:
    """The month some months before another: back("2026-01", 2) is 2025-11."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 - number
    return f"{count // 12:04}-{count % 12 + 1:02}"


def between(first: str, last: str) -> tuple[str, ...]:
    """Every month from one to another, both included; none if they stand in the wrong order."""
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
    return tuple(back(last, number) for number in range(count, -1, -1))
