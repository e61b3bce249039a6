"""What a page shows of an indicator: a chart, a table with the same figures, and what the number counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from json import loads
from typing import Any

from django.conf import settings
from django.utils.formats import get_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.border.pack import pack
from lakay.kernel.actors import Actor
from lakay.statistics.charts import Chart, Number, Told
from lakay.statistics.cube import Cube, NotInTheCube, look, read_cube
from lakay.statistics.engines.answers import Answer
from lakay.statistics.indicators import Indicator
from lakay.statistics.keeping import cube_folder
from lakay.statistics.permissions import TooFine, check_answer, check_asked
from lakay.statistics.running import Asked
from lakay.web.statistics import words

OUTLINES = "web/static/vendor/outlines/outlines.json"
TENTH = Decimal("0.1")


def cube_of_node() -> Cube | None:
    """The cube of this node."""
    return read_cube(cube_folder())


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table; numbers stand to the right. `link` leads one step further down."""

    text: str
    number: bool = False
    link: str = ""


Line = tuple[Cell, ...]
Table = tuple[Line, tuple[Line, ...]]
"""Heads and rows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table. `refused` says why there is nothing to see, `link` leads to the indicator's own page, `who` says who counts."""

    code: str
    title: str
    heads: Line = ()
    rows: tuple[Line, ...] = ()
    chart: Chart | None = None
    refused: str = ""
    link: str = ""
    who: str = ""
    note: str = ""


def asked_of(by: Actor, cube: Cube, one: Indicator, asked: Asked) -> Answer:
    """What somebody may see. Raises TooFine, NotInTheCube, UnknownDimension."""
    check_asked(by, one, asked)
    answer = look(cube, one, asked)
    check_answer(by, one, answer)
    return answer


def refusal(fault: TooFine | NotInTheCube) -> str:
    """Why a figure is not shown."""
    if isinstance(fault, TooFine):
        return _("Some of these figures are smaller than %(least)s, or could be worked out from what is shown: divide less.") % {
            "least": fault.least
        }
    return _("Persons cannot be added up: this is not worked out beforehand. Divide in another way.")


def told() -> Told:
    """How charts say their numbers in the language of the screen."""
    return Told(number_of, str(get_format("DECIMAL_SEPARATOR")), _("no report"))


def number_of(number: int) -> str:
    """A whole number as people write it."""
    return str(number_format(number, force_grouping=True))


def grid(
    answer: Answer, rows: str, columns: str, order: Sequence[str] = (), silent: frozenset[str] = frozenset()
) -> tuple[list[str], dict[str, list[Number]]]:
    """An answer by two dimensions as {column: numbers}, a number for each row: 0 where there is no cell, None where nobody reported."""
    across, down = answer.columns.index(columns), answer.columns.index(rows)
    cells: dict[tuple[str, str], int] = {}
    for row in answer.rows:
        spot = str(row[down]), str(row[across])
        cells[spot] = cells.get(spot, 0) + int(row[len(answer.columns) - 1])
    places = list(order) or sorted({spot[0] for spot in cells})
    names = sorted({spot[1] for spot in cells})
    return places, {name: [cells.get((place, name), None if place in silent else 0) for place in places] for name in names}


def table_of(one: Indicator, answer: Answer) -> Table:
    """The heads and rows of an answer, in words. A part of a whole also stands as a rate."""
    heads = tuple(Cell(words.dimension(name), name in one.columns) for name in answer.columns)
    rows = tuple(tuple(_cell(name, cell) for name, cell in zip(answer.columns, row, strict=True)) for row in answer.rows)
    if one.of is None:
        return heads, rows
    rates = [Cell(rate(one, int(row[-2]), int(row[-1])), True) for row in answer.rows]
    return (*heads, Cell(unit(one), True)), tuple((*row, said) for row, said in zip(rows, rates, strict=True))


def crossed(first: str, order: Sequence[str], series: Mapping[str, Sequence[Number]], heads: Sequence[str]) -> Table:
    """A table that reads as the chart is drawn: a row for each place of `order`, a column for each series."""
    say = told()
    rows = tuple(
        (Cell(place), *(Cell(say.said(values[number]), True) for values in series.values())) for number, place in enumerate(order)
    )
    return (Cell(first), *(Cell(head, True) for head in heads)), rows


def unit(one: Indicator) -> str:
    """What a rate is in."""
    return _("per thousand") if one.factor == 1000 else _("percent")


def rate(one: Indicator, part: int, whole: int) -> str:
    """A part of a whole with one decimal; nothing of nothing is no rate."""
    return number_format((Decimal(part) * one.factor / whole).quantize(TENTH)) if whole else "–"


def _cell(name: str, cell: str | int) -> Cell:
    number = isinstance(cell, int)
    return Cell(number_of(cell) if isinstance(cell, int) else words.value(name, cell), number)


@cache
def outlines() -> dict[str, Any]:
    """The outlines of the places of the home country, as SVG paths; none where the assets were not built."""
    file = settings.PACKAGE / OUTLINES
    drawn: dict[str, Any] = loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    found: dict[str, Any] = drawn.get(pack().header.home, {"viewBox": "0 0 1 1", "paths": {}})
    return found


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of places of the pack by p-code, in the language of the screen."""
    wanted, language = set(codes), get_language() or "fr"
    return {place.pcode: place.names.in_language(language) for place in pack().places if place.pcode in wanted}
