"""Proposals for a misread zone. They are offered to a person and never applied by the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Final

from lakay.traveldocs.check_digits import ALPHABET, DIGITS, weigh
from lakay.traveldocs.layouts import LAYOUTS, Layout, layout_of
from lakay.traveldocs.mrz import Mrz, Verdict
from lakay.traveldocs.parsing import parse

_TO_DIGIT: Final = {"O": "0", "Q": "0", "D": "0", "U": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "T": "7", "B": "8"}
_TO_LETTER: Final = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "7": "T", "8": "B", "4": "A"}
_LETTERS: Final = {ord(read): meant for read, meant in _TO_LETTER.items()}
_DIGITS: Final = {ord(read): meant for read, meant in _TO_DIGIT.items()}
_EITHER: Final = {
    **dict.fromkeys("OQDU", "0"),
    "0": "ODQ",
    "1": "I",
    "I": "1",
    "L": "1",
    "5": "S",
    "S": "5",
    "8": "B",
    "B": "8",
    "2": "Z",
    "Z": "2",
    "6": "G",
    "G": "6",
    "4": "A",
    "7": "T",
    "T": "7",
    "K": "<",
    "C": "<",
    "<": "K",
}
_CHANGES: Final = 3  # characters changed within one field, at most
_PER_FIELD: Final = 24  # proposals kept for one field
_TRIES: Final = 3000  # whole zones tried
_KEPT: Final = 10


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One character: row and column from 1, what was read, what is proposed."""

    row: int
    column: int
    read: str
    proposed: str


@dataclass(frozen=True, slots=True, repr=False)
class Repair:
    """A zone that holds in every check, and the changes that lead to it. The fewer, the likelier."""

    mrz: Mrz
    changes: tuple[Change, ...]


def repairs(mrz: Mrz) -> list[Repair]:
    """Zones that hold in full and differ from this one by look-alike characters (0/O, 1/I, 5/S, 8/B, 2/Z, 6/G, K/<...).

    Best first, at most ten. Empty when the zone holds already, when rows are missing, or when nothing near it holds.
    """
    if mrz.verdict is Verdict.VALID or mrz.missing_rows:
        return []
    layout = layout_of(mrz.lines)
    if layout is None:
        return _resized(mrz)
    return _ranked(mrz, _proposals(mrz.lines, layout))


def _ranked(mrz: Mrz, texts: Iterator[tuple[str, ...]]) -> list[Repair]:
    found = {}
    for rows in islice(texts, _TRIES):
        if rows not in found:
            tried = parse(rows, mrz.today, mrz.given_notes)
            if tried.verdict is Verdict.VALID:
                found[rows] = Repair(tried, _changes(mrz.lines, rows))
    return sorted(found.values(), key=lambda repair: len(repair.changes))[:_KEPT]


def _changes(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Change, ...]:
    return tuple(
        Change(row, column, old, new)
        for row, (was, is_now) in enumerate(zip(before, after, strict=True), 1)
        for column, (old, new) in enumerate(zip(was, is_now, strict=False), 1)
        if old != new
    )


def _proposals(rows: tuple[str, ...], layout: Layout) -> Iterator[tuple[str, ...]]:
    """Zones near this one: each field that its own rule binds is first made to hold by itself, then they are combined."""
    text = "".join(rows)
    parts = [(place, _for_field(text[place], kind)) for place, kind in _fields(layout)]
    for chosen in _cheapest_first([options for _, options in parts]):
        changed = list(text)
        for (place, _), option in zip(parts, chosen, strict=True):
            changed[place] = option
        whole = "".join(changed)
        yield tuple(whole[start : start + layout.width] for start in range(0, len(whole), layout.width))


def _cheapest_first(options: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Combinations with the fewest second choices first: all first choices, then one other, then two others."""
    first = tuple(option[0] for option in options)
    yield first
    several = [index for index, option in enumerate(options) if len(option) > 1]
    for count in (1, 2, 3):
        for indexes in combinations(several, count):
            for others in product(*(options[index][1:] for index in indexes)):
                changed = dict(zip(indexes, others, strict=True))
                yield tuple(changed.get(index, value) for index, value in enumerate(first))


def _fields(layout: Layout) -> list[tuple[slice, str]]:
    """The stretches of a zone with the rule that binds each: letters, a date, digits alone, or a number and its digit."""
    fields = [
        (layout.document_code, "letters"),
        (layout.issuing_state, "letters"),
        (layout.name, "letters"),
        (slice(layout.document_number.start, layout.document_number_cd.stop), "checked"),
        (slice(layout.birth_date.start, layout.birth_date_cd.stop), "date"),
        (slice(layout.expiry_date.start, layout.expiry_date_cd.stop), "date"),
        (layout.nationality, "letters"),
        (layout.optional1, "free"),
        (layout.optional2, "free"),
    ]
    if layout.optional1_cd.stop:
        fields[7] = (slice(layout.optional1.start, layout.optional1_cd.stop), "checked")
    if layout.composite:
        fields.append((layout.composite_cd, "digit"))
    return fields


def _for_field(read: str, kind: str) -> list[str]:
    """What a stretch may have been, the likeliest first. What was read stands first when nothing speaks against it."""
    if kind == "letters":
        return [read.translate(_LETTERS)]
    if kind == "digit":
        return [_TO_DIGIT.get(read, read)]
    if kind == "date":
        return _holding(read.translate(_DIGITS), digits=True)
    if kind == "free":
        return list(dict.fromkeys([read, *_variants(read, 1)]))[:_PER_FIELD]
    return _holding(read[:-1] + _TO_DIGIT.get(read[-1], read[-1]), digits=False)


def _holding(read: str, *, digits: bool) -> list[str]:
    """The field as read if its check digit holds or is a filler; else the near ones in which it does."""
    if digits or read[-1:] == "<" or _holds(read):
        return [read]
    near = (variant for count in range(1, _CHANGES + 1) for variant in _variants(read[:-1], count))
    held = (variant + read[-1] for variant in islice(near, _TRIES) if _holds(variant + read[-1]))
    return list(islice(held, _PER_FIELD)) or [read]


def _holds(field: str) -> bool:
    return all(character in ALPHABET for character in field) and field[-1] == DIGITS[weigh(field[:-1]) % 10]


def _variants(read: str, count: int) -> Iterator[str]:
    """The text with exactly `count` characters exchanged for look-alikes; the filler only at the edge of a field's end."""
    places = [index for index, character in enumerate(read) if character in _EITHER and not _is_padding(read, index)]
    for chosen in combinations(places, count):
        for others in product(*(_EITHER[read[index]] for index in chosen)):
            changed = list(read)
            for index, other in zip(chosen, others, strict=True):
                changed[index] = other
            yield "".join(changed)


def _is_padding(read: str, index: int) -> bool:
    return not read[index:].strip("<")


def _resized(mrz: Mrz) -> list[Repair]:
    """Rows whose length is wrong because fillers were lost or doubled in a run of them."""
    for layout in LAYOUTS.values():
        if len(mrz.lines) == layout.rows and all(abs(len(row) - layout.width) <= 3 for row in mrz.lines):
            texts = product(*(_to_width(row, layout.width) for row in mrz.lines))
            found = _ranked(mrz, iter(texts))
            if found:
                return found
    return []


def _to_width(row: str, width: int) -> list[str]:
    """The row with its longest run of fillers made longer or shorter until it fits."""
    if len(row) == width:
        return [row]
    fillers = max(re.findall("<+", row), key=len, default="")
    wanted = len(fillers) + width - len(row)
    return [row.replace(fillers, "<" * wanted, 1)] if fillers and wanted > 0 else []
