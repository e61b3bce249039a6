"""What can be wrong with a list, by codes that never change their meaning; the words for people are with the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

MOST = 200
"""Faults listed of one file; those beyond are only counted, so that a file of rubbish does not fill the memory."""


class Code(StrEnum):
    """Everything that a reader can find wrong. A fault never stops the reading."""

    EMPTY = "empty"
    NOT_A_LIST = "not_a_list"
    LEADING_BYTES = "leading_bytes"
    NO_SEGMENT = "no_segment"
    CUT_OFF = "cut_off"
    SEPARATORS = "separators"
    NO_UNB = "no_unb"
    NO_UNZ = "no_unz"
    NO_UNH = "no_unh"
    NO_UNT = "no_unt"
    UNT_COUNT = "unt_count"
    UNT_REFERENCE = "unt_reference"
    UNZ_COUNT = "unz_count"
    NO_MESSAGE = "no_message"
    UNKNOWN_MESSAGE = "unknown_message"
    NO_VOYAGE = "no_voyage"
    NO_ROUTE = "no_route"
    PEOPLE_COUNT = "people_count"
    PART_MISSING = "part_missing"
    BAD_DATE = "bad_date"
    BAD_SEX = "bad_sex"
    BAD_NUMBER = "bad_number"
    NO_NAME = "no_name"
    NO_HEADER = "no_header"
    ROW_TOO_LONG = "row_too_long"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong. `offset` is the byte of the file where its segment begins, `segment` its number (1 the first; in a table the
    row), `detail` what stood there: a tag, a number, never more of a person than the segment's name.
    """

    code: Code
    offset: int = 0
    segment: int = 0
    detail: str = ""


@dataclass(slots=True)
class Faults:
    """The faults of a file as they are found, no more than MOST of them."""

    found: list[Fault] = field(default_factory=list)

    def add(self, code: Code, offset: int = 0, segment: int = 0, detail: str = "") -> None:
        """Note a fault."""
        if len(self.found) < MOST:
            self.found.append(Fault(code, offset, segment, detail[:60]))
        elif len(self.found) == MOST:
            self.found.append(Fault(Code.TOO_MANY, offset, segment))
