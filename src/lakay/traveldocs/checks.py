"""Which fields of a zone fail: check digits, dates, codes and names (ICAO Doc 9303 parts 3 to 7)."""

from __future__ import annotations

from lakay.traveldocs.check_digits import DIGITS, weigh
from lakay.traveldocs.dates import is_birth_date, is_full_date
from lakay.traveldocs.layouts import FIELD_NAMES, Layout
from lakay.traveldocs.names import split_name
from lakay.traveldocs.numbers import document_number
from lakay.traveldocs.states import STATES

_DIGITS = frozenset(DIGITS)


def failures(layout: Layout, text: str) -> tuple[str, ...]:
    """The names of the fields that fail, in the order of FIELD_NAMES. `text` is the rows joined, of the right length."""
    failed = _failed_codes(layout, text)
    failed += _failed_dates(layout, text)
    digit = text[layout.document_number_cd]
    if digit != DIGITS[weigh(text[layout.document_number]) % 10] and not _number_holds(layout, text):
        failed.append("document_number_cd")
    if text[layout.document_number] == "<<<<<<<<<":
        failed.append("document_number")
    if layout.optional1_cd.stop and not _personal_number_holds(layout, text):
        failed.append("optional1")
    if layout.composite and not _composite_holds(layout, text):
        failed.append("composite_cd")
    if not is_name(text[layout.name]):
        failed += _failed_names(text[layout.name])
    return tuple(sorted(failed, key=FIELD_NAMES.index)) if failed else ()


def _failed_codes(layout: Layout, text: str) -> list[str]:
    failed = []
    if text[layout.document_code] not in layout.codes:
        failed.append("document_code")
    if text[layout.issuing_state] not in STATES:
        failed.append("issuing_state")
    if text[layout.nationality] not in STATES:
        failed.append("nationality")
    if text[layout.sex] not in "MF<":
        failed.append("sex")
    return failed


def _failed_dates(layout: Layout, text: str) -> list[str]:
    failed = []
    birth, expiry = text[layout.birth_date], text[layout.expiry_date]
    if not is_birth_date(birth):
        failed.append("birth_date")
    if text[layout.birth_date_cd] != DIGITS[weigh(birth) % 10]:
        failed.append("birth_date_cd")
    if not is_full_date(expiry):
        failed.append("expiry_date")
    if text[layout.expiry_date_cd] != DIGITS[weigh(expiry) % 10]:
        failed.append("expiry_date_cd")
    return failed


def _number_holds(layout: Layout, text: str) -> bool:
    return layout.long_numbers and document_number(layout, text).holds


def _personal_number_holds(layout: Layout, text: str) -> bool:
    """A filler stands for 0: Doc 9303-4 allows it for an empty number, and it is met on others whose digit is 0."""
    digit = text[layout.optional1_cd]
    return DIGITS[weigh(text[layout.optional1]) % 10] == ("0" if digit == "<" else digit)


def _composite_holds(layout: Layout, text: str) -> bool:
    covered = "".join([text[place] for place in layout.composite])
    return text[layout.composite_cd] == DIGITS[weigh(covered) % 10]


def is_name(field: str) -> bool:
    """Whether a name field holds letters and fillers only, and at least one letter."""
    return field.replace("<", "").isalpha()


def _failed_names(field: str) -> list[str]:
    name = split_name(field)
    failed = []
    if name.surname and not name.surname.replace(" ", "").isalpha():
        failed.append("surname")
    if not _DIGITS.isdisjoint(name.given_names):
        failed.append("given_names")
    return failed or ["surname"]
