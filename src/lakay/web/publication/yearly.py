"""The migration profile of a year, put together for whoever writes it: what can be said, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.publication.permissions import RELEASE_VIEW
from lakay.publication.profile import Filled, profile, years
from lakay.web.publication.bulletin import Chapter, chapter, said_once
from lakay.web.publication.naming import period_name
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

STATISTICS = Purpose.STATISTICS


@dataclass(frozen=True, slots=True)
class Shown:
    """A chapter of the profile as the page shows it: tables told, each with its release and period, and series of others."""

    title: str
    chapters: list[tuple[int, str, Chapter]]
    series: Any
    missing: bool


@page(RELEASE_VIEW, purpose=STATISTICS)
def latest(request: DeskRequest) -> HttpResponse:
    """The profile of the last year."""
    return _shown(request, years(SystemClock().now().date())[0])


@page(RELEASE_VIEW, purpose=STATISTICS)
def of_year(request: DeskRequest, year: int) -> HttpResponse:
    """The profile of a year."""
    if year not in years(SystemClock().now().date()):
        raise Http404
    return _shown(request, year)


def _shown(request: DeskRequest, year: int) -> HttpResponse:
    sections = [_told(one) for one in profile(request.actor, request.purpose, year)]
    values = {
        "year": year,
        "years": years(SystemClock().now().date()),
        "sections": sections,
        "missing": [one.title for one in sections if one.missing],
    }
    return render(request, "releases/profile.html", values)


def _told(filled: Filled) -> Shown:
    told = said_once([chapter(release, table) for release, table in filled.tables])
    chapters = [
        (release.number or 0, period_name(release.about["period"]), one)
        for (release, _), one in zip(filled.tables, told, strict=True)
    ]
    return Shown(str(filled.section.title), chapters, filled.series, filled.missing)
