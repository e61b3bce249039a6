"""From what a reader or a person gives to rows of capitals, digits and fillers."""

from __future__ import annotations

import re
from typing import Final

LIMIT: Final = 4096
"""Characters looked at. A zone has 90; a barcode read by mistake may have some thousands."""

_ROWS: Final = 16  # more than any reader sends for one document
_SEPARATORS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_LOOK_ALIKES: Final = str.maketrans(dict.fromkeys("_‹〈＜˂ᐸ❮", "<"))  # noqa: RUF001
_LOWER: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CLEAN: Final = re.compile("[A-Z0-9<]*")
_WIDTHS: Final = frozenset({30, 36, 44})


def decode(raw: str | bytes) -> str:
    """Text from bytes in whatever code the reader's driver used: UTF-8, else the Windows code of the west."""
    if isinstance(raw, str):
        return raw[:LIMIT]
    head = bytes(raw[:LIMIT])
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")


def rows_of(text: str) -> tuple[str, ...]:
    """The rows, by any control character as line end, cleaned one by one; empty ones left out."""
    rows = (_clean(row) for row in _SEPARATORS.split(text))
    return tuple(row for row in rows if row)[:_ROWS]


def _clean(row: str) -> str:
    """Capitals and true fillers. A space is a filler or nothing: the row's length decides."""
    if _CLEAN.fullmatch(row):
        return row
    row = row.replace("\xa0", " ").strip("\ufeff").translate(_LOWER).translate(_LOOK_ALIKES)
    if len(row) in _WIDTHS and "<" not in row:
        return row.replace(" ", "<")
    row = row.strip(" ")
    if " " in row:
        closed = row.replace(" ", "")
        row = row.replace(" ", "<") if len(row) in _WIDTHS and len(closed) not in _WIDTHS else closed
    return row


def without_guillemets(text: str) -> list[str]:
    """The text with each `«` as two fillers and as one: a person types it for two, a font shows it for one."""
    return [text.replace("«", "<<"), text.replace("«", "<")] if "«" in text else [text]
