"""What the pages show of files: the list without a name, and one file as far as the policy shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from lakay.access.address_lock import hidden_among
from lakay.access.queries import staff_names
from lakay.kernel.actors import Actor
from lakay.protection.models import ConsentAnswer, Decision, Intake, Screening
from lakay.protection.pack import the_pack
from lakay.protection.pack.desk import NoSuchInstrument
from lakay.protection.queries import Story
from lakay.protection.rules.codes import Guardian, IntakeStatus
from lakay.protection.rules.indicators import Assessment
from lakay.protection.rules.instruments import Instrument, Question, QuestionType
from lakay.protection.rules.intakes import is_overdue, treated_as_child
from lakay.web.protection import file_words as words
from lakay.web.protection.words import since

KEYS = 9
"""So many rows have a key of their own."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in the list: how urgent and why, never who."""

    id: UUID
    priority: str | Promise
    kind: str
    why: str
    source: str | Promise
    status: str | Promise
    waits: bool
    mine: bool
    taker: str
    due_at: datetime
    late: str
    age: str
    key: str


def file_rows(files: Iterable[Intake], actor: Actor, now: datetime) -> list[FileRow]:
    """Files as the list shows them, with a fixed number of queries. Whoever has a file is not named where the lock hides them too."""
    files = list(files)
    hidden = hidden_among(Intake.kind, [one.pk for one in files])
    takers = staff_names({one.assigned_to for one in files if one.assigned_to and one.pk not in hidden})
    return [_row(one, place, actor, now, takers) for place, one in enumerate(files, 1)]


def _row(one: Intake, place: int, actor: Actor, now: datetime, takers: dict[UUID, str]) -> FileRow:
    return FileRow(
        id=one.pk,
        priority=words.PRIORITIES[one.priority],
        kind=words.KINDS[one.priority],
        why=words.signal_words(one.signals or []),
        source=words.SOURCES.get(one.source, one.source),
        status=words.STATUSES.get(one.status, one.status),
        waits=one.status == IntakeStatus.WAITING,
        mine=one.assigned_to == actor.id,
        taker=takers.get(one.assigned_to, "") if one.assigned_to else "",
        due_at=one.due_at,
        late=since(one.due_at, now) if is_overdue(one.status, one.due_at, now) else "",
        age=since(one.opened_at, now),
        key=f"Alt+{place}" if place <= KEYS else "",
    )


@dataclass(frozen=True, slots=True)
class Step:
    """An instrument as the file offers it: what it is called, when it was last answered, and whether it waits for a yes."""

    code: str
    title: str
    done_at: datetime | None
    shut: bool
    next: bool


def steps_of(story: Story) -> list[Step]:
    """What to ask this person, in order; `next` is the first that nobody has asked yet and that may be asked."""
    newest = story.newest
    steps: list[Step] = []
    for one in the_pack().current(treated_as_child(story.intake.age_group)):
        done = newest[one.code].at if one.code in newest else None
        shut = one.consent and not story.may_ask
        first = not done and not shut and not any(step.next for step in steps)
        steps.append(Step(one.code, words.said(one.labels), done, shut, first))
    return steps


@dataclass(frozen=True, slots=True)
class Told:
    """A screening in words: what was asked by it, how, and each answer given."""

    title: str
    at: datetime
    by: str
    answers: list[tuple[str, str]]


def told_of(screening: Screening, names: dict[UUID, str]) -> Told:
    """A screening as it is read. Answers of an instrument that the pack has lost stand as codes."""
    given: dict[str, Any] = screening.answers or {}
    by = names.get(screening.by, "")
    try:
        instrument = the_pack().instrument(screening.instrument, screening.version)
    except NoSuchInstrument:
        return Told(screening.instrument, screening.at, by, [(code, str(answer)) for code, answer in given.items()])
    asked = [question for question in instrument.questions if question.code in given]
    lines = [(_asked(instrument, question), _answer(question, given[question.code])) for question in asked]
    return Told(words.said(instrument.labels), screening.at, by, lines)


def _asked(instrument: Instrument, question: Question) -> str:
    """The question; where several share their words, with the section."""
    text = words.said(question.labels)
    twice = sum(words.said(other.labels) == text for other in instrument.questions) > 1
    return f"{words.section_words(question.section)}: {text}" if twice else text


def _answer(question: Question, answer: Any) -> str:
    if question.type is QuestionType.YES:
        return str(words.ANSWERS.get(answer, answer))
    labels = {choice.code: words.said(choice.labels) for choice in question.choices}
    return ", ".join(labels.get(one, str(one)) for one in (answer if isinstance(answer, list) else [answer]))


@dataclass(frozen=True, slots=True)
class Fired:
    """A dimension in words: whether it is positive, by which line, on which signs with their weights."""

    title: str
    positive: bool
    line: str
    signs: list[tuple[str, str | Promise]]


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers say by a set of indicators, in words. `possible` asks a person to decide."""

    title: str
    version: str
    reading: str
    possible: bool
    unverified: bool
    dimensions: list[Fired]


def result_of(found: Assessment) -> Result:
    """An assessment in words, the dimensions in which nothing was found left out."""
    return Result(
        words.said(found.of_set.labels),
        found.of_set.version,
        words.said(found.reading.labels) if found.reading else "",
        found.possible,
        found.unverified,
        [
            Fired(
                words.section_words(one.code),
                one.positive,
                words.said(one.line.labels) if one.line else "",
                [(words.said(sign.labels), words.WEIGHTS[sign.weight]) for sign in one.found],
            )
            for one in found.dimensions
            if one.found
        ],
    )


@dataclass(frozen=True, slots=True)
class Yes:
    """An answer about consent in words, and whether it can still be taken back."""

    id: UUID
    at: datetime
    until: datetime
    answers: list[tuple[str, str | Promise]]
    guardian: str | Promise
    ended: bool


def yes_of(row: ConsentAnswer, ended: bool) -> Yes:
    """An answer about consent as it is read."""
    statements = {one.code: words.said(one.labels) for one in the_pack().statements if one.version == row.version}
    answers = [(statements.get(code, code), words.YES_NO["yes" if said else "no"]) for code, said in (row.answers or {}).items()]
    guardian = words.GUARDIANS[Guardian(row.guardian)] if row.guardian else ""
    return Yes(row.pk, row.at, row.until, answers, guardian, ended)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in words."""

    finding: str | Promise
    at: datetime
    by: str
    agency: str
    office: str | Promise
    grounds: str


def decided_of(row: Decision, names: dict[UUID, str]) -> Decided:
    """A decision as it is read."""
    finding, office = words.FINDINGS.get(row.finding, row.finding), words.DECIDERS.get(row.decider, row.decider)
    return Decided(finding, row.at, names.get(row.by, ""), row.agency, office, row.grounds)
