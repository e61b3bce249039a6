"""A machine-readable zone as it was read, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lakay.traveldocs.dates import UNREAD, ReadDate, birth_of, expiry_of
from lakay.traveldocs.document_kinds import DocumentKind, document_kind
from lakay.traveldocs.layouts import FIELD_NAMES, LAYOUTS, Format, Layout
from lakay.traveldocs.names import HolderName, split_name
from lakay.traveldocs.notes import Note
from lakay.traveldocs.numbers import DocumentNumber, document_number
from lakay.traveldocs.remarks import Facts, remarks
from lakay.traveldocs.states import STATES, State, StateKind


class Verdict(StrEnum):
    """What a zone is worth: all of it holds; its shape is known but fields fail; it is not a zone of ICAO."""

    VALID = "valid"
    INVALID = "invalid"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Mrz:
    """One zone. `lines` are the rows as understood; a row that was not given is empty.

    Nothing here is corrected: every view repeats what was read. Expiry is a note, not a failure of the zone.
    `text` is the rows joined, a missing one all fillers; empty for a rejected zone. `given_notes` are the remarks of
    whoever read it; `notes` adds what the zone itself tells.
    """

    lines: tuple[str, ...] = field(repr=False)  # no name or number in a log or an error page
    format: Format | None
    failed: tuple[str, ...]
    given_notes: tuple[Note, ...] = ()
    today: date | None = None
    text: str = field(default="", repr=False)

    @property
    def verdict(self) -> Verdict:
        if self.format is None:
            return Verdict.REJECT
        return Verdict.INVALID if self.failed else Verdict.VALID

    @property
    def layout(self) -> Layout | None:
        """Where the fields stand; None for a rejected zone."""
        return LAYOUTS[self.format] if self.format else None

    @property
    def fields(self) -> dict[str, str]:
        """Every field by name, as read, without trailing fillers. Dates keep theirs, and an unspecified sex is `<`."""
        layout = self.layout
        if layout is None:
            return dict.fromkeys(FIELD_NAMES, "")
        text = self.text
        number, name = document_number(layout, text), split_name(text[layout.name])
        values = {
            "document_code": text[layout.document_code].rstrip("<"),
            "issuing_state": text[layout.issuing_state].rstrip("<"),
            "document_number": number.number,
            "birth_date": text[layout.birth_date],
            "birth_date_cd": text[layout.birth_date_cd],
            "sex": text[layout.sex],
            "expiry_date": text[layout.expiry_date],
            "expiry_date_cd": text[layout.expiry_date_cd],
            "nationality": text[layout.nationality].rstrip("<"),
            "optional1": number.optional1,
            "optional2": text[layout.optional2].rstrip("<"),
            "composite_cd": text[layout.composite_cd],
            "surname": name.surname,
            "given_names": name.given_names,
            "document_number_cd": number.check_digit,
        }
        return values if all(self.lines) else self._without_missing(layout, values)

    def _without_missing(self, layout: Layout, values: dict[str, str]) -> dict[str, str]:
        return {field: value if self.lines[layout.row_of(field)] else "" for field, value in values.items()}

    @property
    def missing_rows(self) -> tuple[int, ...]:
        """The numbers, from 1, of the rows that were not given."""
        return tuple(index for index, row in enumerate(self.lines, 1) if not row) if self.format else ()

    @property
    def name(self) -> HolderName:
        layout = self.layout
        return split_name(self.text[layout.name] if layout else "")

    @property
    def surname(self) -> str:
        return self.name.surname

    @property
    def given_names(self) -> str:
        return self.name.given_names

    @property
    def number(self) -> DocumentNumber | None:
        """The document number with its check digit and what is left of the optional data; None for a rejected zone."""
        layout = self.layout
        return document_number(layout, self.text) if layout else None

    @property
    def document_number(self) -> str:
        return self.number.number if self.number else ""

    @property
    def expiry(self) -> ReadDate:
        layout = self.layout
        return expiry_of(self.text[layout.expiry_date], self.today) if layout else UNREAD

    @property
    def birth(self) -> ReadDate:
        layout = self.layout
        return birth_of(self.text[layout.birth_date], self.expiry, self.today) if layout else UNREAD

    @property
    def is_expired(self) -> bool | None:
        """Whether the date of expiry is before today; None where either is not known."""
        on = self.expiry.on
        return None if on is None or self.today is None else on < self.today

    @property
    def sex(self) -> str:
        """`M`, `F`, or `X` for unspecified (shown so in the visual zone); empty where it was not read."""
        read = self.fields["sex"]
        return "X" if read == "<" else read if read in {"M", "F"} else ""

    @property
    def issuing_state(self) -> State | None:
        return STATES.get(self.text[self.layout.issuing_state]) if self.layout else None

    @property
    def nationality(self) -> State | None:
        return STATES.get(self.text[self.layout.nationality]) if self.layout else None

    @property
    def document_kind(self) -> DocumentKind:
        return document_kind(self.fields["document_code"], self.format)

    @property
    def is_specimen(self) -> bool:
        """Whether the issuer or the nationality is Utopia. Such a zone may be valid; policy decides what it is good for."""
        return any(state and state.kind is StateKind.SPECIMEN for state in (self.issuing_state, self.nationality))

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the reader remarked and what the zone tells, in that order."""
        layout = self.layout
        if layout is None:
            return self.given_notes
        facts = Facts(layout, self.text, not all(self.lines), self.failed, self.expiry, self.today)
        return (*self.given_notes, *remarks(facts))
