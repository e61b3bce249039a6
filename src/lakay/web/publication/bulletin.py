"""The bulletin of a release: its published tables told in the language of the reader, each with a chart that hides what they hide."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.disclosure.tables import Table
from lakay.publication.bulletin.codes import PERIOD
from lakay.publication.bulletin.language import Language
from lakay.publication.bulletin.telling import LANGUAGES, hidden_of, told
from lakay.publication.models import Release, ReleaseTable
from lakay.publication.periods import days_of, months_of
from lakay.publication.queries import published_or_none, read, tables_of
from lakay.statistics.charts import Chart, Told, bars
from lakay.web.publication.naming import category_name, measured, ordered, period_name, title_of
from lakay.web.publication.printing import browser
from lakay.web.publication.shown import ShownTable, beside, shown
from lakay.web.shell.pages import page
from lakay.web.shell.requests import AnyRequest
from lakay.web.statistics import words

MOST_BARS, MOST_SERIES, LONGEST_LABEL = 12, 6, 14
STYLES = ("web/static/lakay/statistics.css", "web/static/lakay/bulletin.css")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A table told: its sentences, what it hides, what is counted and what to beware of, a chart where one can be read, and the table."""

    title: str
    sentences: list[str]
    hidden: str
    who: str
    caveats: str
    chart: Chart | None
    table: ShownTable


@page(public=True)
def bulletin(request: AnyRequest, number: int) -> HttpResponse:
    """The bulletin as a page."""
    return render(request, "published/bulletin.html", {**context_of(released(number)), "paper": browser() is not None})


@page(public=True)
def bulletin_file(request: AnyRequest, number: int, language: str) -> HttpResponse:
    """The bulletin as one file that needs nothing else, in a language."""
    found = released(number)
    if language not in LANGUAGES:
        raise Http404
    response = HttpResponse(whole(found, language), content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lakay-{number}-{language}.html"'
    return response


def whole(found: Release, language: str) -> str:
    """The bulletin with its styles in it."""
    with translation.override(language):
        css = b64encode(b"".join((Path(settings.PACKAGE) / name).read_bytes() for name in STYLES)).decode()
        return render_to_string("published/bulletin_file.html", {**context_of(found), "css": css, "language": language})


def released(number: int) -> Release:
    """A published release that was made of figures of this program: only of those a bulletin can be told."""
    found = published_or_none(number)
    if found is None or not found.about:
        raise Http404
    return found


def context_of(found: Release) -> dict[str, Any]:
    """All that the page shows. It is made of the published tables and of what stands beside them, and of nothing else."""
    chapters = said_once([chapter(found, kept) for kept in tables_of(found)])
    return {
        "release": found,
        "period": period_name(found.about["period"]),
        "chapters": chapters,
        "beside": beside(found),
        "languages": [(code, name) for code, name in settings.LANGUAGES if code in LANGUAGES],
    }


def chapter(found: Release, kept: ReleaseTable) -> Chapter:
    """A table of the release, told."""
    table, language = read(kept), LANGUAGES[(get_language() or "fr")[:2]]
    one = measured(table)
    sentences = told(table, language, when_of(found, language), category_name)
    who, caveats = (_(one.page.who), _(one.page.caveats)) if one else ("", "")
    return Chapter(title_of(table), sentences, hidden_of(table, language), who, caveats, chart_of(table), shown(kept))


def when_of(found: Release, language: Language) -> str:
    """The period of a release, inside a sentence."""
    period = found.about["period"]
    if days := days_of(period):
        return language.over_days(days[0].isoformat(), days[-1].isoformat())
    return language.over(months_of(period))


def said_once(chapters: list[Chapter]) -> list[Chapter]:
    """The chapters without the sentences that an earlier one has: several tables have one total."""
    seen: set[str] = set()
    kept = []
    for one in chapters:
        kept.append(replace(one, sentences=[sentence for sentence in one.sentences if sentence not in seen]))
        seen |= set(one.sentences)
    return kept


def chart_of(table: Table) -> Chart | None:
    """Bars of the first dimension, a series for each category of the second; none where there are too many to be read.

    A hidden count is None, so that no bar, no height and no word of the chart can tell it.
    """
    if len(table.dimensions) > 2:
        return None
    rows = _ordered(table, 0)
    columns = _ordered(table, 1) if len(table.dimensions) == 2 else [""]
    if len(rows) > MOST_BARS or len(columns) > MOST_SERIES or not rows:
        return None
    series = {
        _named(table, 1, column) if column else title_of(table): [
            table.cells[(row, column) if column else (row,)] for row in rows
        ]
        for column in columns
    }
    labels = [_short(_named(table, 0, row)) for row in rows]
    return bars(title_of(table), labels, series, told=Told(_number, _tenths(), _("hidden")))


def _ordered(table: Table, place: int) -> list[str]:
    names = ordered(table, place)
    return sorted(names) if table.dimensions[place] == PERIOD else names


def _named(table: Table, place: int, category: str) -> str:
    if table.dimensions[place] == PERIOD and len(category) == len("2026-03"):
        return words.month(category)
    return category_name(table, table.dimensions[place], category)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _number(number: int) -> str:
    return str(number_format(number, force_grouping=True))


def _tenths() -> str:
    return "." if (get_language() or "")[:2] == "en" else ","
