"""What the screen shows of the traveller in front of the booth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise

from lakay.border.models import Encounter
from lakay.border.queries import Since, call_status, chip_check_of, last_movements, since_read
from lakay.border.rules import WEIGHTS, Assessment, Direction, Problem, Weight
from lakay.border.rules.declarations import Asked
from lakay.people.queries import has_photo
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.reading import read
from lakay.web.booth.details import Details, from_records, from_zone
from lakay.web.booth.rows import Row, rows_of
from lakay.web.booth.steps import (
    Answered,
    Choice,
    Note,
    Step,
    answered,
    answers,
    asked_of,
    notes_of,
    purposes_to_choose,
    steps_of,
)
from lakay.web.booth.words import CHIPS, FIELDS, PROBLEMS
from lakay.web.shell.ages import age_text
from lakay.web.shell.country import stay_name


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A line of the alert panel."""

    text: str | Promise
    stops: bool


@dataclass(frozen=True, slots=True)
class Traveller:
    """A person in front of the booth, as read and as known. `typed` are answers of a form that must be given again."""

    encounter: Encounter
    details: Details
    today: date
    movements: list[Row]
    since: Since
    status: str
    steps: tuple[Step, ...]
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[ShownProblem]:
        """What speaks against the document, what stops first. Steps stand in a list of their own."""
        codes = [Problem(code) for code in self.found if WEIGHTS[Problem(code)] is not Weight.STEP]
        shown = [ShownProblem(PROBLEMS[code], WEIGHTS[code] is Weight.STOP) for code in codes]
        return sorted(shown, key=lambda problem: not problem.stops)

    @property
    def found(self) -> list[str]:
        """The problems of the reading, and what the chip said since."""
        return [*self.encounter.problems, *([Problem.CHIP_FORGED] if self.since.forged else [])]

    @property
    def may_admit(self) -> bool:
        """Whether nothing closes the way for good."""
        return Assessment(tuple(Problem(code) for code in self.found)).may_admit and not self.since.sent

    @property
    def next_step(self) -> Step | None:
        """What must be done before Enter admits."""
        return next((step for step in self.steps if not step.done), None)

    @property
    def notes(self) -> list[Note]:
        """The alerts that the booth may see."""
        return notes_of(self.encounter)

    @property
    def answers(self) -> list[Choice]:
        """With whom the child may travel."""
        return answers(self.typed.get("answer", ""))

    @property
    def purposes(self) -> list[Choice]:
        """Why the person may travel."""
        return purposes_to_choose(self.typed.get("purpose", ""))

    @property
    def asked(self) -> Asked:
        """What is to be declared."""
        return asked_of(self.encounter)

    @property
    def visa(self) -> bool:
        """Whether a visa must be looked at."""
        return Problem.VISA_NEEDED in self.encounter.problems

    @property
    def answered(self) -> Answered:
        """The answers that were given."""
        return answered(self.encounter)

    @property
    def chip(self) -> str | Promise:
        """What the chip said, in words; nothing where none was read."""
        found = chip_check_of(self.encounter)
        return CHIPS[found.verdict] if found else ""

    @property
    def failed(self) -> list[str | Promise]:
        """The fields of the zone that do not hold."""
        return [FIELDS.get(name, name) for name in self.encounter.failed]

    @property
    def age(self) -> str:
        """The age in whole years, as far as it is known."""
        return age_text(self.encounter.person, self.today)

    @property
    def photo(self) -> bool:
        """Whether there is a face on file to hold against the one in front."""
        return has_photo(self.encounter.person)

    @property
    def leaving(self) -> bool:
        """Whether the lane passes people out of the country."""
        return self.encounter.shift.direction == Direction.EXIT

    @property
    def stay(self) -> str:
        """The rule for the stay of somebody who enters."""
        return stay_name(self.encounter.stay_rule)


def traveller_of(
    encounter: Encounter, today: date, *, mrz: Mrz | None = None, typed: Mapping[str, str] | None = None
) -> Traveller:
    """The traveller of an encounter, with the last movements and the steps as they stand now."""
    if mrz is None and encounter.mrz:
        mrz = read(encounter.mrz, today=today)
    since = since_read(encounter.pk)
    status = call_status(encounter.pk)
    return Traveller(
        encounter=encounter,
        details=from_zone(mrz) if mrz else from_records(encounter),
        today=today,
        movements=rows_of(last_movements(encounter.person_id)),
        since=since,
        status=status,
        steps=steps_of(encounter, status),
        typed=typed or {},
    )
