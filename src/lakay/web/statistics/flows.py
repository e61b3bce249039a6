"""From where to where: between departments and provinces by land, and in by one post, out by another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lakay.disclosure.protect import Rule, protect
from lakay.disclosure.tables import TOTAL, Table
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.statistics import charts
from lakay.statistics.charts import Flow, Number
from lakay.statistics.cube import Cube, NotInTheCube, look
from lakay.statistics.indicators import Indicator
from lakay.statistics.pack import shown
from lakay.statistics.permissions import FIGURE_READ, FIGURE_SMALL
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics import words
from lakay.web.statistics.border import Window
from lakay.web.statistics.desk import Desk, desk
from lakay.web.statistics.figures import Cell, Figure, told
from lakay.web.statistics.one import found_or_404
from lakay.web.statistics.periods import DECEMBER, JANUARY, Months, between

MOST = 12
FLOWS = (("flows.places", "from_area", "to_area"), ("flows.posts", "from_post", "post"))
Pair = tuple[str, str]


@page(FIGURE_READ, purpose=Purpose.STATISTICS)
def flows(request: DeskRequest) -> HttpResponse:
    """Both kinds of flows, each with its table."""
    found = desk(request)
    if found is None:
        return render(request, "statistics/empty.html")
    free = request.actor.may(FIGURE_SMALL)
    window = found.window if free else whole_year(found)
    values: dict[str, Any] = {"desk": found, "free": free, "window": window}
    if window is not None:
        first, last = (words.month(window.months.shown[place]) for place in (0, -1))
        values |= {"first": first, "last": last, "figures": [figure(request.actor, found.cube, window, *one) for one in FLOWS]}
    return render(request, "statistics/flows.html", values)


def whole_year(found: Desk) -> Window | None:
    """The last whole year of the cube, for those who only read: two windows that differ by a month would show what is hidden in it."""
    year = int(found.window.months.running[:4]) - 1
    months = between(f"{year}-{JANUARY}", f"{year}-{DECEMBER}")
    return Window(Months(months, found.window.months.running)) if months[0] in found.cube.months else None


def figure(by: Actor, cube: Cube, window: Window, code: str, source: str, target: str) -> Figure:
    """The flows of one indicator, drawn and in a table; without what may not be seen."""
    one = found_or_404(code)
    cells, hidden = _cells(by, cube, window, one, source, target)
    if cells is None:
        return Figure(code, _(one.page.title), refused=_("Not worked out beforehand."), who=_(one.page.who))
    say = told()
    named = {pair: (words.value(source, pair[0]), words.value(target, pair[1])) for pair in cells}
    order = sorted(cells, key=lambda pair: (-(cells[pair] or 0), named[pair]))
    rows = tuple(
        (Cell(named[pair][0]), Cell(named[pair][1]), Cell(_("hidden") if cells[pair] is None else say.said(cells[pair]), True))
        for pair in order
    )
    heads = (Cell(words.dimension(source)), Cell(words.dimension(target)), Cell(_("How many"), True))
    drawn = charts.two_columns(_(one.page.title), _drawn(named, cells, order), told=say) if cells else None
    note = _("Flows smaller than %(least)s are hidden, and others so that they cannot be worked out.") if hidden else ""
    return Figure(
        code, _(one.page.title), heads, rows, drawn, who=_(one.page.who), note=note % {"least": shown().least[one.sensitivity]}
    )


def _drawn(named: dict[Pair, Pair], cells: dict[Pair, Number], order: Sequence[Pair]) -> list[Flow]:
    """The largest flows one by one, the rest together."""
    known = [(*named[pair], int(cells[pair] or 0)) for pair in order if cells[pair]]
    rest = sum(number for _source, _target, number in known[MOST:])
    return known[:MOST] + ([(_("the rest"), _("the rest"), rest)] if rest else [])


def _cells(
    by: Actor, cube: Cube, window: Window, one: Indicator, source: str, target: str
) -> tuple[dict[Pair, Number] | None, bool]:
    """{(from, to): how many}, and whether something was hidden in it. A flow of a post's corrections below zero is none."""
    try:
        answer = look(cube, one, window.asked(source, target))
    except NotInTheCube:
        return None, False
    found: dict[Pair, Number] = {(str(row[0]), str(row[1])): max(int(row[2]), 0) for row in answer.rows}
    if by.may(FIGURE_SMALL):
        return {pair: number for pair, number in found.items() if number}, False
    return masked(found, shown().least[one.sensitivity])


def masked(cells: dict[Pair, Number], least: int) -> tuple[dict[Pair, Number], bool]:
    """The cells that may be seen: small ones are hidden, and so many others that no sum of a place gives one away."""
    if not any(cells.values()):
        return {}, False
    table = Table("flows", ("from", "to"), {(source, target): number for (source, target), number in cells.items()})
    whole = protect([table], Rule(least, zeros_shown=True)).tables[0]
    inner = {(cell[0], cell[1]): number for cell, number in whole.cells.items() if TOTAL not in cell}
    return {pair: number for pair, number in inner.items() if number is None or number > 0}, None in inner.values()
