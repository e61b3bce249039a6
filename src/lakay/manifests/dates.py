"""Dates and times as messages and captains write them, turned into ISO 8601. Nothing is guessed that the digits do not say."""

from __future__ import annotations

import re
from calendar import monthrange

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2})[:hH](\d{2}))?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-zÀ-ÿ]{3,10}\.?)[-/. ](\d{4}|\d{2})(?:[T ,]+(\d{1,2})[:hH](\d{2}))?", re.ASCII
)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            *("jan ene", "feb fev fév", "mar mas", "apr avr abr", "may mai me", "jun jui"),
            *("jul juil jiy", "aug aou aoû ago out", "sep", "oct okt", "nov", "dec déc dic des"),
        ),
        1,
    )
    for word in words.split()
}
LONG = {"juil": 7, "juin": 6, "jiyè": 7, "jwen": 6, "jen": 6, "janv": 1, "janvye": 1}


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]


def compact(text: str, latest: str = "") -> str:
    """A date of a message (YYMMDD, YYYYMMDD, each with HHMM or without) as YYYY-MM-DD or YYYY-MM-DDTHH:MM; "" if it is none.

    Two-digit years lie in the hundred years up to `latest` (YYYY-MM-DD, for births), or in this century where that is "".
    """
    if not (text.isdigit() and text.isascii()):
        return ""
    size = len(text)
    if size in {6, 10}:
        text = _century(text, latest) + text
    elif size not in {8, 12, 14}:
        return ""
    if not exists(int(text[:4]), int(text[4:6]), int(text[6:8])):
        return ""
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    if len(text) == 8:
        return day
    return f"{day}T{text[8:10]}:{text[10:12]}" if text[8:10] < "24" and text[10:12] < "60" else ""


def _century(text: str, latest: str) -> str:
    if not latest:
        return "20"
    this = int(latest[:2])
    return str(this if f"{text[:2]}-{text[2:4]}-{text[4:6]}" <= latest[2:10] else this - 1)


def written(text: str, latest: str = "") -> str:
    """A date as people write it: 2026-11-22, 22/11/2026, 22 nov 2026, perhaps with an hour, or a year alone; "" if it is none.

    Day and month are in the order of the island, the day first; only where that is no date is the month taken first.
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return text
    if found := _ISO.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), found[4], found[5])
    found = _DAY_FIRST.match(text)
    if found is None:
        return compact(text, latest)
    year = int(found[3])
    if year < 100:
        year = int(_century(f"{year:02}0101", latest)) * 100 + year
    first = int(found[1])
    if not found[2].isdigit():
        return _day(year, _month(found[2]), first, found[4], found[5])
    second = int(found[2])
    return _day(year, second, first, found[4], found[5]) or _day(year, first, second, found[4], found[5])


def _month(word: str) -> int:
    word = word.casefold().rstrip(".")
    return LONG.get(word) or LONG.get(word[:4]) or MONTHS.get(word[:3], 0)


def _day(year: int, month: int, day: int, hour: str | None, minute: str | None) -> str:
    if not exists(year, month, day):
        return ""
    clock = f"T{int(hour):02}:{minute}" if hour and minute and int(hour) < 24 and int(minute) < 60 else ""
    return f"{year:04}-{month:02}-{day:02}{clock}"
