"""Document numbers, which on cards may be longer than their nine places (ICAO Doc 9303-5 and 9303-6 §4.2.2, note j)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lakay.traveldocs.check_digits import DIGITS, weigh
from lakay.traveldocs.layouts import Layout

_MAY_COUNT_FILLER: Final = frozenset({"BEL", "PRT"})


@dataclass(frozen=True, slots=True, repr=False)
class DocumentNumber:
    """A document number with what belongs to it.

    `number` is whole and without trailing fillers. A long one has its first nine characters in the number field, a filler
    in place of the check digit, and at the start of the optional data the rest, the check digit and a filler.
    `optional1` is what is left of the optional data. `counts_filler` tells that the check digit holds only if the filler in
    the middle is counted, against the rule, as on older Belgian and some Portuguese cards.
    """

    number: str
    check_digit: str
    optional1: str
    long: bool
    holds: bool
    counts_filler: bool


def document_number(layout: Layout, text: str) -> DocumentNumber:
    """Take the number out of a whole zone, its rows joined."""
    base, digit = text[layout.document_number], text[layout.document_number_cd]
    optional = text[layout.optional1]
    rest, _, left = optional.partition("<")
    if layout.long_numbers and digit == "<" and len(rest) > 1:
        return _long(base, rest, left.strip("<"), may_count=text[layout.issuing_state] in _MAY_COUNT_FILLER)
    holds = digit == DIGITS[weigh(base) % 10]
    return DocumentNumber(base.rstrip("<"), digit, optional.rstrip("<"), long=False, holds=holds, counts_filler=False)


def _long(base: str, rest: str, left: str, *, may_count: bool) -> DocumentNumber:
    digit = rest[-1]
    holds = digit == DIGITS[weigh(base + rest[:-1]) % 10]
    variant = not holds and may_count and digit == DIGITS[weigh(base + "<" + rest[:-1]) % 10]
    return DocumentNumber(base + rest[:-1], digit, left, long=True, holds=holds or variant, counts_filler=variant)
