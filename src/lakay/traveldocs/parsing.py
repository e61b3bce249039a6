"""From clean rows to a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from lakay.traveldocs.checks import failures
from lakay.traveldocs.layouts import layout_of
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.non_icao import name_of_rows
from lakay.traveldocs.notes import Note, note

_NOTHING: Final = frozenset({"document_code", "nationality", "birth_date", "expiry_date"})
_FOREIGN: Final = re.compile("[^A-Z0-9<]")


def parse(lines: Sequence[str], today: date | None = None, given_notes: tuple[Note, ...] = ()) -> Mrz:
    """Check a zone given as clean rows: capitals, digits and `<`, nothing before or after. Never raises on text.

    `today` puts the century back into dates and tells whether the document has expired.
    """
    rows = tuple(lines)
    layout = layout_of(rows)
    text = "".join(rows)
    if layout is None or _FOREIGN.search(text) or rows[0].startswith(_OTHER_PAPERS):
        reason = _refusal(rows, text, known=layout is not None)
        if layout is None or reason is not None:
            return Mrz(rows, None, (), (*given_notes, reason or note("empty")), today)
    failed = failures(layout, text)
    if failed and _NOTHING.issubset(failed):
        return Mrz(rows, None, (), (*given_notes, note("nothing_in_place", format=layout.format)), today)
    return Mrz(rows, layout.format, failed, given_notes, today, text)


_OTHER_PAPERS: Final = ("IDFRA", "CRFRA", "PNRUS")  # first rows that may belong to a paper of another order


def _refusal(rows: tuple[str, ...], text: str, *, known: bool) -> Note | None:
    """Why rows are no zone of ICAO; None when nothing speaks against them."""
    name = name_of_rows(rows)
    if name:
        return note("non_icao", name=name)
    if not text:
        return note("empty")
    if not known:
        return note("wrong_shape", lengths=", ".join(str(len(row)) for row in rows))
    for index, row in enumerate(rows, 1):
        foreign = _FOREIGN.search(row)
        if foreign:
            return note("bad_character", row=index, column=foreign.start() + 1)
    return None
