"""Where each field stands in each of the five formats (ICAO Doc 9303 parts 4 to 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase
from typing import Final


class Format(StrEnum):
    """The five shapes of a machine-readable zone."""

    TD1 = "TD1"  # card: 3 rows of 30
    TD2 = "TD2"  # larger card: 2 rows of 36
    TD3 = "TD3"  # passport booklet: 2 rows of 44
    MRVA = "MRVA"  # visa as wide as a passport page: 2 rows of 44
    MRVB = "MRVB"  # smaller visa: 2 rows of 36


FIELD_NAMES: Final = (
    "document_code",
    "issuing_state",
    "document_number",
    "birth_date",
    "birth_date_cd",
    "sex",
    "expiry_date",
    "expiry_date_cd",
    "nationality",
    "optional1",
    "optional2",
    "composite_cd",
    "surname",
    "given_names",
    "document_number_cd",
)
"""The fields of a zone, in the order they are written out; `failed` uses the same names."""

NOWHERE: Final = slice(0, 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one format, as slices of its rows joined end to end."""

    format: Format
    rows: int
    width: int
    codes: frozenset[str]  # the document codes allowed, two characters each
    document_code: slice
    issuing_state: slice
    name: slice
    document_number: slice
    document_number_cd: slice
    birth_date: slice
    birth_date_cd: slice
    sex: slice
    expiry_date: slice
    expiry_date_cd: slice
    nationality: slice
    optional1: slice
    optional1_cd: slice  # TD3 alone: the check digit of the personal number
    optional2: slice  # TD1 alone
    composite: tuple[slice, ...]  # what the composite check digit covers; visas have none
    composite_cd: slice
    long_numbers: bool  # a document number may run on into the optional data

    def row_of(self, field: str) -> int:
        """The row, from 0, where a field stands."""
        name = "name" if field in {"surname", "given_names"} else field
        place: slice = getattr(self, name)
        return int(place.start) // self.width


def _codes(firsts: str, never: frozenset[str] = frozenset(), also: frozenset[str] = frozenset()) -> frozenset[str]:
    both = {first + second for first in firsts for second in ascii_uppercase + "<"}
    return frozenset(both - never) | also


# V is never second, so that no card reads as a visa; PU is the emergency travel document (Doc 9303-5 §4.2.2, 9303-8).
_CARD_CODES = _codes("ACI", frozenset({"AV", "CV", "IV"}), frozenset({"PU"}))
_PASSPORT_CODES = _codes("P")
_VISA_CODES = _codes("V")

_TD1 = Layout(
    format=Format.TD1,
    rows=3,
    width=30,
    codes=_CARD_CODES,
    document_code=slice(0, 2),
    issuing_state=slice(2, 5),
    name=slice(60, 90),
    document_number=slice(5, 14),
    document_number_cd=slice(14, 15),
    birth_date=slice(30, 36),
    birth_date_cd=slice(36, 37),
    sex=slice(37, 38),
    expiry_date=slice(38, 44),
    expiry_date_cd=slice(44, 45),
    nationality=slice(45, 48),
    optional1=slice(15, 30),
    optional1_cd=NOWHERE,
    optional2=slice(48, 59),
    composite=(slice(5, 37), slice(38, 45), slice(48, 59)),
    composite_cd=slice(59, 60),
    long_numbers=True,
)


def _two_rows(kind: Format, width: int, codes: frozenset[str]) -> Layout:
    """TD2, TD3 and both visas: the same second row up to the expiry date, then what each keeps for itself."""
    visa = kind in {Format.MRVA, Format.MRVB}
    personal = kind is Format.TD3
    end = 2 * width
    return Layout(
        format=kind,
        rows=2,
        width=width,
        codes=codes,
        document_code=slice(0, 2),
        issuing_state=slice(2, 5),
        name=slice(5, width),
        document_number=slice(width, width + 9),
        document_number_cd=slice(width + 9, width + 10),
        nationality=slice(width + 10, width + 13),
        birth_date=slice(width + 13, width + 19),
        birth_date_cd=slice(width + 19, width + 20),
        sex=slice(width + 20, width + 21),
        expiry_date=slice(width + 21, width + 27),
        expiry_date_cd=slice(width + 27, width + 28),
        optional1=slice(width + 28, end if visa else end - 1 - personal),
        optional1_cd=slice(end - 2, end - 1) if personal else NOWHERE,
        optional2=NOWHERE,
        composite=() if visa else (slice(width, width + 10), slice(width + 13, width + 20), slice(width + 21, end - 1)),
        composite_cd=NOWHERE if visa else slice(end - 1, end),
        long_numbers=kind is Format.TD2,
    )


LAYOUTS: Final[dict[Format, Layout]] = {
    Format.TD1: _TD1,
    Format.TD2: _two_rows(Format.TD2, 36, _CARD_CODES),
    Format.TD3: _two_rows(Format.TD3, 44, _PASSPORT_CODES),
    Format.MRVA: _two_rows(Format.MRVA, 44, _VISA_CODES),
    Format.MRVB: _two_rows(Format.MRVB, 36, _VISA_CODES),
}


def layout_of(rows: tuple[str, ...]) -> Layout | None:
    """The layout that rows of these lengths have; a first letter V makes it a visa. None where no format fits."""
    widths = tuple(map(len, rows))
    if widths == (44, 44):
        return LAYOUTS[Format.MRVA] if rows[0][0] == "V" else LAYOUTS[Format.TD3]
    if widths == (36, 36):
        return LAYOUTS[Format.MRVB] if rows[0][0] == "V" else LAYOUTS[Format.TD2]
    return LAYOUTS[Format.TD1] if widths == (30, 30, 30) else None
