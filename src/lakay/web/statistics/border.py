"""The figures of the border page, each a question to the cube and a way to draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.kernel.actors import Actor
from lakay.statistics.cube import Cube, NotInTheCube
from lakay.statistics.engines.answers import Answer
from lakay.statistics.indicators import VALUE
from lakay.statistics.permissions import TooFine
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked
from lakay.web.statistics import charts, words
from lakay.web.statistics.charts import Chart
from lakay.web.statistics.figures import Figure, asked_of, by_department, grid, outlines, place_names, refusal, table_of

MOST_KINDS = 6
BANDS = (*(f"{first:02}-{first + 4:02}" for first in range(0, 85, 5)), "85+")


@dataclass(frozen=True, slots=True)
class Window:
    """Of which months, and of which post, if of one."""

    months: tuple[str, ...]
    post: str = ""

    def asked(self, *by: str, **more: Sequence[str]) -> Asked:
        """A question about the window."""
        where: dict[str, Sequence[str]] = {"month": self.months, **({"post": [self.post]} if self.post else {}), **more}
        return Asked(by, where)


Draw = Callable[[str, Answer, Window], Chart]


def figures(by: Actor, cube: Cube, window: Window) -> Iterator[Figure]:
    """What the page shows, in order."""
    yield _figure(by, cube, "border.movements", window.asked("month", "direction"), window, flows)
    yield _figure(by, cube, "border.persons", persons_of(window), window, persons)
    if not window.post:
        yield _figure(by, cube, "border.movements", window.asked("post"), window, on_the_map, _("Movements by department"))
        last = Window(window.months[-1:])
        asked = last.asked("sex", "age_band", direction=["entry"])
        yield _figure(by, cube, "border.persons", asked, last, ages, _("Who entered in the last month, by age and sex"))
    yield _figure(by, cube, "border.refusals", window.asked("month", "reason"), window, kinds)
    yield _figure(by, cube, "alerts.outcomes", window.asked("month", "outcome"), window, kinds)


def persons_of(window: Window) -> Asked:
    """Persons by month and direction; at one post the cube has them by post."""
    return window.asked("month", "post", "direction") if window.post else window.asked("month", "direction")


def _figure(by: Actor, cube: Cube, code: str, asked: Asked, window: Window, draw: Draw, title: str = "") -> Figure:
    one = indicator(code)
    title, link = title or _(one.page.title), reverse("statistics:one", args=[code])
    try:
        answer = asked_of(by, cube, one, asked)
    except (TooFine, NotInTheCube) as fault:
        return Figure(code, title, refused=refusal(fault), link=link)
    heads, rows = table_of(one, answer)
    return Figure(code, title, heads, rows, draw(title, answer, window) if rows else None, link=link)


def _named(series: dict[str, list[int]], dimension: str) -> dict[str, list[int]]:
    return {words.value(dimension, code): values for code, values in series.items()}


def flows(title: str, answer: Answer, window: Window) -> Chart:
    """Bars of both directions, month by month."""
    places, series = grid(answer, "month", "direction", window.months)
    return charts.bars(title, [words.month(place) for place in places], _named(series, "direction"))


def persons(title: str, answer: Answer, window: Window) -> Chart:
    """A line for each direction."""
    places, series = grid(answer, "month", "direction", window.months)
    return charts.lines(title, [words.month(place) for place in places], _named(series, "direction"))


def kinds(title: str, answer: Answer, window: Window) -> Chart:
    """Stacked bars by the other dimension: the most frequent kinds, and the rest together."""
    dimension = next(name for name in answer.columns if name not in {"month", VALUE})
    places, series = grid(answer, "month", dimension, window.months)
    first = sorted(series, key=lambda code: -sum(series[code]))
    shown = {words.value(dimension, code): series[code] for code in first[: MOST_KINDS - 1]}
    if rest := first[MOST_KINDS - 1 :]:
        shown[_("the rest")] = [sum(column) for column in zip(*(series[code] for code in rest), strict=True)]
    return charts.bars(title, [words.month(place) for place in places], shown, stacked=True)


def ages(title: str, answer: Answer, window: Window) -> Chart:
    """The pyramid of ages; whose sex or age nobody knows stands in the table alone."""
    bands, series = grid(answer, "age_band", "sex", BANDS)
    women, men = ((words.value("sex", code), series.get(code, [0] * len(bands))) for code in ("F", "M"))
    return charts.pyramid(title, bands, women, men)


def on_the_map(title: str, answer: Answer, window: Window) -> Chart:
    """Departments shaded by the movements at their posts."""
    drawn = outlines()
    return charts.choropleth(title, drawn["viewBox"], drawn["paths"], by_department(answer), place_names(drawn["paths"]))


def alone(title: str, answer: Answer, window: Window) -> Chart:
    """Bars of one figure, month by month."""
    cells = {str(month): int(number) for month, number in answer.rows}
    return charts.bars(
        title, [words.month(month) for month in window.months], {title: [cells.get(month, 0) for month in window.months]}
    )
