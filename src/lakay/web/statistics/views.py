"""The desk of figures: the border by month, the dictionary, and each indicator with its files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lakay.journal.reading import record_read
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.places.queries import posts_on
from lakay.statistics.cube import NotInTheCube
from lakay.statistics.indicators import MONTH, Indicator
from lakay.statistics.permissions import FIGURE_READ, TooFine
from lakay.statistics.registry import NoSuchIndicator, indicator, indicators
from lakay.statistics.running import Asked
from lakay.statistics.shapes import Sensitivity
from lakay.statistics.silence import spoke
from lakay.web.shell.country import pack_header
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics import border, words
from lakay.web.statistics.border import Window
from lakay.web.statistics.figures import asked_of, cube_of_node, refusal, table_of
from lakay.web.statistics.files import CSV, XLSX, file_of
from lakay.web.statistics.forms import DivideForm, WindowForm

STATISTICS = Purpose.STATISTICS
MOST_ROWS = 500


def posts() -> list[str]:
    """The posts of the country."""
    return [post.code for post in posts_on(today(), country=pack_header().home)]


def today() -> date:
    """The day by the world's clock: a post that opens tomorrow is no matter here."""
    return SystemClock().now().date()


@page(FIGURE_READ, purpose=STATISTICS)
def home(request: DeskRequest) -> HttpResponse:
    """The border by month."""
    cube = cube_of_node()
    if cube is None or not cube.months:
        return render(request, "statistics/empty.html")
    form = WindowForm(request.GET, cube, posts())
    window = Window(form.months(), form.at_post())
    values = {
        "form": form,
        "figures": list(border.figures(request.actor, cube, window)),
        "spoke": spoke(cube, window.months, window.post),
        "cube": cube,
        "first": words.month(window.months[0]),
        "last": words.month(window.months[-1]),
    }
    return render(request, "statistics/home.html", values)


@page(FIGURE_READ, purpose=STATISTICS)
def dictionary(request: DeskRequest) -> HttpResponse:
    """Every indicator and what it means."""
    return render(
        request,
        "statistics/dictionary.html",
        {"indicators": [(one, _(one.page.title), _(one.page.who)) for one in indicators().values()]},
    )


@page(FIGURE_READ, purpose=STATISTICS)
def one(request: DeskRequest, code: str) -> HttpResponse:
    """An indicator: its page of the dictionary, and its figures as asked."""
    found, cube = _indicator(code), cube_of_node()
    values: dict[str, Any] = {"one": found, "page": _page(found)}
    if cube is None or not cube.months:
        return render(request, "statistics/one.html", values)
    form = DivideForm(request.GET, cube, posts(), found)
    asked = _asked(form)
    values |= {"form": form, "cube": cube, "query": request.GET.urlencode(), "spoke": spoke(cube, form.months(), form.at_post())}
    try:
        answer = asked_of(request.actor, cube, found, asked)
    except (TooFine, NotInTheCube) as fault:
        return render(request, "statistics/one.html", values | {"refused": refusal(fault)})
    _on_record(request.actor, found)
    heads, rows = table_of(found, answer)
    values |= {"heads": heads, "rows": rows[:MOST_ROWS], "left_out": max(len(rows) - MOST_ROWS, 0)}
    return render(
        request, "statistics/one.html", values | {"chart": _drawn(found, answer, asked, Window(form.months(), form.at_post()))}
    )


@page(FIGURE_READ, purpose=STATISTICS)
def file(request: DeskRequest, code: str, form: str) -> HttpResponse:
    """The same figures as a file."""
    found, cube = _indicator(code), cube_of_node()
    if form not in {CSV, XLSX}:
        raise Http404
    if cube is None or not cube.months:
        return _told(_("No figures have been worked out on this machine yet. They are made each night at the hub."))
    asked = _asked(DivideForm(request.GET, cube, posts(), found))
    try:
        answer = asked_of(request.actor, cube, found, asked)
    except (TooFine, NotInTheCube) as fault:
        return _told(refusal(fault))
    _on_record(request.actor, found)
    return file_of(answer, code, form)


def _told(why: str) -> HttpResponse:
    """Why there is no file, in words."""
    return HttpResponse(why, status=422, content_type="text/plain; charset=utf-8")


def _indicator(code: str) -> Indicator:
    try:
        return indicator(code)
    except NoSuchIndicator as unknown:
        raise Http404 from unknown


def _page(found: Indicator) -> list[tuple[str, str]]:
    page = found.page
    told = [(_("Who counts"), _(page.who)), (_("Beware"), _(page.caveats)), (_("Source"), _(page.source))]
    return [*told, (_("Told apart by"), ", ".join(words.dimension(name) for name in found.dimensions))]


def _asked(form: DivideForm) -> Asked:
    post = form.at_post()
    return Asked((MONTH, *form.by_what()), {MONTH: form.months()} | ({"post": [post]} if post else {}))


def _on_record(by: Actor, found: Indicator) -> None:
    """Figures of protection can be small enough to be about somebody: who looked is on the record."""
    if found.sensitivity is Sensitivity.PROTECTION:
        record_read(by=by, at=SystemClock().now(), purpose=STATISTICS, what="statistics.figures.read", subjects=[])


def _drawn(found: Indicator, answer: Any, asked: Asked, window: Window) -> Any:
    """A chart where one can be read: of a plain number, by the month and at most one thing more."""
    if found.of is not None or len(asked.by) > 2 or not answer.rows:
        return None
    if len(asked.by) == 1:
        return border.alone(_(found.page.title), answer, window)
    return border.kinds(_(found.page.title), answer, window) if found.adds else None
