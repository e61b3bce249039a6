"""The ways in which rows and pieces of rows may make up a zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from lakay.traveldocs.layouts import LAYOUTS, Layout
from lakay.traveldocs.notes import Note, note
from lakay.traveldocs.states import STATES

_ROWS_AND_WIDTHS: Final = ((2, 44), (2, 36), (3, 30))
_SURROUNDINGS: Final = 24  # the most characters a reader may put before and after a row, taken together
_TRIES: Final = 300
_FOREIGN: Final = re.compile("[^A-Z0-9<]")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows in the shape of a format. `sure` is false where the shape was carved out and the check digits must agree."""

    rows: tuple[str, ...]
    notes: tuple[Note, ...]
    sure: bool


def arrangements(rows: tuple[str, ...]) -> Iterator[Arrangement]:
    """All of them, the plainest first: neighbouring rows of the right length, one long row, rows inside longer ones."""
    yield from _neighbours(rows)
    yield from _joined(rows)
    yield from _inside_one("".join(rows))
    yield from _inside_each(rows)


def _neighbours(rows: tuple[str, ...]) -> Iterator[Arrangement]:
    for count, width in _ROWS_AND_WIDTHS:
        for start in range(len(rows) - count + 1):
            taken = rows[start : start + count]
            if all(len(row) == width for row in taken):
                whole = len(rows) == count
                yield Arrangement(taken, () if whole else (note("surroundings_dropped"),), sure=True)


def _joined(rows: tuple[str, ...]) -> Iterator[Arrangement]:
    text = "".join(rows)
    for count, width in _ROWS_AND_WIDTHS:
        if len(text) == count * width and any(len(row) != width for row in rows):
            yield Arrangement(_cut(text, count, width), (note("rows_split"),), sure=False)


def _cut(text: str, count: int, width: int) -> tuple[str, ...]:
    return tuple(text[index * width : (index + 1) * width] for index in range(count))


def _begins(text: str, layout: Layout) -> bool:
    """Whether a first row of this layout may begin here: a document code and the code of a state."""
    return text[:2] in layout.codes and text[2:5] in STATES


def _is_noise(before: str, after: str) -> bool:
    """Fillers beyond the end of a row mean a misread length, not a suffix of the reader: those are not cut off."""
    return not before.endswith("<") and not after.startswith("<")


def _inside_one(text: str) -> Iterator[Arrangement]:
    """A zone without line ends, somewhere in a longer text."""
    for layout in LAYOUTS.values():
        size = layout.rows * layout.width
        for start in range(min(len(text) - size, _SURROUNDINGS) + 1):
            before, inside, after = text[:start], text[start : start + size], text[start + size :]
            if (before or after) and _begins(inside, layout) and _is_noise(before, after) and not _FOREIGN.search(inside):
                yield Arrangement(_cut(inside, layout.rows, layout.width), (note("surroundings_dropped"),), sure=False)


def _pieces(row: str, width: int) -> list[str]:
    """The stretches of a row that may be the row proper."""
    spare = len(row) - width
    if not 0 <= spare <= _SURROUNDINGS:
        return []
    starts = [start for start in range(spare + 1) if _is_noise(row[:start], row[start + width :])]
    stretches = [row[start : start + width] for start in starts]
    return [stretch for stretch in stretches if not _FOREIGN.search(stretch)]


def _inside_each(rows: tuple[str, ...]) -> Iterator[Arrangement]:
    """Rows that each carry characters of the reader before or after them."""
    for layout in LAYOUTS.values():
        for first in range(len(rows) - layout.rows + 1):
            pieces = [_pieces(row, layout.width) for row in rows[first : first + layout.rows]]
            if all(pieces):
                pieces[0] = [piece for piece in pieces[0] if _begins(piece, layout)]
            for taken in islice(product(*pieces), _TRIES):
                yield Arrangement(taken, (note("surroundings_dropped"),), sure=False)
