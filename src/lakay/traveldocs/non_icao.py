"""Papers with rows of capitals and fillers that are not zones of ICAO Doc 9303, so that a refusal can name them."""

from __future__ import annotations

import re
from typing import Final

from lakay.traveldocs.states import STATES

_DRIVING_LICENCE: Final = re.compile(r"D[A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}")
_FRENCH_ID_SECOND_ROW: Final = re.compile(r"[0-9]{4}[A-Z0-9]{3}[0-9]{5}[0-9<][A-Z<]{14}[0-9<]{6}[0-9<][MF<][0-9]")
_SWISS_SECOND_ROW: Final = re.compile(r"[A-Z]{2}(CHE|LIE)[A-Z0-9<]{25}")
_BOARDING_PASS: Final = re.compile(r"[MS][1-4][A-Z' \-]{1,19}/?[A-Z' /\-]*E?[A-Z0-9]{5,7} ")


def name_of_rows(rows: tuple[str, ...]) -> str:
    """The name of the paper that rows of capitals belong to; empty when they look like none of the known ones."""
    widths = tuple(map(len, rows))
    if widths == (30,) and _DRIVING_LICENCE.fullmatch(rows[0]):
        return "driving licence with one row (ISO/IEC 18013)"
    if widths == (9, 30, 30) and _SWISS_SECOND_ROW.fullmatch(rows[1]):
        return "Swiss or Liechtenstein driving licence"
    if widths == (36, 36):
        return _two_by_36(*rows)
    if widths == (44, 44) and rows[0].startswith("PNRUS"):
        return "Russian internal passport"
    return ""


def _two_by_36(first: str, second: str) -> str:
    """French papers of the size of a TD2, whose second row has another order."""
    if second[10:13] in STATES and second[13:19].isdigit():
        return ""
    if first.startswith("IDFRA") and _FRENCH_ID_SECOND_ROW.fullmatch(second):
        return "French national identity card of 1988 to 2021"
    if first.startswith("CRFRA"):
        return "French vehicle registration certificate"
    return ""


def name_of_raw(text: str) -> str:
    """The name of the paper whose barcode was read in place of a zone; empty when it is none of the known ones."""
    if "ANSI " in text[:40] or "AAMVA" in text[:40]:
        return "North American driving licence (AAMVA barcode)"
    if text.startswith(("http://", "https://")):
        return "a QR code with a web address"
    if _BOARDING_PASS.match(text) and len(text) >= 58:
        return "boarding pass (IATA barcode)"
    return ""
