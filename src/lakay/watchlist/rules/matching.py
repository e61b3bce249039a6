"""When a traveller is the one whom an alert means: by a document exactly, or by the same words of a name and no other birth date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from lakay.kernel.partial_dates import PartialDate
from lakay.names.folding import search_key, search_tokens
from lakay.people.rules.documents import document_class
from lakay.watchlist.rules.contents import WantedDocument, WantedName

_FILLING = re.compile(r"[^A-Z0-9]+")


class Basis(StrEnum):
    """By what a traveller was found on the list."""

    DOCUMENT = "document"
    NAME = "name"


class Evidence(StrEnum):
    """What speaks for or against a hit, by stable code."""

    DOCUMENT_SAME = "document_same"
    NAME_SAME = "name_same"
    NAME_SWAPPED = "name_swapped"
    NAME_WORDS = "name_words"
    BIRTH_SAME = "birth_same"
    BIRTH_COMPATIBLE = "birth_compatible"
    BIRTH_SWAPPED = "birth_swapped"
    BIRTH_UNKNOWN = "birth_unknown"
    BIRTH_DIFFERS = "birth_differs"
    SEX_DIFFERS = "sex_differs"
    NATIONALITY_SAME = "nationality_same"


def name_text(family: str, given: str) -> str:
    """The words of a name in one order, so that swapped parts give the same text; "" for a name without a letter."""
    return " ".join(sorted(search_tokens(family, given)))


def document_text(document: WantedDocument) -> str:
    """A document as it is compared: blank space, dashes and case do not matter; "" without a number."""
    number = _FILLING.sub("", document.number.upper())
    state = _FILLING.sub("", document.issuing_state.upper())
    return "|".join((state, document_class(document.type), number)) if number else ""


def name_evidence(read: WantedName, listed: Iterable[WantedName]) -> Evidence | None:
    """How a name as read stands to the names of an alert, the best of them; None if no name has the same words."""
    one = _parts(read)
    found = {_compared(one, _parts(name)) for name in listed}
    ranked = (Evidence.NAME_SAME, Evidence.NAME_SWAPPED, Evidence.NAME_WORDS)
    return next((evidence for evidence in ranked if evidence in found), None)


def _parts(name: WantedName) -> tuple[str, str]:
    return search_key(name.family), search_key(name.given)


def _compared(one: tuple[str, str], two: tuple[str, str]) -> Evidence | None:
    if one == two:
        return Evidence.NAME_SAME
    if one == two[::-1]:
        return Evidence.NAME_SWAPPED
    return Evidence.NAME_WORDS if search_tokens(*one) == search_tokens(*two) else None


def birth_evidence(read: PartialDate, listed: PartialDate) -> Evidence:
    """How two birth dates stand to each other. Day and month written the other way round count as a likely slip."""
    if not read.is_known or not listed.is_known:
        return Evidence.BIRTH_UNKNOWN
    if read.compatible(listed):
        return Evidence.BIRTH_SAME if read.exact and read.exact == listed.exact else Evidence.BIRTH_COMPATIBLE
    return Evidence.BIRTH_SWAPPED if _swapped(read, listed) else Evidence.BIRTH_DIFFERS


def _swapped(read: PartialDate, listed: PartialDate) -> bool:
    if read.estimated or listed.estimated or None in {read.month, read.day, listed.month, listed.day}:
        return False
    years = {read.year, listed.year} - {None}
    return len(years) <= 1 and (read.month, read.day) == (listed.day, listed.month)


def sex_differs(read: str, listed: str) -> bool:
    """Whether both are known and not the same."""
    return {read, listed} == {"F", "M"}
