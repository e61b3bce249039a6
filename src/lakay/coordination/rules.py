"""States and decisions of the work between agencies. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lakay.kernel.states import NOBODY, States

LANGUAGES = ("ht", "fr", "es", "en")


class Seriousness(StrEnum):
    """How grave an incident is, in the eyes of the lead agency."""

    MINOR = "minor"
    SERIOUS = "serious"
    GRAVE = "grave"


class IncidentStatus(StrEnum):
    """Where an incident stands."""

    OPEN = "open"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


INCIDENT_STATES = States(
    starts=frozenset({IncidentStatus.OPEN}),
    allowed={
        IncidentStatus.OPEN: frozenset({IncidentStatus.HANDED_OVER, IncidentStatus.CLOSED}),
        IncidentStatus.HANDED_OVER: frozenset({IncidentStatus.OPEN}),
        IncidentStatus.CLOSED: frozenset(),
    },
    turns={
        IncidentStatus.OPEN: "lead_agency",
        IncidentStatus.HANDED_OVER: "agency_asked_to_lead",
        IncidentStatus.CLOSED: NOBODY,
    },
)
"""Handed over waits for the other agency: it takes the lead, or gives it back; either way the incident is open again."""


class Audience(StrEnum):
    """Who may read a note: the writer's agency, all involved of this country, or also the other side of the border."""

    AGENCY = "agency"
    INVOLVED = "involved"
    ABROAD = "abroad"


class TaskStatus(StrEnum):
    """Where a task stands. That it is overdue is not a state: the clock says so."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    WITHDRAWN = "withdrawn"


TASK_STATES = States(
    starts=frozenset({TaskStatus.ASKED}),
    allowed={
        TaskStatus.ASKED: frozenset({TaskStatus.ACCEPTED, TaskStatus.DECLINED, TaskStatus.WITHDRAWN}),
        TaskStatus.ACCEPTED: frozenset({TaskStatus.DONE, TaskStatus.WITHDRAWN}),
        TaskStatus.DECLINED: frozenset(),
        TaskStatus.DONE: frozenset(),
        TaskStatus.WITHDRAWN: frozenset(),
    },
    turns={
        TaskStatus.ASKED: "agency_asked",
        TaskStatus.ACCEPTED: "agency_asked",
        TaskStatus.DECLINED: NOBODY,
        TaskStatus.DONE: NOBODY,
        TaskStatus.WITHDRAWN: NOBODY,
    },
)

WAITING = (TaskStatus.ASKED, TaskStatus.ACCEPTED)
"""States in which a task still wants something of somebody."""


class Severity(StrEnum):
    """How loud a rapid alert is."""

    NOTICE = "notice"
    WARNING = "warning"
    URGENT = "urgent"


LOUDEST_FIRST = (Severity.URGENT, Severity.WARNING, Severity.NOTICE)


def is_overdue(status: str, due_at: datetime, at: datetime) -> bool:
    """Whether a task still waits after its deadline."""
    return status in WAITING and due_at < at


@dataclass(frozen=True, slots=True)
class Seat:
    """An agency at a post: who takes part, asks or is asked."""

    agency: str
    post: str


class NoText(ValueError):
    """A rapid alert without a word in any language."""


def texts_given(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of an alert by language, without blanks around them and without empty ones. Raises NoText if none is left."""
    kept = {language: texts.get(language, "").strip() for language in LANGUAGES}
    if not any(kept.values()):
        raise NoText
    return kept


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text in a language; else in French, Kreyòl, Spanish, English, the first there is."""
    order: Iterable[str] = (language, "fr", "ht", "es", "en")
    return next((texts[code] for code in order if texts.get(code)), "")
