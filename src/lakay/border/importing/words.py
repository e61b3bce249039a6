"""Words that other systems write for a code: directions, sexes, decisions, kinds of document, states, dates. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache

from lakay.border.importing.columns import Column, plain
from lakay.border.rules.codes import Decision, Direction
from lakay.kernel.partial_dates import PartialDate
from lakay.traveldocs.states import STATES

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    Column.DIRECTION: {
        Direction.ENTRY: ("e", "in", "entry", "entree", "arrival", "arrivee", "arr", "entrada", "llegada", "antre"),
        Direction.EXIT: ("x", "s", "out", "exit", "sortie", "departure", "depart", "dep", "salida", "partida", "soti"),
    },
    Column.SEX: {
        "F": ("f", "female", "woman", "femme", "feminin", "femenino", "mujer", "fi", "fanm"),
        "M": ("m", "male", "man", "homme", "h", "masculin", "masculino", "hombre", "gason"),
        "X": ("x", "u", "other", "autre", "otro", "unknown", "unspecified"),
    },
    Column.DECISION: {
        Decision.ADMITTED: (
            "admitted",
            "allowed",
            "accepted",
            "granted",
            "ok",
            "yes",
            "admis",
            "accepte",
            "admitido",
            "aceptado",
        ),
        Decision.REFUSED: ("refused", "denied", "rejected", "no", "refuse", "rejete", "refoule", "rechazado", "denegado"),
    },
    Column.DOCUMENT_TYPE: {
        "passport": ("p", "passport", "passeport", "pasaporte", "paspo", "ordinary passport", "passeport ordinaire"),
        "national-id": (
            "i",
            "id",
            "id card",
            "identity card",
            "carte d identite",
            "cin",
            "nif",
            "kat idantifikasyon",
            "national id",
        ),
        "cedula": ("cedula", "cedula de identidad", "sedila"),
        "emergency": ("laissez passer", "emergency travel document", "lesepase", "salvoconducto"),
        "border-pass": ("border pass", "carte frontaliere", "carnet fronterizo", "kat pasaj fwontye"),
        "residence-permit": ("residence permit", "permis de sejour", "permiso de residencia", "pemi sejou"),
    },
}

MAPPED = tuple(WORDS)
"""Columns whose words are turned into codes, and may be corrected by the person who brings the file."""

_CODES = {column: {word: code for code, words in table.items() for word in words} for column, table in WORDS.items()}


def guess_word(column: str, word: str) -> str:
    """The code of a word, as far as it is known; "" otherwise."""
    if column == Column.DOCUMENT_TYPE and word in WORDS[column]:
        return word
    return _CODES[column].get(plain(word), "")


@lru_cache(maxsize=4096)
def state_code(text: str) -> str:
    """The code of a state by its code or English name; "" for what no state is called."""
    code = text.strip().upper().rstrip("<")
    if code in STATES:
        return code
    return _by_name().get(plain(text), "")


@cache
def _by_name() -> dict[str, str]:
    return {plain(state.name): state.code for state in STATES.values()} | OTHER_NAMES


OTHER_NAMES = {
    name: code
    for code, names in {
        "HTI": "ht,haiti,ayiti,haitian,haitienne,haitien,haitiano,haitiana,ayisyen",
        "DOM": "do,rd,republique dominicaine,republica dominicana,dominican,dominicaine,dominicain,dominicano,dominicana,dominiken",
        "USA": "us,united states,etats unis,estados unidos,american,americaine,etazini",
        "FRA": "fr,france,francaise,francais,francesa,frans",
        "CAN": "ca,canada,canadienne,canadien,kanada",
        "CHL": "chile,chili",
        "BRA": "brazil,bresil,brasil",
        "MEX": "mexico,mexique",
        "ESP": "spain,espagne,espana",
        "VEN": "venezuela",
        "CUB": "cuba",
    }.items()
    for name in names.split(",")
}
"""Names in the languages of the island; whatever else a file writes is a row to mend, never a guess."""

ORDERS = ("ymd", "dmy", "mdy")
_DAY = re.compile(r"^\s*(\d{1,4})[-/. ](\d{1,2}|[A-Za-zéûÉ]{3,9}\.?)[-/. ](\d{2,4})")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?=\D|$)")
_CLOCK = re.compile(r"(\d{1,2})[:hH](\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp])?")
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            *("jan jen janv ene", "feb fev", "mar mas", "apr avr abr", "may mai me", "jun juin"),
            *("jul juil jiy", "aug aou ago out", "sep", "oct okt", "nov", "dec dic des"),
        ),
        1,
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class DayRead:
    """Year, month and day of a text, before anybody asked whether there is such a day."""

    year: int
    month: int
    day: int


def guess_order(samples: Iterable[str]) -> str:
    """The order of day, month and year that fits most dates; "" where both orders fit and a person must say."""
    votes: Counter[str] = Counter()
    for text in samples:
        found = _DAY.match(text)
        if _COMPACT.match(text) or (found and len(found[1]) == 4):
            votes["ymd"] += 1
        elif found and (not found[2].isdigit() or int(found[1]) > 12):
            votes["dmy"] += 1
        elif found and int(found[2]) > 12:
            votes["mdy"] += 1
    return votes.most_common(1)[0][0] if votes else ""


def read_day(text: str, order: str, *, latest_year: int) -> date | None:
    """The day in a text; None for what is none. A year of two digits is the last one that is not after `latest_year`."""
    parts = _parts(text, order)
    if parts is None:
        return None
    year = parts.year
    if year < 100:
        century = latest_year - latest_year % 100
        year += century if century + year <= latest_year else century - 100
    try:
        return date(year, parts.month, parts.day)
    except ValueError:
        return None


def _parts(text: str, order: str) -> DayRead | None:
    if compact := _COMPACT.match(text):
        return DayRead(int(compact[1]), int(compact[2]), int(compact[3]))
    found = _DAY.match(text)
    if found is None:
        return None
    one, two, three = found[1], found[2], found[3]
    if not two.isdigit():
        month = _month(two)
        return DayRead(int(three), month, int(one)) if month else None
    if len(one) == 4:
        return DayRead(int(one), int(two), int(three))
    day, month = (int(two), int(one)) if order == "mdy" else (int(one), int(two))
    return DayRead(int(three), month, day)


def _month(word: str) -> int:
    word = plain(word)
    return _MONTHS.get(word[:4], 0) or _MONTHS.get(word[:3], 0)


def read_clock(text: str) -> time | None:
    """The hour in a text; None where there is none."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def read_instant(text: str) -> datetime | None:
    """An instant that names its own offset from UTC (ISO 8601); None for a bare hour of the post."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else None


def read_birth(text: str, order: str, *, latest_year: int) -> PartialDate | None:
    """A date of birth: a day, or a year alone; None for what is neither."""
    text = text.strip()
    if re.fullmatch(r"[12]\d{3}", text):
        return PartialDate(int(text))
    day = read_day(text, order, latest_year=latest_year)
    return PartialDate.on(day) if day else None
