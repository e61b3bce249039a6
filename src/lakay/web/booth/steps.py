"""What must be asked before a traveller is admitted, as the screen shows it: what is done, what is next, by which key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language

from lakay.border.models import Encounter, Hit
from lakay.border.pack import declaration_for
from lakay.border.queries import (
    before_in_shift,
    declaration_of,
    document_of,
    hits_shown,
    members_of,
    minor_check_of,
    steps_done,
)
from lakay.border.rules import ADULT_FROM, CallStatus, Direction, Problem
from lakay.border.rules.declarations import Asked
from lakay.people.models import Person
from lakay.people.queries import names_to_show
from lakay.watchlist.categories import UnknownCategory, category_of
from lakay.watchlist.models.alerts import reference_of
from lakay.web.booth.words import ANSWERS, CALLS, EVIDENCE, PROBLEMS
from lakay.web.shell.country import purposes, usual_purpose
from lakay.web.shell.likeness import why

Said = str | Promise

ALERT, MINOR, DECLARE, PROTECTION = "alert", "minor", "declare", "protection"

KEYS = {ALERT: "Alt+v", MINOR: "1-6", DECLARE: "1-9", PROTECTION: ""}
"""The key that does a step; it stands on the screen."""

COMPANIONS = 8
"""How many of the last travellers are looked at for the adult of a child."""

_ASKS: dict[str, frozenset[str]] = {
    ALERT: frozenset({Problem.ALERT_LOOK}),
    MINOR: frozenset({Problem.MINOR}),
    DECLARE: frozenset({Problem.DECLARE, Problem.VISA_NEEDED}),
    PROTECTION: frozenset({Problem.PROTECTION}),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do first."""

    code: str
    text: Said
    key: str
    done: bool


@dataclass(frozen=True, slots=True)
class Note:
    """An alert as the booth may know it. The words are small and plain on the screen: the traveller may look too."""

    id: UUID
    label: str
    todo: str
    reference: str
    why: tuple[Said, ...]
    stops: bool
    read: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer with its key."""

    key: int
    code: str
    label: Said
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Companion:
    """An adult who stood at this booth a moment before."""

    encounter: UUID
    name: str
    chosen: bool


def steps_of(encounter: Encounter, status: str) -> tuple[Step, ...]:
    """The steps of a traveller in their order. `status` is how far the protection desk is, "" where nobody called."""
    done = steps_done(encounter)
    asked = set(encounter.problems)
    found = []
    for code, problems in _ASKS.items():
        mine = problems & asked
        if code == PROTECTION:
            if status:
                found.append(Step(code, CALLS[status], "", status == CallStatus.CLOSED))
        elif mine:
            text = PROBLEMS[Problem(min(mine))]
            found.append(Step(code, text, KEYS[code], mine <= done))
    return tuple(found)


def notes_of(encounter: Encounter) -> list[Note]:
    """The alerts that the booth may see."""
    if not {Problem.ALERT_LOOK, Problem.ALERT_STOP} & set(encounter.problems):
        return []
    return [_note(hit) for hit in hits_shown(encounter)]


def _note(hit: Hit) -> Note:
    language = get_language() or "fr"
    try:
        category = category_of(hit.category)
        label, todo = category.labels.in_language(language), category.todo.in_language(language)
    except UnknownCategory:
        label, todo = hit.category, ""
    reference = reference_of(hit.alert.hex) if hit.alert else ""
    return Note(hit.pk, label, todo, reference, why(hit.evidence or (), EVIDENCE), hit.stops, hit.acknowledged_at is not None)


def answers(chosen: str = "") -> list[Choice]:
    """With whom a child may travel, by the keys 1 to 6."""
    return [Choice(key, code, label, code == chosen) for key, (code, label) in enumerate(ANSWERS.items(), start=1)]


def purposes_to_choose(chosen: str = "") -> list[Choice]:
    """Why somebody travels, by the keys 1 to 9; the usual one stands chosen."""
    wanted = chosen or usual_purpose()
    return [Choice(key, code, label, code == wanted) for key, (code, label) in enumerate(purposes(), start=1)]


def companions(encounter: Encounter, group: UUID | None, today: date) -> list[Companion]:
    """The adults who may be with a child: those of the group first, then the last ones of this shift. The first of the group is chosen."""
    together = members_of(group) if group else []
    before = before_in_shift(encounter.shift, COMPANIONS)
    adults = _adults([*together, *before], encounter, today)
    names = names_to_show([one.person_id for one in adults])
    usual = next((one.pk for one in adults if one.pk in {member.pk for member in together}), None)
    return [Companion(one.pk, names.get(one.person_id, "—"), one.pk == usual) for one in adults]


def _adults(found: Iterable[Encounter], child: Encounter, today: date) -> list[Encounter]:
    kept: dict[UUID, Encounter] = {}
    for one in found:
        if one.person_id != child.person_id and is_adult(one.person, today):
            kept.setdefault(one.person_id, one)
    return list(kept.values())


def is_adult(person: Person, today: date) -> bool:
    """Whether the person is certainly of age."""
    ages = person.born.age_on(today)
    return ages is not None and ages[0] >= ADULT_FROM


def asked_of(encounter: Encounter) -> Asked:
    """What the pack has this traveller asked."""
    document = document_of(encounter)
    nationality = (encounter.person.nationalities or [""])[0]
    return declaration_for(encounter.shift.direction, nationality, document.type if document else "")


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered already, in one line each."""

    minor: str = ""
    purpose: str = ""


def answered(encounter: Encounter) -> Answered:
    """The answers that hold, for the lines of steps that are done."""
    problems = set(encounter.problems)
    check = minor_check_of(encounter) if Problem.MINOR in problems else None
    said = declaration_of(encounter) if problems & _ASKS[DECLARE] else None
    labels = dict(purposes())
    return Answered(
        minor=str(ANSWERS[check.answer]) if check else "",
        purpose=labels.get(said.purpose, "") if said else "",
    )


def leaving(encounter: Encounter) -> bool:
    """Whether the lane passes people out of the country."""
    return encounter.shift.direction == Direction.EXIT
