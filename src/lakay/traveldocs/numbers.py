"""Document numbers, which on cards may be longer than their nine places (ICAO Doc 9303-5 and 9303-6 §4.2.2, note j)."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.traveldocs.check_digits import DIGITS, weigh
from lakay.traveldocs.layouts import Layout


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number with what belongs to it.

    `number` is whole and without trailing fillers. A long one has its first nine characters in the number field, a filler
    in place of the check digit, and at the start of the optional data the rest, the check digit and a filler.
    `optional1` is what is left of the optional data. `belgian` tells that the check digit holds only if the filler in the
    middle is counted, as on Belgian cards issued before the rule was made clear.
    """

    number: str
    check_digit: str
    optional1: str
    long: bool
    holds: bool
    belgian: bool


def document_number(layout: Layout, text: str) -> DocumentNumber:
    """Take the number out of a whole zone, its rows joined."""
    base, digit = text[layout.document_number], text[layout.document_number_cd]
    optional = text[layout.optional1]
    rest, _, left = optional.partition("<")
    if layout.long_numbers and digit == "<" and len(rest) > 1:
        return _long(base, rest, left.strip("<"), belgian=text[layout.issuing_state] == "BEL")
    holds = digit == DIGITS[weigh(base) % 10]
    return DocumentNumber(base.rstrip("<"), digit, optional.rstrip("<"), long=False, holds=holds, belgian=False)


def _long(base: str, rest: str, left: str, *, belgian: bool) -> DocumentNumber:
    digit = rest[-1]
    holds = digit == DIGITS[weigh(base + rest[:-1]) % 10]
    variant = not holds and belgian and digit == DIGITS[weigh(base + "<" + rest[:-1]) % 10]
    return DocumentNumber(base + rest[:-1], digit, left, long=True, holds=holds or variant, belgian=variant)
