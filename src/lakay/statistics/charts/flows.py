"""Flows from places on the left to places on the right, each as broad as it is large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lakay.statistics.charts.drawn import PLAIN, WIDTH, Band, Box, Chart, Text, Told

TALL, APART, THICK = 300, 8, 12
LEFT_AT, RIGHT_AT = 190, WIDTH - 190 - THICK
FILLS = 6

Flow = tuple[str, str, int]
"""From where, to where, how many."""


@dataclass(frozen=True, slots=True)
class Side:
    """Where the places of one side begin, and how much one unit is high."""

    begin: Mapping[str, float]
    size: Mapping[str, int]


def two_columns(title: str, flows: Sequence[Flow], *, told: Told = PLAIN) -> Chart:
    """A band for each flow, the largest first; every band has its place's fill and says its number."""
    known = sorted((flow for flow in flows if flow[2] > 0), key=lambda flow: (-flow[2], flow[0], flow[1]))
    total = sum(flow[2] for flow in known)
    sides = [_sizes(known, 0), _sizes(known, 1)]
    most = max(map(len, sides), default=1)
    each = (TALL - APART * (most - 1)) / total if total else 0.0
    left, right = (_placed(size, each) for size in sides)
    fills = {name: number % FILLS for number, name in enumerate(left.size)}
    return Chart(
        title,
        f"0 0 {WIDTH} {TALL + 8}",
        boxes=tuple(_boxes(left, LEFT_AT, each, fills, told)) + tuple(_boxes(right, RIGHT_AT, each, {}, told)),
        bands=tuple(_bands(known, left, right, each, fills, told)),
        texts=tuple(_texts(left, LEFT_AT - 6, "end", each)) + tuple(_texts(right, RIGHT_AT + THICK + 6, "start", each)),
    )


def _sizes(flows: Sequence[Flow], end: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for flow in flows:
        name = str(flow[end])
        found[name] = found.get(name, 0) + flow[2]
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _placed(size: Mapping[str, int], each: float) -> Side:
    begin, at = {}, 4.0
    for name, number in size.items():
        begin[name] = at
        at += number * each + APART
    return Side(begin, size)


def _boxes(side: Side, x: int, each: float, fills: Mapping[str, int], told: Told) -> Iterator[Box]:
    for name, number in side.size.items():
        high = max(round(number * each), 1)
        yield Box(x, round(side.begin[name]), THICK, high, fills.get(name, 0), f"{name}: {told.said(number)}")


def _texts(side: Side, x: int, anchor: str, each: float) -> Iterator[Text]:
    """A name beside each place, but not one over the other: the small ones at the end stand close."""
    lowest = 0
    for name, number in side.size.items():
        y = max(round(side.begin[name] + number * each / 2 + 4), lowest + 12)
        lowest = y
        yield Text(x, y, name, anchor)


def _bands(flows: Sequence[Flow], left: Side, right: Side, each: float, fills: Mapping[str, int], told: Told) -> Iterator[Band]:
    out, into = dict(left.begin), dict(right.begin)
    begin, end, middle = LEFT_AT + THICK, RIGHT_AT, (LEFT_AT + THICK + RIGHT_AT) // 2
    for source, target, number in flows:
        high = number * each
        top, foot = round(out[source]), round(into[target])
        low, under = round(out[source] + max(high, 1)), round(into[target] + max(high, 1))
        out[source] += high
        into[target] += high
        path = (
            f"M{begin} {top}C{middle} {top} {middle} {foot} {end} {foot}V{under}C{middle} {under} {middle} {low} {begin} {low}Z"
        )
        yield Band(path, f"{source} → {target}: {told.said(number)}", fills[source])
