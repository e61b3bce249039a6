"""What a list says of somebody, in the codes of this program: states of three letters, kinds of document of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lakay.border.importing.columns import Column
from lakay.border.importing.words import guess_word, state_code
from lakay.border.models import Passenger
from lakay.border.passengers.holding import Somebody, number_of
from lakay.kernel.partial_dates import UNKNOWN, BadDate, PartialDate
from lakay.people.rules.documents import document_class

PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class Listed:
    """A travel document of a list."""

    type: str
    number: str
    issuer: str
    expires: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a list. `full_name` only where nobody took the name apart; all empty once it was erased."""

    surname: str
    given_names: str
    full_name: str
    sex: str
    birth: PartialDate
    nationality: str
    papers: tuple[Listed, ...]
    seat: str
    embarks: str
    disembarks: str

    @property
    def name(self) -> str:
        """The name as it is listed, family name first."""
        return self.full_name or ", ".join(part for part in (self.surname, self.given_names) if part)


def as_listed(passenger: Passenger) -> Person:
    """Read what was kept of somebody."""
    said: dict[str, Any] = passenger.said or {}
    nationality = state_code(said.get("nationality", ""))
    return Person(
        surname=said.get("surname", ""),
        given_names=said.get("given_names", ""),
        full_name=said.get("full_name", ""),
        sex=said.get("sex", ""),
        birth=_birth(said.get("birth", "")),
        nationality=nationality,
        papers=tuple(_paper(paper, nationality) for paper in said.get("papers", [])),
        seat=said.get("seat", ""),
        embarks=said.get("embarks", ""),
        disembarks=said.get("disembarks", ""),
    )


def _birth(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except BadDate:
        return UNKNOWN


def _paper(said: dict[str, str], nationality: str) -> Listed:
    """Where a list does not say who issued a document, or of what kind it is, the holder's state and a passport are taken."""
    kind = said.get("type", "")
    known = guess_word(Column.DOCUMENT_TYPE, kind) or (document_class(kind) if kind else PASSPORT)
    return Listed(known, said.get("number", ""), state_code(said.get("issuer", "")) or nationality, said.get("expires", ""))


def as_somebody(passenger: Passenger) -> Somebody:
    """Somebody on a list, for holding it against who passed."""
    who = as_listed(passenger)
    numbers = frozenset(number_of(paper.number) for paper in who.papers) - {""}
    return Somebody(passenger.pk, who.surname or who.full_name, who.given_names, who.birth, numbers, who.sex)
