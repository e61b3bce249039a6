"""The axes of upright charts."""

from __future__ import annotations

from collections.abc import Sequence

from lakay.statistics.charts.drawn import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Text, Told

MOST_LABELS = 9
TALL = HEIGHT - TOP - BOTTOM


def top_of(highest: int) -> int:
    """The round number at the top of an axis: 1, 2 or 5 and zeros."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= highest:
                return step * factor
        step *= 10


def height(value: int, top: int) -> int:
    """How high a figure stands; what is there at all is seen, be it ever so little."""
    return max(round(TALL * value / top), 1) if value > 0 else 0


def slot_of(labels: Sequence[str]) -> float:
    """The width that each place of the lower axis has."""
    return (WIDTH - LEFT - RIGHT) / max(len(labels), 1)


def grid() -> tuple[int, ...]:
    """Where the lines at nothing, half and all stand."""
    return tuple(HEIGHT - BOTTOM - round(TALL * part / 2) for part in range(3))


def upward(top: int, told: Told) -> tuple[Text, ...]:
    """The numbers of the left axis."""
    marks = (0, top // 2 if top % 2 == 0 else None, top)
    return tuple(
        Text(LEFT - 6, y + 4, told.short(mark), "end") for mark, y in zip(marks, grid(), strict=True) if mark is not None
    )


def along(labels: Sequence[str]) -> tuple[Text, ...]:
    """Every label of the lower axis, or every second, third … where they would not fit; the last is always there."""
    step, slot = -(-len(labels) // MOST_LABELS) if labels else 1, slot_of(labels)
    last = len(labels) - 1
    return tuple(
        Text(round(LEFT + slot * (place + 0.5)), HEIGHT - BOTTOM + 16, label)
        for place, label in enumerate(labels)
        if (last - place) % step == 0
    )
