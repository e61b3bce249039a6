"""One entry of another's list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lakay.kernel.partial_dates import UNKNOWN, BadDate, PartialDate
from lakay.watchlist.rules.contents import MOST_DOCUMENTS, MOST_NAMES, WantedDocument, WantedName
from lakay.watchlist.rules.sources.states import state_code

MOST_ENTRIES = 200_000
LONGEST_ORIGIN = 80


class NotAList(ValueError):
    """The file is not of this kind at all. `code` says why: encoding, header, empty, rows, xml, entities."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Fault(NamedTuple):
    """An entry that was left out: its line or number, the field if it is one, and what is wrong, by code."""

    line: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom or what another's list means. `origin` is its name there, by which its next state is known again."""

    origin: str
    names: tuple[WantedName, ...] = ()
    documents: tuple[WantedDocument, ...] = ()
    birth: PartialDate = UNKNOWN
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Source:
    """What a file says."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seen: int = 0


_YEAR_MONTH_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def entry(
    origin: str,
    names: Iterable[WantedName],
    documents: Iterable[WantedDocument],
    *,
    births: Iterable[str] = (),
    sex: str = "",
    nationalities: Iterable[str] = (),
    note: str = "",
) -> Entry:
    """An entry of values as they were found: each once, none too many, codes that are none left out."""
    states = [state for said in nationalities if (state := state_code(said))]
    return Entry(
        origin=origin[:LONGEST_ORIGIN],
        names=tuple(dict.fromkeys(name for name in names if any(map(str.isalpha, name.shown))))[:MOST_NAMES],
        documents=tuple(dict.fromkeys(documents))[:MOST_DOCUMENTS],
        birth=next((birth for text in births if (birth := birth_of(text)).is_known), UNKNOWN),
        sex={"male": "M", "m": "M", "female": "F", "f": "F", "x": "X"}.get(sex.strip().lower(), ""),
        nationalities=tuple(dict.fromkeys(states)),
        note=note[:2_000],
    )


def birth_of(text: str) -> PartialDate:
    """A date as lists write it: 1984-03-07, 1984-03, 1984, 07/03/1984, `circa 1984`. Nothing is known of any other."""
    text = text.strip()
    estimated = text.endswith("~") or "circa" in text.lower() or "approx" in text.lower()
    found, turned = _YEAR_MONTH_DAY.search(text), _DAY_MONTH_YEAR.search(text)
    try:
        if turned:
            return PartialDate(int(turned[3]), int(turned[2]), int(turned[1]), estimated)
        if found:
            year, month, day = (int(part) if part and int(part) else None for part in found.groups())
            return PartialDate(year, month, day if month else None, estimated)
    except BadDate:
        return UNKNOWN
    return UNKNOWN


def whole_name(text: str) -> WantedName:
    """A name of which nobody says which words are the family's: `Family, Given`, or the last word is taken for it."""
    family, comma, given = text.partition(",")
    if comma:
        return WantedName(family.strip(), given.strip())
    words = text.split()
    return WantedName(words[-1] if words else "", " ".join(words[:-1]))
