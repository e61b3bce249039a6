"""Kinds of seals and their fields: one literal table (ICAO Doc 9303-7 §5 for visas, 9303-8 for emergency documents; BSI TR-03137)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TD2 = (36, 36)
MRV_A = (44, 28)
MRV_B = (36, 28)


class Coding(StrEnum):
    """How a field is written."""

    C40 = "c40"
    ZONE = "zone"
    NUMBER = "number"
    BYTES = "bytes"
    UTF8 = "utf8"


NO_ROWS = (0, 0)
Fields = dict[int, tuple[str, Coding, tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of seal: its name here, and its fields by tag: name, coding, and for zones the characters kept of each row."""

    name: str
    fields: Fields


def _plain(name: str, coding: Coding) -> tuple[str, Coding, tuple[int, int]]:
    return name, coding, NO_ROWS


KINDS: Final = {
    "5d01": Kind(
        "visa",
        {
            1: ("zone", Coding.ZONE, MRV_A),
            2: ("zone", Coding.ZONE, MRV_B),
            3: _plain("entries", Coding.NUMBER),
            4: _plain("stay", Coding.BYTES),
            5: _plain("passport_number", Coding.C40),
            6: _plain("visa_type", Coding.BYTES),
            7: _plain("additional", Coding.BYTES),
        },
    ),
    "5e03": Kind("emergency_document", {2: ("zone", Coding.ZONE, TD2)}),
    "fd02": Kind("arrival_attestation", {2: ("zone", Coding.ZONE, TD2), 3: _plain("register_number", Coding.C40)}),
    "fb06": Kind("residence_permit", {2: ("zone", Coding.ZONE, TD2), 3: _plain("passport_number", Coding.C40)}),
    "fa06": Kind("supplementary_sheet", {4: ("zone", Coding.ZONE, TD2), 5: _plain("sheet_number", Coding.C40)}),
}
"""Feature definition and category, hexadecimal -> what it is. Seals of other kinds are read with the bytes of their fields."""
