"""The figures of others: the list, and one series with its source, its values and what was left out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.kernel.purposes import Purpose
from lakay.reported import queries
from lakay.reported.models import Figures, Series
from lakay.reported.permissions import REPORTED_WRITE
from lakay.statistics.registry import indicators
from lakay.web.reported import words
from lakay.web.reported.forms import BringForm, StartForm, ValueForm
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

STATISTICS = Purpose.STATISTICS
MOST_VALUES, MOST_BAD = 500, 100


@page(Permission.FIGURE_READ, purpose=STATISTICS)
def home(request: DeskRequest) -> HttpResponse:
    """Every series that stands."""
    return show_home(request, start_form())


def start_form(data: Any = None) -> StartForm:
    """The form of a new series; our own indicators by their titles."""
    return StartForm(data, ours=[(one.code, _(one.page.title)) for one in indicators().values()])


def show_home(request: DeskRequest, form: StartForm) -> HttpResponse:
    """The list with the form, for those who may write."""
    rows = [(one, words.WHAT[one.what], _title(one.beside)) for one in queries.standing(request.actor, request.purpose)]
    values = {"rows": rows, "form": form if request.actor.may(REPORTED_WRITE) else None}
    return render(request, "reported/home.html", values, status=422 if form.errors else 200)


def _title(code: str) -> str:
    one = indicators().get(code)
    return _(one.page.title) if one else ""


@page(Permission.FIGURE_READ, purpose=STATISTICS)
def one(request: DeskRequest, series: UUID) -> HttpResponse:
    """A series."""
    return show_one(request, get_or_404(request.actor, request.purpose, Series, series))


def show_one(
    request: DeskRequest, found: Series, *, value: ValueForm | None = None, bring: BringForm | None = None, **more: Any
) -> HttpResponse:
    """The page of a series, with what was sent if it was wrong."""
    held = queries.values_of(found)
    value, bring = value or ValueForm(columns=found.columns), bring or BringForm()
    values = {
        "series": found,
        "what": words.WHAT[found.what],
        "ours": _title(found.beside),
        "held": [(one, number_format(one.value.number, force_grouping=True)) for one in reversed(held[-MOST_VALUES:])],
        "earlier": max(len(held) - MOST_VALUES, 0),
        "deliveries": [(one, left_out(one)) for one in queries.deliveries(found)],
        "value": value,
        "bring": bring,
        "may": request.actor.may(REPORTED_WRITE) and found.ended_at is None,
    }
    return render(request, "reported/one.html", values | more, status=422 if value.errors or bring.errors else 200)


def left_out(delivery: Figures) -> list[tuple[int, str, Any, str]]:
    """The bad rows of a delivery: line, column, why, what stood there."""
    return [(line, column, words.WRONG[wrong], found) for line, column, wrong, found in delivery.left_out[:MOST_BAD]]
