"""Bars and lines over months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lakay.statistics.charts.axes import along, grid, height, slot_of, top_of, upward
from lakay.statistics.charts.drawn import BOTTOM, HEIGHT, LEFT, PLAIN, Box, Chart, Gap, Line, Number, Series, Told, legend_of

FOOT = HEIGHT - BOTTOM
WIDEST = 90


def bars(title: str, labels: Sequence[str], series: Series, *, stacked: bool = False, told: Told = PLAIN) -> Chart:
    """Upright bars, side by side or one on the other. Where no series has a figure, a gap stands."""
    columns = [[value or 0 for value in column] for column in zip(*series.values(), strict=True)]
    top = top_of(max((sum(column) if stacked else max(column) for column in columns), default=1) or 1)
    boxes = tuple(_stacked(labels, series, top, told) if stacked else _beside(labels, series, top, told))
    return Chart(
        title,
        boxes=boxes,
        gaps=gaps(labels, series, told),
        grid=grid(),
        texts=(*upward(top, told), *along(labels)),
        legend=legend_of(title, series, "s"),
    )


def gaps(labels: Sequence[str], series: Series, told: Told) -> tuple[Gap, ...]:
    """The places of which no series knows anything."""
    slot = slot_of(labels)
    empty = [place for place in range(len(labels)) if series and all(values[place] is None for values in series.values())]
    return tuple(Gap(round(LEFT + slot * place), round(slot), f"{labels[place]}: {told.nothing}") for place in empty)


def _beside(labels: Sequence[str], series: Series, top: int, told: Told) -> Iterator[Box]:
    slot = slot_of(labels)
    each = min(slot * 0.8 / max(len(series), 1), WIDEST)
    for number, (name, values) in enumerate(series.items()):
        for place, value in enumerate(values):
            high = height(value or 0, top)
            x = round(LEFT + slot * (place + 0.5) + each * (number - len(series) / 2))
            if value is not None:
                yield Box(x, FOOT - high, max(round(each) - 1, 1), high, number, _said(labels[place], name, value, told))


def _stacked(labels: Sequence[str], series: Series, top: int, told: Told) -> Iterator[Box]:
    slot, under = slot_of(labels), [0] * len(labels)
    wide = min(slot * 0.8, WIDEST)
    for number, (name, values) in enumerate(series.items()):
        for place, value in enumerate(values):
            high = height(value or 0, top)
            y = FOOT - under[place] - high
            under[place] += high
            if value is not None:
                x = round(LEFT + slot * (place + 0.5) - wide / 2)
                yield Box(x, y, max(round(wide) - 1, 1), high, number, _said(labels[place], name, value, told))


def lines(title: str, labels: Sequence[str], series: Series, *, told: Told = PLAIN) -> Chart:
    """A line for each series, broken where a figure is missing."""
    top = top_of(max((value or 0 for values in series.values() for value in values), default=1) or 1)
    drawn = tuple(_line(labels, name, values, number, top, told) for number, (name, values) in enumerate(series.items()))
    return Chart(
        title,
        lines=drawn,
        gaps=gaps(labels, series, told),
        grid=grid(),
        texts=(*upward(top, told), *along(labels)),
        legend=legend_of(title, series, "l"),
    )


def _line(labels: Sequence[str], name: str, values: Sequence[Number], series: int, top: int, told: Told) -> Line:
    slot = slot_of(labels)
    dots: list[tuple[int, int, str]] = []
    pieces: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            pieces.append([])
            continue
        x, y = round(LEFT + slot * (place + 0.5)), FOOT - height(value, top)
        dots.append((x, y, _said(labels[place], name, value, told)))
        pieces[-1].append(f"{x},{y}")
    return Line(tuple(" ".join(piece) for piece in pieces if len(piece) > 1), tuple(dots), series)


def _said(label: str, name: str, value: int, told: Told) -> str:
    return f"{label}, {name}: {told.said(value)}"
