"""Reading a zone from anything a reader or a person gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from lakay.traveldocs.arrangements import Arrangement, arrangements
from lakay.traveldocs.cleaning import decode, rows_of, without_guillemets
from lakay.traveldocs.keyboards import Keyboard, candidates
from lakay.traveldocs.mrz import Mrz, Verdict
from lakay.traveldocs.non_icao import name_of_raw, name_of_rows
from lakay.traveldocs.notes import Note, note
from lakay.traveldocs.parsing import parse
from lakay.traveldocs.partial import read_partial

_TRIES: Final = 400  # arrangements looked at: bounds the time that hostile input can take
_TOLERATED: Final = 3
"""Failing fields that a zone carved out of a longer text may have and still be taken for one."""


def read(text: str | bytes, today: date | None = None) -> Mrz:
    """Read a zone from raw input: any line ends or none, lower case, `_` or `«` for fillers, characters before and after,
    rows missing, or a keyboard of another country. Never raises.

    What was done to the input is told in the notes. Only the way of writing is undone; a wrong character stays and its
    field fails (`repairs` proposes, a person decides).
    """
    raw = decode(text)
    paper = name_of_raw(raw.lstrip())
    if paper:
        return Mrz((), None, (), (note("non_icao", name=paper),), today)
    given = (note("characters_cleaned"),) if "«" in raw else ()
    plain = max((_read_plain(text, today, given) for text in without_guillemets(raw)), key=_rank)
    if plain.verdict is Verdict.VALID:
        return plain
    turned = [_read_turned(raw, keyboard, today) for keyboard in candidates(raw)]
    return _with_doubt(max([plain, *turned], key=_rank), turned)


def read_lines(lines: Sequence[str], today: date | None = None) -> Mrz:
    """The same for rows that come apart from each other; the quick way for rows that are clean."""
    found = parse(lines, today)
    return found if found.verdict is Verdict.VALID else read("\n".join(lines), today)


def _rank(mrz: Mrz) -> tuple[int, int]:
    """Better zones rank higher: whole before partial before none, then the fewer failing fields. The first of equals wins."""
    worth = 0 if mrz.verdict is Verdict.REJECT else 1 if mrz.missing_rows else 2
    return worth, -len(mrz.failed)


def _read_plain(raw: str, today: date | None, given: tuple[Note, ...] = ()) -> Mrz:
    """The best zone in a text whose keyboard is right; else what there is of one; else the reason for the refusal."""
    rows = rows_of(raw)
    if "".join(rows) != "".join(raw.split()) and not given:
        given = (note("characters_cleaned"),)
    if name_of_rows(rows):
        return parse(rows, today, given)
    return _best_whole(rows, today, given) or read_partial(rows, today, given) or parse(rows, today, given)


def _best_whole(rows: tuple[str, ...], today: date | None, given: tuple[Note, ...]) -> Mrz | None:
    found: list[Mrz] = []
    for arrangement in islice(arrangements(rows), _TRIES):
        mrz = _accepted(arrangement, today, given)
        if mrz and mrz.verdict is Verdict.VALID:
            return mrz
        found += [mrz] if mrz else []
    return max(found, key=_rank, default=None)


def _accepted(arrangement: Arrangement, today: date | None, given: tuple[Note, ...]) -> Mrz | None:
    mrz = parse(arrangement.rows, today, given + arrangement.notes)
    if arrangement.sure:
        return mrz
    return mrz if mrz.format and len(mrz.failed) <= _TOLERATED else None


def _read_turned(raw: str, keyboard: Keyboard, today: date | None) -> Mrz:
    """The zone as the reader meant it, refused unless the check digits bear it out."""
    given = (note("keyboard_layout", layout=keyboard.description),)
    mrz = _read_plain(keyboard.turn_back(raw), today, given)
    borne_out = mrz.missing_rows or len(mrz.failed) <= _TOLERATED
    return mrz if borne_out else Mrz(mrz.lines, None, (), given, today)


def _with_doubt(best: Mrz, turned: list[Mrz]) -> Mrz:
    """Say so when another keyboard gives another zone that holds as well: only the names can tell them apart."""
    rivals = [other for other in turned if _rank(other) == _rank(best) and other.lines != best.lines]
    if best.verdict is Verdict.REJECT or not rivals or best not in turned:
        return best
    return replace(best, given_notes=(*best.given_notes, note("keyboard_ambiguous")))
