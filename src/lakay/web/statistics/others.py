"""Figures of others beside a figure of ours: drawn by themselves, in their own unit, with their source. Nothing of them is ever added to ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.reported.models import Series
from lakay.reported.queries import Held, beside, values_of
from lakay.statistics import charts
from lakay.statistics.charts import Chart, Number
from lakay.web.statistics import words
from lakay.web.statistics.border import Window
from lakay.web.statistics.figures import Cell, Line, told

MOST_KINDS, MOST_PERIODS = 6, 12
TOO_SMALL_TO_ROUND = 20
MONTH = re.compile(r"\d{4}-\d\d")
DIGIT = re.compile(r"\d")

Kinds = Mapping[str, Mapping[str, Decimal]]
"""{what a series tells apart, in words: {period: value}}"""


@dataclass(frozen=True, slots=True)
class Other:
    """A series of somebody else as it stands beside ours. `more` values of it are shown on its own page alone."""

    title: str
    link: str
    said: tuple[tuple[str, str], ...]
    heads: Line
    rows: tuple[Line, ...]
    chart: Chart | None
    more: int


def others(by: Actor, purpose: Purpose, code: str, window: Window) -> list[Other]:
    """What others say beside an indicator of ours, each by itself."""
    return [_other(one, values_of(one), window) for one in beside(by, purpose, [code])]


def _other(series: Series, held: Sequence[Held], window: Window) -> Other:
    here = [one for one in held if _is_here(series, one, window)]
    periods = _periods(here, window)
    inside = [one for one in here if one.value.period in periods]
    kinds = _kinds(series, inside)
    shown = sum(len(values) for values in kinds.values())
    labels = [_period(one) for one in periods]
    editions = ", ".join(dict.fromkeys(one.vintage for one in inside))
    return Other(
        series.title,
        reverse("reported:one", args=[series.pk]),
        _said(series, editions),
        (Cell(_("Period")), *(Cell(name, True) for name in kinds)),
        tuple(_line(label, period, kinds) for label, period in zip(labels, periods, strict=True)) if shown else (),
        _drawn(series.title, periods, labels, kinds),
        len(held) - shown,
    )


def _is_here(series: Series, one: Held, window: Window) -> bool:
    """On the page of a post, what a series tells of other posts is no matter."""
    return not window.post or "post" not in series.columns or one.value.where[series.columns.index("post")] == window.post


def _periods(held: Sequence[Held], window: Window) -> tuple[str, ...]:
    """The months of the page, where the series tells of any of them; else the last periods that it has."""
    known = {one.value.period for one in held}
    return window.months.shown if known & set(window.months.shown) else tuple(sorted(known)[-MOST_PERIODS:])


def _kinds(series: Series, held: Sequence[Held]) -> Kinds:
    """The values by what they are told apart by; of many kinds the largest."""
    found: dict[str, dict[str, Decimal]] = {}
    for one in held:
        pairs = zip(series.columns, one.value.where, strict=True)
        name = " · ".join(words.value(column, code) for column, code in pairs) or series.title
        found.setdefault(name, {})[one.value.period] = one.value.number
    largest = sorted(found, key=lambda name: -max(found[name].values()))
    return {name: found[name] for name in largest[:MOST_KINDS]}


def _period(code: str) -> str:
    return words.month(code) if MONTH.fullmatch(code) else code


def _said(series: Series, editions: str) -> tuple[tuple[str, str], ...]:
    pairs = ((_("Unit"), series.unit), (_("Source"), series.source), (_("Edition"), editions), (_("Licence"), series.licence))
    return tuple((name, text) for name, text in (*pairs, (_("What to beware of"), series.note)) if text)


def _line(label: str, period: str, kinds: Kinds) -> Line:
    numbers = (values.get(period) for values in kinds.values())
    return (Cell(label), *(Cell("–" if one is None else str(number_format(one, force_grouping=True)), True) for one in numbers))


def _drawn(title: str, periods: Sequence[str], labels: Sequence[str], kinds: Kinds) -> Chart | None:
    """Bars, where they can be read: periods of one kind, and numbers that lose nothing that can be seen by being made whole."""
    numbers = [number for values in kinds.values() for number in values.values()]
    alike = len({DIGIT.sub("0", period) for period in periods}) == 1
    exact = all(number == int(number) for number in numbers)
    if not numbers or not alike or min(numbers) < 0 or not (exact or max(numbers) >= TOO_SMALL_TO_ROUND):
        return None
    series: dict[str, list[Number]] = {
        name: [round(values[period]) if period in values else None for period in periods] for name, values in kinds.items()
    }
    return charts.bars(title, labels, series, told=replace(told(), nothing="–"))
