"""Ages upward, one sex to each side."""

from __future__ import annotations

from collections.abc import Sequence

from lakay.statistics.charts.axes import top_of
from lakay.statistics.charts.drawn import BOTTOM, PLAIN, WIDTH, Box, Chart, Number, Text, Told

MIDDLE, GAP, ROW, EDGE = WIDTH // 2, 30, 14, 10

Side = tuple[str, Sequence[Number]]


def pyramid(title: str, bands: Sequence[str], left: Side, right: Side, *, told: Told = PLAIN) -> Chart:
    """A row for each band, the youngest at the foot."""
    top = top_of(max((value or 0 for value in (*left[1], *right[1])), default=1) or 1)
    boxes, texts = [], []
    for place, band in enumerate(reversed(bands)):
        texts.append(Text(MIDDLE, place * ROW + 11, band))
        for number, (name, values) in enumerate((left, right)):
            value = values[len(bands) - 1 - place]
            wide = round((MIDDLE - GAP - EDGE) * (value or 0) / top)
            x = MIDDLE - GAP - wide if number == 0 else MIDDLE + GAP
            if value:
                boxes.append(Box(x, place * ROW + 1, max(wide, 1), ROW - 2, number, f"{band}, {name}: {told.said(value)}"))
    foot = ROW * len(bands) + 14
    texts += [Text(EDGE, foot, told.short(top), "start"), Text(WIDTH - EDGE, foot, told.short(top), "end")]
    high = ROW * len(bands) + BOTTOM
    return Chart(title, f"0 0 {WIDTH} {high}", tuple(boxes), texts=tuple(texts), legend=(("s0", left[0]), ("s1", right[0])))
