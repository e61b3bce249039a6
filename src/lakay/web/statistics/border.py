"""The figures of the border page, each a question to the cube and a way to draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.kernel.actors import Actor
from lakay.statistics import charts
from lakay.statistics.charts import Chart, Number
from lakay.statistics.cube import Cube, NotInTheCube
from lakay.statistics.engines.answers import Answer
from lakay.statistics.indicators import VALUE
from lakay.statistics.permissions import TooFine
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked
from lakay.web.statistics import words
from lakay.web.statistics.figures import Figure, Table, asked_of, crossed, grid, refusal, told
from lakay.web.statistics.periods import Months
from lakay.web.statistics.reporting import Heard

MOST_KINDS = 6
BANDS = (*(f"{first:02}-{first + 4:02}" for first in range(0, 85, 5)), "85+")


@dataclass(frozen=True, slots=True)
class Window:
    """Of which months, and of which post, if of one; and how far the posts were heard."""

    months: Months
    post: str = ""
    heard: Heard = field(default_factory=Heard)

    def asked(self, *by: str, **more: Sequence[str]) -> Asked:
        """A question about the window."""
        where: dict[str, Sequence[str]] = {"month": self.months.shown, **({"post": [self.post]} if self.post else {}), **more}
        return Asked(by, where)

    def silent(self) -> frozenset[str]:
        """The months of which nobody said anything."""
        return self.heard.silent_months(self.months.shown)

    def labels(self) -> list[str]:
        """The months in words; a star at the one that is not over."""
        return [month_of(self, month) for month in self.months.shown]


def month_of(window: Window, month: str) -> str:
    """A month in words; a star at the one that is not over."""
    return f"{words.month(month)}*" if month == window.months.running else words.month(month)


Drawn = tuple[Chart, Table]
Draw = Callable[[str, Answer, Window], Drawn]


def figures(by: Actor, cube: Cube, window: Window) -> Iterator[Figure]:
    """What the page shows, in order."""
    yield figure(by, cube, "border.movements", window.asked("month", "direction"), window, flows)
    yield figure(by, cube, "border.persons", persons_of(window), window, persons)
    if not window.post:
        last = Window(Months(window.months.over[-1:], window.months.running), "", window.heard)
        asked = last.asked("sex", "age_band", direction=["entry"])
        title = _("Who entered in %(month)s, by age and sex") % {"month": words.month(last.months.shown[0])}
        yield figure(by, cube, "border.persons", asked, last, ages, title)
    yield figure(by, cube, "border.refusals", window.asked("month", "reason"), window, kinds)
    yield figure(by, cube, "alerts.outcomes", window.asked("month", "outcome"), window, kinds)


def persons_of(window: Window) -> Asked:
    """Persons by month and direction; at one post the cube has them by post."""
    return window.asked("month", "post", "direction") if window.post else window.asked("month", "direction")


def figure(by: Actor, cube: Cube, code: str, asked: Asked, window: Window, draw: Draw, title: str = "") -> Figure:
    """A question asked and drawn; or why it is not."""
    one = indicator(code)
    title, link, who = title or _(one.page.title), reverse("statistics:one", args=[code]), _(one.page.who)
    try:
        answer = asked_of(by, cube, one, asked)
    except (TooFine, NotInTheCube) as fault:
        return Figure(code, title, refused=refusal(fault), link=link, who=who)
    if not answer.rows:
        return Figure(code, title, link=link, who=who)
    chart, (heads, rows) = draw(title, answer, window)
    return Figure(code, title, heads, rows, chart, link=link, who=who)


def _named(series: Mapping[str, list[Number]], dimension: str) -> dict[str, list[Number]]:
    return {words.value(dimension, code): values for code, values in series.items()}


def flows(title: str, answer: Answer, window: Window) -> Drawn:
    """Bars of both directions, month by month."""
    _places, series = grid(answer, "month", "direction", window.months.shown, window.silent())
    return months_drawn(title, window, _named(series, "direction"), charts.bars)


def persons(title: str, answer: Answer, window: Window) -> Drawn:
    """A line for each direction."""
    _places, series = grid(answer, "month", "direction", window.months.shown, window.silent())
    return months_drawn(title, window, _named(series, "direction"), charts.lines)


def kinds(title: str, answer: Answer, window: Window) -> Drawn:
    """Stacked bars by the other dimension: the most frequent kinds, and the rest together."""
    dimension = next(name for name in answer.columns if name not in {"month", VALUE})
    _places, series = grid(answer, "month", dimension, window.months.shown, window.silent())
    first = sorted(series, key=lambda code: -sum(value or 0 for value in series[code]))
    most = MOST_KINDS if len(first) <= MOST_KINDS else MOST_KINDS - 1
    shown = {words.value(dimension, code): series[code] for code in first[:most]}
    if rest := [series[code] for code in first[most:]]:
        shown[_("the rest")] = [_sum(column) for column in zip(*rest, strict=True)]
    return months_drawn(title, window, shown, _stacked)


def _sum(column: Sequence[Number]) -> Number:
    known = [value for value in column if value is not None]
    return sum(known) if known else None


def _stacked(title: str, labels: Sequence[str], series: charts.Series, *, told: charts.Told) -> Chart:
    return charts.bars(title, labels, series, stacked=True, told=told)


def months_drawn(title: str, window: Window, series: charts.Series, draw: Callable[..., Chart]) -> Drawn:
    """A chart by month, and the table that reads as it is drawn."""
    labels, heads = window.labels(), [_("How many")] if list(series) == [title] else list(series)
    return draw(title, labels, series, told=told()), crossed(_("Month"), labels, series, heads)


def ages(title: str, answer: Answer, window: Window) -> Drawn:
    """The pyramid of ages; whose sex or age nobody knows stands in the table alone."""
    bands, series = grid(answer, "age_band", "sex", BANDS)
    women, men = ((words.value("sex", code), series.get(code, [0] * len(bands))) for code in ("F", "M"))
    everyone, all_series = grid(answer, "age_band", "sex")
    order = [words.value("age_band", band) for band in everyone]
    named = _named(all_series, "sex")
    table = crossed(_("Age"), order, named, list(named))
    return charts.pyramid(title, bands, women, men, told=told()), table


def alone(title: str, answer: Answer, window: Window) -> Drawn:
    """Bars of one figure, month by month."""
    cells, silent = {str(month): int(number) for month, number in answer.rows}, window.silent()
    series = {title: [cells.get(month, None if month in silent else 0) for month in window.months.shown]}
    return months_drawn(title, window, series, charts.bars)
