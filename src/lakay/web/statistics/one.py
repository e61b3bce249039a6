"""One indicator: what it means, its figures as asked, and the same as a file."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lakay.journal.reading import record_read
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.statistics.charts import Chart
from lakay.statistics.cube import NotInTheCube
from lakay.statistics.engines.answers import Answer
from lakay.statistics.indicators import MONTH, Indicator
from lakay.statistics.permissions import FIGURE_READ, TooFine
from lakay.statistics.registry import NoSuchIndicator, indicator
from lakay.statistics.running import Asked
from lakay.statistics.shapes import Sensitivity
from lakay.statistics.silence import beside
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics import border, words
from lakay.web.statistics.desk import Desk, desk
from lakay.web.statistics.figures import asked_of, refusal, table_of
from lakay.web.statistics.files import CSV, XLSX, file_of
from lakay.web.statistics.forms import DivideForm
from lakay.web.statistics.others import others

STATISTICS = Purpose.STATISTICS
MOST_ROWS = 500


@page(FIGURE_READ, purpose=STATISTICS)
def one(request: DeskRequest, code: str) -> HttpResponse:
    """An indicator: its page of the dictionary, and its figures as asked."""
    indicator_ = found_or_404(code)
    values: dict[str, Any] = {"one": indicator_, "page": _page(indicator_)}
    found = desk(request, indicator_)
    if found is None:
        return render(request, "statistics/one.html", values)
    asked = _asked(found)
    values |= {"desk": found, "others": others(request.actor, request.purpose, code, found.window)}
    try:
        answer = asked_of(request.actor, found.cube, indicator_, asked)
    except (TooFine, NotInTheCube) as fault:
        return render(request, "statistics/one.html", values | {"refused": refusal(fault)})
    on_record(request.actor, indicator_)
    heads, rows = table_of(indicator_, answer)
    values |= {"heads": heads, "rows": rows[:MOST_ROWS], "left_out": max(len(rows) - MOST_ROWS, 0)}
    return render(request, "statistics/one.html", values | {"chart": _drawn(indicator_, answer, asked, found)})


@page(FIGURE_READ, purpose=STATISTICS)
def file(request: DeskRequest, code: str, form: str) -> HttpResponse:
    """The same figures as a file."""
    indicator_ = found_or_404(code)
    if form not in {CSV, XLSX}:
        raise Http404
    found = desk(request, indicator_)
    if found is None:
        return _told(_("No figures have been worked out on this machine yet. They are made each night at the hub."))
    try:
        asked = _asked(found)
        answer = asked_of(request.actor, found.cube, indicator_, asked)
    except (TooFine, NotInTheCube) as fault:
        return _told(refusal(fault))
    on_record(request.actor, indicator_)
    return file_of(beside(found.cube, answer, asked), code, form)


def _told(why: str) -> HttpResponse:
    """Why there is no file, in words."""
    return HttpResponse(why, status=422, content_type="text/plain; charset=utf-8")


def found_or_404(code: str) -> Indicator:
    """An indicator by its code. Raises Http404."""
    try:
        return indicator(code)
    except NoSuchIndicator as unknown:
        raise Http404 from unknown


def _page(found: Indicator) -> list[tuple[str, str]]:
    page = found.page
    told = [(_("Who counts"), _(page.who)), (_("Beware"), _(page.caveats)), (_("Source"), _(page.source))]
    return [*told, (_("Told apart by"), ", ".join(words.dimension(name) for name in found.dimensions))]


def _asked(found: Desk) -> Asked:
    return found.window.asked(MONTH, *cast("DivideForm", found.form).by_what())


def on_record(by: Actor, found: Indicator) -> None:
    """Figures of protection can be small enough to be about somebody: who looked is on the record."""
    if found.sensitivity is Sensitivity.PROTECTION:
        record_read(by=by, at=SystemClock().now(), purpose=STATISTICS, what="statistics.figures.read", subjects=[])


def _drawn(found: Indicator, answer: Answer, asked: Asked, on: Desk) -> Chart | None:
    """A chart where one can be read: of a plain number, by the month and at most one thing more."""
    if found.of is not None or len(asked.by) > 2 or not answer.rows:
        return None
    if len(asked.by) == 1:
        return border.alone(_(found.page.title), answer, on.window)[0]
    return border.kinds(_(found.page.title), answer, on.window)[0] if found.adds else None
