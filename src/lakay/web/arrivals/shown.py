"""A voyage and its people as the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.border.models import Crossing, Passenger
from lakay.border.passengers.holding import Held
from lakay.border.passengers.pack import terms
from lakay.border.passengers.queries import PEOPLE, Meant, Voyage
from lakay.border.passengers.shape import Person, as_listed
from lakay.watchlist.categories import UnknownCategory, category_of
from lakay.web.arrivals.words import BASES, CHANNELS, FOUND, KINDS, MODES, ROLES
from lakay.web.shell.ages import birth_words
from lakay.web.shell.country import document_name
from lakay.web.shell.likeness import why
from lakay.web.shell.words import DIRECTIONS


@dataclass(frozen=True, slots=True)
class Line:
    """A voyage on the board."""

    voyage: Voyage
    at: datetime

    @property
    def mode(self) -> str | Promise:
        """How they travel, where the list says it."""
        return MODES.get(self.voyage.first.mode, _("Voyage"))

    @property
    def direction(self) -> str | Promise:
        """Whether they come or leave."""
        return DIRECTIONS[self.voyage.first.direction]

    @property
    def name(self) -> str:
        """The voyage and, of boats and buses, what they travel in."""
        first = self.voyage.first
        return " · ".join(part for part in (first.voyage, first.vessel) if part) or "—"

    @property
    def people(self) -> str:
        """“148”, or “148 of 150” where the sender counted otherwise."""
        listed, stated = self.voyage.people, self.voyage.stated
        if stated is None or stated == listed:
            return str(listed)
        return _("%(listed)d of %(stated)d") % {"listed": listed, "stated": stated}

    @property
    def kinds(self) -> list[str | Promise]:
        """Which lists there are."""
        return list(dict.fromkeys(KINDS[row.listed] for row in self.voyage.lists))


def lines_of(voyages: Sequence[Voyage], at: datetime) -> list[Line]:
    """The board."""
    return [Line(voyage, at) for voyage in voyages]


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a list: what it says, and whether they came."""

    passenger: Passenger
    who: Person
    came: str | Promise
    came_at: datetime | None
    is_late: bool

    @property
    def role(self) -> str | Promise:
        """Crew, or in transit."""
        return ROLES.get(self.passenger.role, self.passenger.role)

    @property
    def birth(self) -> str:
        """The date of birth in figures, or the parts that are known: a list is dense."""
        born = self.who.birth
        return formats.date_format(born.exact, "SHORT_DATE_FORMAT") if born.exact else str(born)

    @property
    def papers(self) -> str:
        """Kinds, issuers and numbers of the documents."""
        said = [f"{document_name(paper.type)} {paper.issuer} {paper.number}" for paper in self.who.papers]
        return ", ".join(" ".join(text.split()) for text in said)


def rows_of(people: Sequence[Passenger], held: Held, passed: Sequence[Crossing], is_late: bool) -> list[Row]:
    """Everybody on the lists, with what became of them. `is_late`: the hours of the voyage are over."""
    at = {crossing.pk: crossing.at for crossing in passed}
    return [_row(passenger, held, at, is_late) for passenger in people]


def _row(passenger: Passenger, held: Held, at: dict[UUID, datetime], is_late: bool) -> Row:
    found = held.came.get(passenger.pk)
    if found is not None:
        return Row(passenger, as_listed(passenger), BASES[found[1]], at.get(found[0]), is_late=False)
    expected = passenger.listing.listed in PEOPLE
    words = (_("did not come") if is_late else _("not yet")) if expected else "—"
    return Row(passenger, as_listed(passenger), words, None, is_late and expected)


def is_over(voyage: Voyage, at: datetime) -> bool:
    """Whether the hours are over in which people of a voyage pass."""
    expected = voyage.first.expected_at or voyage.first.file.at
    return at > expected + terms().late


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert that may mean somebody expected: on what ground, in words."""

    hit: Meant
    who: Person
    label: str
    todo: str
    found: str | Promise
    evidence: str

    @property
    def birth(self) -> str:
        """The date of birth as people write it."""
        return birth_words(self.who.birth)


def alerts_of(hits: Sequence[Meant]) -> list[Alert]:
    """Alerts in words."""
    return [_alert(hit) for hit in hits]


def _alert(hit: Meant) -> Alert:
    label, todo = _category(hit.category)
    evidence = ", ".join(why(hit.evidence))
    return Alert(hit, as_listed(hit.passenger), label, todo, FOUND.get(hit.basis, hit.basis), evidence)


def _category(code: str) -> tuple[str, str]:
    language = get_language() or "fr"
    try:
        known = category_of(code)
    except UnknownCategory:
        return _("Call the protection desk."), ""
    return known.labels.in_language(language), known.todo.in_language(language)


def channel_words(code: str) -> str | Promise:
    """How a file came."""
    return CHANNELS.get(code, code)
