"""Tables to publish, made of the figures of this node; and of how many days of the posts they tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from lakay.disclosure.margins import with_margins
from lakay.disclosure.tables import Cell, Table
from lakay.kernel.refusals import NotAllowed
from lakay.publication.bulletin.codes import PERIOD, UNKNOWN
from lakay.publication.choosing import Wanted, checked, measure_of
from lakay.publication.codes import Sensitivity
from lakay.publication.periods import is_over, months_of
from lakay.statistics.cube import Cube, look
from lakay.statistics.indicators import MONTH, Indicator
from lakay.statistics.running import Asked
from lakay.statistics.silence import spoke


class NotReady(NotAllowed):
    """The figures cannot be published as they are, and why."""


def gathered(cube: Cube, wanted: Iterable[Wanted], period: str, sensitivity: Sensitivity) -> list[Table]:
    """Whole tables of a period that is over. Raises NotReady, NotReleasable, NoPeriod."""
    if not is_over(period, cube.built_at.date()):
        raise NotReady(_("The figures of this machine do not reach to the end of %(period)s.") % {"period": period})
    tables = [_table(cube, one, checked(one, sensitivity), period) for one in wanted]
    found = [table for table in tables if any(table.cells.values())]
    if not found:
        raise NotReady(_("There is nothing to publish in %(period)s.") % {"period": period})
    return found


def _table(cube: Cube, wanted: Wanted, one: Indicator, period: str) -> Table:
    months = months_of(period)
    answer = look(cube, one, Asked(wanted.by, {MONTH: months}))
    cells: dict[Cell, int | None] = {}
    for *codes, count in answer.rows:
        cell = tuple(str(code) or UNKNOWN for code in codes)
        cells[cell] = (cells.get(cell) or 0) + int(count)
    _check(cells, one)
    if MONTH in wanted.by and cells:
        place, like = wanted.by.index(MONTH), next(iter(cells))
        for month in months:  # a month in which nobody came is a month too
            cells.setdefault((*like[:place], month, *like[place + 1 :]), 0)
    names = tuple(PERIOD if name == MONTH else name for name in wanted.by)
    narrowed = () if MONTH in wanted.by else ((PERIOD, period),)
    name = f"{wanted.code} · {', '.join(names)} · {period}"[:120]
    return with_margins(Table(name, names, cells, measure_of(one), narrowed))


def _check(cells: dict[Cell, int | None], one: Indicator) -> None:
    """More was taken back of a count than counted: no table can say so. Raises NotReady."""
    for cell, count in cells.items():
        if count is not None and count < 0:
            words = {"figure": one.code, "cell": ", ".join(cell)}
            raise NotReady(_("%(figure)s: more was corrected than counted at %(cell)s. Mend the records first.") % words)


def about(cube: Cube, period: str, sensitivity: Sensitivity) -> dict[str, Any]:
    """What stands beside the tables of a release: period, when the figures were made, and how far the posts reported.

    `days` is [reported, expected] over all posts, `silent` [[post, days missing]], `on_time` whole percent: no count of records, for
    that could be subtracted from.
    """
    told = spoke(cube, months_of(period))
    return {
        "period": period,
        "set": sensitivity.value,
        "made": cube.built_at.isoformat(),
        "days": [told.reported, told.expected],
        "on_time": told.on_time_percent,
        "silent": [list(one) for one in told.silent],
    }
