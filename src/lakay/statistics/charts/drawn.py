"""What a chart is made of: plain geometry in whole units, which a template draws as SVG beside a table with the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 10, 34

Number = int | None
"""A figure; None where nobody reported or where it is not shown. It is never drawn as a zero."""

Series = Mapping[str, Sequence[Number]]


@dataclass(frozen=True, slots=True)
class Told:
    """How a chart says its numbers: whole ones, the mark before tenths, and what stands for a number that is not there."""

    number: Callable[[int], str] = str
    tenths: str = "."
    nothing: str = "–"

    def said(self, number: Number) -> str:
        """A figure in words."""
        return self.nothing if number is None else self.number(number)

    def short(self, number: int) -> str:
        """A number on an axis: whole, or in millions."""
        if number < 1_000_000 or number % 100_000:
            return self.number(number)
        whole, tenth = divmod(number // 100_000, 10)
        return f"{whole}{self.tenths}{tenth}M" if tenth else f"{whole}M"


PLAIN = Told()


@dataclass(frozen=True, slots=True)
class Box:
    """A bar: where it stands, to which series it belongs, and what it says to who points at it."""

    x: int
    y: int
    width: int
    height: int
    series: int
    said: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where nothing is known, from top to bottom."""

    x: int
    width: int
    said: str


@dataclass(frozen=True, slots=True)
class Text:
    """A word at a place; `anchor` is start, middle or end."""

    x: int
    y: int
    said: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line in pieces, `x,y x,y` each: it breaks where a figure is missing. `dots` are (x, y, what it says)."""

    pieces: tuple[str, ...]
    dots: tuple[tuple[int, int, str], ...]
    series: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A place on a map: its outline, its class from 0 (nothing) to 5, or `silent`, what it says, and where it leads."""

    path: str
    shade: str
    said: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A flow from the left to the right, as the path of its area."""

    path: str
    said: str
    series: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn. `legend` is (class of the fill, word); `note` says what the legend cannot."""

    title: str
    view_box: str = f"0 0 {WIDTH} {HEIGHT}"
    boxes: tuple[Box, ...] = ()
    gaps: tuple[Gap, ...] = ()
    lines: tuple[Line, ...] = ()
    shapes: tuple[Shape, ...] = ()
    bands: tuple[Band, ...] = ()
    grid: tuple[int, ...] = ()
    texts: tuple[Text, ...] = ()
    legend: tuple[tuple[str, str], ...] = field(default=())
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def links(self) -> bool:
        """Whether something in it leads somewhere, so that it is more than an image."""
        return any(shape.link for shape in self.shapes)


def legend_of(title: str, series: Series, letter: str) -> tuple[tuple[str, str], ...]:
    """A mark for each series; one alone that is called as the chart needs none."""
    return () if list(series) == [title] else tuple((f"{letter}{number}", name) for number, name in enumerate(series))
