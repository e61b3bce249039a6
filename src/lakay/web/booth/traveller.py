"""What the screen shows of the traveller in front of the booth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.border.models import Encounter, Shift
from lakay.border.queries import counts_of, last_movements, last_of_shift
from lakay.border.rules import WEIGHTS, Assessment, Counts, Problem, Weight
from lakay.traveldocs.dates import ReadDate
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.repairs import Repair, repairs
from lakay.traveldocs.states import State
from lakay.web.booth.pack import country_name
from lakay.web.booth.rows import Row, rows_of
from lakay.web.booth.words import FIELDS, KINDS, NOT_A_ZONE, OTHER_KIND, PROBLEMS, READ_AGAIN, SEXES
from lakay.web.shell.ages import age_text

RECENT = 6


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A line of the alert panel."""

    text: str | Promise
    stops: bool


@dataclass(frozen=True, slots=True)
class Traveller:
    """A person in front of the booth, as read and as known."""

    encounter: Encounter
    mrz: Mrz
    today: date
    movements: list[Row]
    assessment: Assessment

    @property
    def name(self) -> str:
        """FAMILY, Given: as on the document."""
        return f"{self.mrz.surname}, {self.mrz.given_names}".strip(", ")

    @property
    def problems(self) -> list[ShownProblem]:
        """What speaks against the document, what stops first."""
        shown = [ShownProblem(PROBLEMS[Problem(code)], WEIGHTS[Problem(code)] is Weight.STOP) for code in self.encounter.problems]
        return sorted(shown, key=lambda problem: not problem.stops)

    @property
    def failed(self) -> list[str | Promise]:
        """The fields of the zone that do not hold."""
        return [FIELDS.get(name, name) for name in self.encounter.failed]

    @property
    def kind(self) -> str | Promise:
        """What kind of document it is."""
        return KINDS.get(self.mrz.document_kind, OTHER_KIND)

    @property
    def sex(self) -> str | Promise:
        """The sex on the document."""
        return SEXES.get(self.mrz.sex, SEXES[""])

    @property
    def nationality(self) -> str:
        """The code and, where it is known, the name of the nationality."""
        return _state(self.mrz.nationality, self.mrz.fields["nationality"])

    @property
    def issuer(self) -> str:
        """The code and, where it is known, the name of the issuing state."""
        return _state(self.mrz.issuing_state, self.mrz.fields["issuing_state"])

    @property
    def birth(self) -> str:
        """The date of birth as people write it, or the parts that are known."""
        return _day(self.mrz.birth)

    @property
    def expiry(self) -> str:
        """The date of expiry."""
        return _day(self.mrz.expiry)

    @property
    def age(self) -> str:
        """The age in whole years, as far as it is known."""
        return age_text(self.encounter.person, self.today)


def _state(state: State | None, code: str) -> str:
    code = code.rstrip("<")
    name = country_name(code) or (state.name if state and get_language() == "en" else "")
    return f"{name} ({code})" if name else code


def _day(read: ReadDate) -> str:
    return formats.date_format(read.on, "DATE_FORMAT") if read.on else str(read)


def traveller_of(encounter: Encounter, mrz: Mrz, today: date) -> Traveller:
    """The traveller of an encounter, with the last movements."""
    movements = rows_of(last_movements(encounter.person_id))
    return Traveller(encounter, mrz, today, movements, Assessment(tuple(encounter.problems)))


@dataclass(frozen=True, slots=True)
class Unread:
    """A reading that opens no encounter: why, and what could be meant. What was typed stays in the field."""

    mrz: Mrz
    reasons: list[str | Promise] = field(default_factory=list)
    proposals: list[Repair] = field(default_factory=list)
    may_continue: bool = False


def not_a_zone(mrz: Mrz) -> Unread:
    """Why a reading is no zone at all."""
    reasons = [NOT_A_ZONE[note.code] for note in mrz.notes if note.code in NOT_A_ZONE]
    return Unread(mrz, reasons or [READ_AGAIN], repairs(mrz)[:3])


def not_holding(mrz: Mrz) -> Unread:
    """Which fields of a zone do not hold, with readings that would; none is taken without the officer."""
    names = [str(FIELDS.get(name, name)) for name in mrz.failed]
    reason = _("These do not hold: %(fields)s. Compare with the document.") % {"fields": ", ".join(names)}
    return Unread(mrz, [reason], repairs(mrz)[:3], may_continue=bool(mrz.document_number))


@dataclass(frozen=True, slots=True)
class Work:
    """The part of the screen that changes: a traveller, or why nothing was read, and the last decisions of the shift."""

    shift: Shift
    recent: list[Row]
    counts: Counts
    traveller: Traveller | None = None
    unread: Unread | None = None
    decided: UUID | None = None
    fault: str | Promise = ""

    @property
    def done(self) -> Row | None:
        """The movement just recorded."""
        return next((row for row in self.recent if row.id == self.decided), None)


def work_of(shift: Shift, **parts: object) -> Work:
    """The working part of the screen for a shift."""
    return Work(shift, rows_of(last_of_shift(shift, RECENT)), counts_of(shift), **parts)  # type: ignore[arg-type]
