"""From the country to a department to a post, as far as somebody may go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.statistics import charts
from lakay.statistics.charts import Number, Places
from lakay.statistics.cube import Cube
from lakay.statistics.engines.answers import Answer
from lakay.statistics.permissions import FIGURE_READ, FIGURE_SMALL
from lakay.statistics.queries import departments_of_posts
from lakay.web.shell.pages import page
from lakay.web.shell.posts import post_name
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics import border
from lakay.web.statistics.border import Drawn, Window, figure
from lakay.web.statistics.desk import desk
from lakay.web.statistics.figures import Cell, Figure, Line, outlines, place_names, told

MOVEMENTS = "border.movements"


def on_the_map(by: Actor, cube: Cube, window: Window, query: Mapping[str, str]) -> Figure:
    """Movements by department, each with the way to its posts."""

    def draw(title: str, answer: Answer, window: Window) -> Drawn:
        return _mapped(title, answer, window, query)

    return figure(by, cube, MOVEMENTS, window.asked("post"), window, draw, _("Movements by department"))


def _mapped(title: str, answer: Answer, window: Window, query: Mapping[str, str]) -> Drawn:
    values, drawn = by_department(answer, window), outlines()
    names = place_names({*drawn["paths"], *values})
    links = {code: way_to(code, query) for code in values if code}
    places = Places(drawn["viewBox"], drawn["paths"], names, links, _("no post"))
    say = told()
    rows = tuple(
        (Cell(names.get(code, _("elsewhere")), link=links.get(code, "")), Cell(say.said(value), True))
        for code, value in sorted(values.items(), key=lambda pair: -(pair[1] or 0))
    )
    return charts.choropleth(title, places, values, told=say), ((Cell(_("Department")), Cell(_("How many"), True)), rows)


def by_department(answer: Answer, window: Window) -> dict[str, Number]:
    """Figures by post as figures by department of the post; None where none of its posts reported."""
    of_posts, found = departments_of_posts(), dict[str, Number]()
    for post in window.heard.silent_posts():
        found.setdefault(of_posts.get(post) or "", None)
    for code, *_between, number in answer.rows:
        department = of_posts.get(str(code)) or ""
        found[department] = (found.get(department) or 0) + int(number)
    return found


def way_to(department: str, query: Mapping[str, str]) -> str:
    """The page of a department, of the same months."""
    months = {name: value for name, value in query.items() if name in {"span", "first", "last"}}
    return f"{reverse('statistics:place', args=[department])}?{urlencode(months)}"


@page(FIGURE_READ, purpose=Purpose.STATISTICS)
def place(request: DeskRequest, code: str) -> HttpResponse:
    """A department: its posts month by month, and each post with the days on which it reported."""
    of_posts = departments_of_posts()
    if code not in of_posts.values():
        raise Http404
    found = desk(request)
    if found is None:
        return render(request, "statistics/empty.html")
    posts = sorted(post for post, department in of_posts.items() if department == code)
    kept = found.form.kept()
    values = {
        "desk": found,
        "name": place_names([code]).get(code, code),
        "figures": list(_figures(request.actor, found.cube, found.window, posts, kept)),
        "above": [(_("all posts"), f"{reverse('statistics:home')}?{urlencode(kept)}")],
    }
    return render(request, "statistics/place.html", values)


def _figures(by: Actor, cube: Cube, window: Window, posts: list[str], kept: Mapping[str, str]) -> Iterator[Figure]:
    def among(title: str, answer: Answer, window: Window) -> Drawn:
        return border.kinds(title, _of(answer, posts), window)

    def listed(title: str, answer: Answer, window: Window) -> Drawn:
        return _posts(title, _of(answer, posts), window, posts, kept if by.may(FIGURE_SMALL) else None)

    yield figure(by, cube, MOVEMENTS, window.asked("post"), window, listed, _("The posts"))
    yield figure(by, cube, MOVEMENTS, window.asked("month", "post"), window, among, _("Movements by post"))
    if by.may(FIGURE_SMALL):
        yield figure(by, cube, MOVEMENTS, window.asked("month", "direction", post=posts), window, border.flows)
        yield figure(by, cube, "border.refusals", window.asked("month", "reason", post=posts), window, border.kinds)


def _of(answer: Answer, posts: list[str]) -> Answer:
    """The part of an answer that is about some posts. It is cut after it was checked whole: what is left out can be subtracted."""
    spot = answer.columns.index("post")
    return Answer(answer.columns, tuple(row for row in answer.rows if row[spot] in posts))


def _posts(title: str, answer: Answer, window: Window, posts: list[str], kept: Mapping[str, str] | None) -> Drawn:
    """Bars by post, and a table with the days on which each reported. `kept` None: the role goes no further."""
    silent = window.heard.silent_posts()
    values: dict[str, Number] = dict.fromkeys((post for post in posts if post in silent), None)
    values |= {str(row[0]): int(row[-1]) for row in answer.rows}
    order, say = sorted(values, key=lambda post: -(values[post] or 0)), told()
    names = [post_name(post) for post in order]
    chart = charts.bars(title, names, {title: [values[post] for post in order]}, told=say)
    rows = tuple(_post_row(post, values[post], window, kept) for post in order)
    heads: Line = (Cell(_("Post")), Cell(_("How many"), True), Cell(_("Days reported"), True), Cell(_("Days expected"), True))
    return chart, (heads, rows)


def _post_row(post: str, value: Number, window: Window, kept: Mapping[str, str] | None) -> Line:
    reported, expected = window.heard.by_post.get(post, (0, 0))
    link = "" if kept is None else f"{reverse('statistics:home')}?{urlencode({**kept, 'post': post})}"
    say = told()
    return (
        Cell(post_name(post), link=link),
        Cell(say.said(value), True),
        Cell(say.number(reported), True),
        Cell(say.number(expected), True),
    )
