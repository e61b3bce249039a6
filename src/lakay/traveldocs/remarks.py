"""The remarks a zone gives cause for, beside its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lakay.traveldocs.dates import ReadDate
from lakay.traveldocs.layouts import Format, Layout
from lakay.traveldocs.notes import Note, note
from lakay.traveldocs.numbers import document_number
from lakay.traveldocs.states import STATES, StateKind

# The longest time, in years, that an issuer gives a document of each format, with some months of grace.
LONGEST_YEARS: Final = {Format.TD1: 20, Format.TD2: 20, Format.TD3: 11, Format.MRVA: 11, Format.MRVB: 11}

_BY_NATIONALITY: Final = {
    StateKind.STATELESS: "stateless",
    StateKind.REFUGEE: "refugee",
    StateKind.UNSPECIFIED: "nationality_unspecified",
}
_BY_ANY_STATE: Final = {
    StateKind.SPECIMEN: "specimen",
    StateKind.WITHDRAWN: "state_withdrawn",
    StateKind.IRREGULAR: "state_irregular",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What remarks are made on. `lost` and `failed` are the rows not given and the fields that do not hold."""

    layout: Layout
    text: str
    lost: bool
    failed: tuple[str, ...]
    expiry: ReadDate
    today: date | None


def remarks(facts: Facts) -> list[Note]:
    """The remarks in a settled order: codes, number, name, dates."""
    return [*_on_states(facts), *_on_number(facts), *_on_name(facts), *_on_dates(facts)]


def _on_states(facts: Facts) -> Iterator[Note]:
    issuer = STATES.get(facts.text[facts.layout.issuing_state])
    nationality = STATES.get(facts.text[facts.layout.nationality])
    for state in dict.fromkeys((issuer, nationality)):
        if state and state.kind in _BY_ANY_STATE:
            yield note(_BY_ANY_STATE[state.kind], code=state.code)
    if nationality and nationality.kind in _BY_NATIONALITY:
        yield note(_BY_NATIONALITY[nationality.kind], code=nationality.code)


def _on_number(facts: Facts) -> Iterator[Note]:
    layout, text = facts.layout, facts.text
    if text[layout.document_number_cd] == "<" and layout.long_numbers:
        number = document_number(layout, text)
        if number.long:
            yield note("long_document_number")
        if number.counts_filler:
            yield note("number_counts_filler")
    if text[layout.optional1_cd] == "<" and text[layout.optional1].strip("<"):
        yield note("personal_number_filler")


def _on_name(facts: Facts) -> Iterator[Note]:
    field = facts.text[facts.layout.name]
    written = field.rstrip("<")
    if not written:
        return
    if written == field:
        yield note("name_possibly_truncated")
    if "<<" not in written:
        yield note("name_single")
    if written.startswith("<"):
        yield note("name_without_surname")


def _on_dates(facts: Facts) -> Iterator[Note]:
    if "<" in facts.text[facts.layout.birth_date] and "birth_date" not in facts.failed and not facts.lost:
        yield note("birth_partly_unknown")
    on, today = facts.expiry.on, facts.today
    if on is None or today is None:
        return
    years = LONGEST_YEARS[facts.layout.format]
    if on < today:
        yield note("expired")
    if (on - today).days > years * 365.25:
        yield note("expiry_far", years=years)
