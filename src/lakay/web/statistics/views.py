"""The desk of figures: the border by month, and the dictionary."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.border.permissions import REGISTER_READ
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.statistics.permissions import FIGURE_READ
from lakay.statistics.queries import departments_of_posts
from lakay.statistics.registry import indicators
from lakay.web.shell.pages import page
from lakay.web.shell.posts import post_name
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics import border
from lakay.web.statistics.desk import desk
from lakay.web.statistics.figures import place_names
from lakay.web.statistics.periods import back
from lakay.web.statistics.places import on_the_map, way_to


@page(FIGURE_READ, purpose=Purpose.STATISTICS)
def home(request: DeskRequest) -> HttpResponse:
    """The border by month."""
    found = desk(request)
    if found is None:
        return render(request, "statistics/empty.html")
    kept, window = found.form.kept(), found.window
    figures = list(border.figures(request.actor, found.cube, window))
    if not window.post:
        figures.insert(2, on_the_map(request.actor, found.cube, window, kept))
    values = {
        "desk": found,
        "figures": figures,
        "above": _above(window.post, kept) if window.post else [],
        "post": post_name(window.post) if window.post else "",
        "records": _records(request.actor, window),
    }
    return render(request, "statistics/home.html", values)


def _above(post: str, kept: dict[str, str]) -> list[tuple[str, str]]:
    """The way back up from a post: all posts, and its department; (name, address), the nearest last."""
    months = {name: value for name, value in kept.items() if name != "post"}
    department = departments_of_posts().get(post) or ""
    name = place_names([department]).get(department, "")
    whole = [(_("all posts"), f"{reverse('statistics:home')}?{urlencode(months)}")]
    return [*whole, *([(name, way_to(department, months))] if name else [])]


def _records(by: Actor, window: border.Window) -> str:
    """The register of the post, for those who may open it there: on the last day shown, or today. Opening it is entered."""
    if not window.post or by.post != window.post or not by.may(REGISTER_READ):
        return ""
    last, day = window.months.shown[-1], ""
    if last != window.months.running:
        after = back(last, -1)
        day = (date(int(after[:4]), int(after[5:]), 1) - timedelta(days=1)).isoformat()
    return f"{reverse('booth:register')}?{urlencode({'day': day})}"


@page(FIGURE_READ, purpose=Purpose.STATISTICS)
def dictionary(request: DeskRequest) -> HttpResponse:
    """Every indicator and what it means."""
    return render(
        request,
        "statistics/dictionary.html",
        {"indicators": [(one, _(one.page.title), _(one.page.who)) for one in indicators().values()]},
    )
