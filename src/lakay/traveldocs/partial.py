"""One row, or two of three: what can be said of a zone whose other rows were not given."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from lakay.traveldocs.checks import failures, is_name
from lakay.traveldocs.layouts import FIELD_NAMES, LAYOUTS, Format, Layout
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.notes import Note, note
from lakay.traveldocs.states import STATES

_FOREIGN: Final = re.compile("[^A-Z0-9<]")
_CANDIDATES: Final = {
    44: (LAYOUTS[Format.TD3], LAYOUTS[Format.MRVA]),
    36: (LAYOUTS[Format.TD2], LAYOUTS[Format.MRVB]),
    30: (LAYOUTS[Format.TD1],),
}
_DATES: Final = ("birth_date_cd", "expiry_date_cd")


def read_partial(rows: tuple[str, ...], today: date | None, given: tuple[Note, ...]) -> Mrz | None:
    """A zone with missing rows: its format, the fields of the rows that are there, and a note for each row that is not.

    None where the rows do not belong to any format. The fields of a missing row are among those that fail.
    """
    width = len(rows[0]) if rows else 0
    if width not in _CANDIDATES or any(len(row) != width or _FOREIGN.search(row) for row in rows):
        return None
    for layout in _CANDIDATES[width]:
        placed = _placed(rows, layout)
        if placed and (layout.format not in {Format.TD2, Format.TD3} or _is_not_visa(layout, placed)):
            return _partial(placed, layout, today, given)
    return None


def _is_not_visa(layout: Layout, placed: tuple[str, ...]) -> bool:
    """A first row tells by its letter. A second row alone is a visa's when the composite check digit does not hold."""
    return bool(placed[0]) or "composite_cd" not in _failures(placed, layout)


def _placed(rows: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """The rows put where they belong, empty ones between; nothing when one of them belongs nowhere."""
    placed = [""] * layout.rows
    for row in rows:
        index = _index(row, layout)
        if index is None or placed[index]:
            return ()
        placed[index] = row
    return tuple(placed) if 0 < len(rows) < layout.rows else ()


def _index(row: str, layout: Layout) -> int | None:
    if row[:2] in layout.codes and row[2:5] in STATES:
        return 0
    if not set(_DATES) & set(_failures(tuple(row if index == 1 else "" for index in range(layout.rows)), layout)):
        return 1
    return 2 if layout.rows == 3 and is_name(row) and "<<" in row and not row.startswith("<") else None


def _failures(placed: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    return failures(layout, _text(placed, layout))


def _text(placed: tuple[str, ...], layout: Layout) -> str:
    return "".join(row or "<" * layout.width for row in placed)


def _partial(placed: tuple[str, ...], layout: Layout, today: date | None, given: tuple[Note, ...]) -> Mrz:
    lost = {field for field in _present_fields(layout) if not placed[layout.row_of(field)]}
    covered = {int(place.start) // layout.width for place in layout.composite}
    if any(not placed[row] for row in covered):
        lost.add("composite_cd")
    failed = lost | set(_failures(placed, layout))
    missing = [note("row_missing", row=index, format=layout.format) for index, row in enumerate(placed, 1) if not row]
    in_order = tuple(name for name in FIELD_NAMES if name in failed)
    return Mrz(placed, layout.format, in_order, (*given, *missing), today, _text(placed, layout))


def _present_fields(layout: Layout) -> list[str]:
    """The fields this format has, optional ones aside: those may be empty in a good zone."""
    absent = {"optional1", "optional2"} | (set() if layout.composite else {"composite_cd"})
    return [field for field in FIELD_NAMES if field not in absent]
