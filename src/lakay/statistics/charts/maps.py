"""Places shaded by their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lakay.statistics.charts.axes import top_of
from lakay.statistics.charts.drawn import PLAIN, Chart, Number, Shape, Told

CLASSES = 5


@dataclass(frozen=True, slots=True)
class Places:
    """What is drawn: {code: outline} in a view box, what each is called, and where each leads."""

    view_box: str
    outlines: Mapping[str, str]
    names: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)
    nowhere: str = "–"


def bounds_of(highest: int) -> tuple[int, ...]:
    """The upper bounds of five classes, 1, 2 or 5 and zeros each, so that one busy place does not make all others alike."""
    found = [top_of(highest)]
    while len(found) < CLASSES and found[-1] > 1:
        last = found[-1]
        found.append(last * 2 // 5 if str(last)[0] == "5" else last // 2)
    return tuple(reversed(found))


def class_of(value: int, bounds: tuple[int, ...]) -> int:
    """The class of a figure, from 1; 0 for nothing."""
    return (
        next((number for number, bound in enumerate(bounds, CLASSES - len(bounds) + 1) if value <= bound), CLASSES)
        if value > 0
        else 0
    )


def choropleth(title: str, places: Places, values: Mapping[str, Number], *, told: Told = PLAIN) -> Chart:
    """Places in five classes. A place with a figure of None did not report; one without any has nothing to count there."""
    bounds = bounds_of(max((value or 0 for value in values.values()), default=1) or 1)
    shapes = tuple(_shape(code, path, places, values, bounds, told) for code, path in places.outlines.items())
    used = {shape.shade for shape in shapes}
    legend = [(f"m{number}", said) for number, said in _classes(bounds, told) if f"m{number}" in used]
    silent = [("silent", told.nothing)] if "silent" in used else []
    nowhere = [("m0", places.nowhere)] if "m0" in used else []
    return Chart(title, places.view_box, shapes=shapes, legend=(*nowhere, *legend, *silent))


def _shape(code: str, path: str, places: Places, values: Mapping[str, Number], bounds: tuple[int, ...], told: Told) -> Shape:
    value, name = values.get(code), places.names.get(code, code)
    if code not in values:
        return Shape(path, "m0", f"{name}: {places.nowhere}")
    shade = "silent" if value is None else f"m{class_of(value, bounds)}"
    return Shape(path, shade, f"{name}: {told.said(value)}", places.links.get(code, ""))


def _classes(bounds: tuple[int, ...], told: Told) -> list[tuple[int, str]]:
    lower, found = 1, []
    for number, bound in enumerate(bounds, CLASSES - len(bounds) + 1):
        found.append((number, f"{told.number(lower)} – {told.number(bound)}" if lower < bound else told.number(bound)))
        lower = bound + 1
    return found
