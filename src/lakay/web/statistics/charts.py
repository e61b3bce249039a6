"""Charts as plain geometry in whole units; a template draws them as SVG, and a table with the same figures stands beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 10, 34
MOST_LABELS = 13
CLASSES = 5

Series = Mapping[str, Sequence[int]]


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
class Text:
    """A word at a place; `anchor` is start, middle or end."""

    x: int
    y: int
    said: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, `x,y x,y`, and its dots."""

    points: str
    dots: tuple[tuple[int, int], ...]
    series: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A place on a map: its outline, its class from 0 (nothing) to 5, and what it says."""

    path: str
    shade: int
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn."""

    title: str
    view_box: str = f"0 0 {WIDTH} {HEIGHT}"
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    shapes: tuple[Shape, ...] = ()
    grid: tuple[int, ...] = ()
    texts: tuple[Text, ...] = ()
    legend: tuple[tuple[int, str], ...] = field(default=())
    left: int = LEFT
    right: int = WIDTH - RIGHT


def top_of(highest: int) -> int:
    """The round number at the top of an axis: 1, 2 or 5 and zeros."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= highest:
                return step * factor
        step *= 10


def short(number: int) -> str:
    """A number on an axis, in few letters."""
    for size, mark in ((1_000_000, "M"), (1_000, "k")):
        if number >= size and number % (size // 10) == 0:
            whole, tenth = divmod(number * 10 // size, 10)
            return f"{whole}{mark}" if not tenth else f"{whole}.{tenth}{mark}"
    return str(number)


def bars(title: str, labels: Sequence[str], series: Series, *, stacked: bool = False) -> Chart:
    """Upright bars, side by side or one on the other."""
    columns = [sum(column) if stacked else max(column) for column in zip(*series.values(), strict=True)]
    top = top_of(max(columns, default=1) or 1)
    slot = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    each = slot * 0.8 / (1 if stacked else max(len(series), 1))
    boxes: list[Box] = []
    for place, label in enumerate(labels):
        under = 0
        for number, (name, values) in enumerate(series.items()):
            x = LEFT + slot * place + slot * 0.1 + (0 if stacked else each * number)
            high = _height(values[place], top)
            boxes.append(
                Box(
                    round(x),
                    HEIGHT - BOTTOM - under - high,
                    max(round(each) - 1, 1),
                    high,
                    number,
                    f"{label}, {name}: {values[place]}",
                )
            )
            under += high if stacked else 0
    return Chart(title, boxes=tuple(boxes), grid=_grid(), texts=(*_axis(top), *_labels(labels, slot)), legend=_legend(series))


def lines(title: str, labels: Sequence[str], series: Series) -> Chart:
    """A line for each series."""
    top = top_of(max((value for values in series.values() for value in values), default=1) or 1)
    slot = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    drawn = []
    for number, values in enumerate(series.values()):
        dots = tuple(
            (round(LEFT + slot * (place + 0.5)), HEIGHT - BOTTOM - _height(value, top)) for place, value in enumerate(values)
        )
        drawn.append(Line(" ".join(f"{x},{y}" for x, y in dots), dots, number))
    return Chart(title, lines=tuple(drawn), grid=_grid(), texts=(*_axis(top), *_labels(labels, slot)), legend=_legend(series))


def pyramid(title: str, bands: Sequence[str], left: tuple[str, Sequence[int]], right: tuple[str, Sequence[int]]) -> Chart:
    """Ages upward, one sex to each side."""
    top = top_of(max((*left[1], *right[1]), default=1) or 1)
    middle, gap, row = WIDTH // 2, 30, 14
    high = row * len(bands) + BOTTOM
    boxes, texts = [], []
    for place, band in enumerate(reversed(bands)):
        texts.append(Text(middle, place * row + 11, band))
        for number, (name, values) in enumerate((left, right)):
            value = values[len(bands) - 1 - place]
            wide = round((middle - gap - 10) * value / top)
            x = middle - gap - wide if number == 0 else middle + gap
            boxes.append(Box(x, place * row + 1, wide, row - 2, number, f"{band}, {name}: {value}"))
    foot = row * len(bands) + 14
    texts += [Text(10, foot, short(top), "start"), Text(WIDTH - 10, foot, short(top), "end")]
    legend = ((0, left[0]), (1, right[0]))
    return Chart(title, f"0 0 {WIDTH} {high}", tuple(boxes), texts=tuple(texts), legend=legend)


def choropleth(
    title: str, view_box: str, outlines: Mapping[str, str], values: Mapping[str, int], names: Mapping[str, str]
) -> Chart:
    """Places shaded by five classes of equal width; a place without any figure is left white."""
    highest = max(values.values(), default=0)
    shapes = [
        Shape(path, _class(values.get(code, 0), highest), f"{names.get(code, code)}: {values.get(code, 0)}")
        for code, path in outlines.items()
    ]
    return Chart(title, view_box, shapes=tuple(shapes))


def _class(value: int, highest: int) -> int:
    return 0 if value <= 0 or highest <= 0 else min(value * CLASSES // (highest + 1) + 1, CLASSES)


def _height(value: int, top: int) -> int:
    return round((HEIGHT - TOP - BOTTOM) * max(value, 0) / top)


def _grid() -> tuple[int, ...]:
    return tuple(HEIGHT - BOTTOM - round((HEIGHT - TOP - BOTTOM) * part / 2) for part in range(3))


def _axis(top: int) -> tuple[Text, ...]:
    marks = (0, top // 2 if top % 2 == 0 else None, top)
    return tuple(Text(LEFT - 6, y + 4, short(mark), "end") for mark, y in zip(marks, _grid(), strict=True) if mark is not None)


def _labels(labels: Sequence[str], slot: float) -> tuple[Text, ...]:
    """Every label, or every second, third … where they would not fit."""
    step = -(-len(labels) // MOST_LABELS) if labels else 1
    return tuple(
        Text(round(LEFT + slot * (place + 0.5)), HEIGHT - BOTTOM + 16, label)
        for place, label in enumerate(labels)
        if place % step == 0
    )


def _legend(series: Series) -> tuple[tuple[int, str], ...]:
    return tuple(enumerate(series))
