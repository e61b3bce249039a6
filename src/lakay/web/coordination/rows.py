"""Records as the desk shows them: each field under the rules of its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from lakay.access.shown import Shown, shown
from lakay.coordination.models import Finding, Incident, Note, Patrol, Task
from lakay.coordination.queries import Banner, Total, Turn, seats_in
from lakay.coordination.rules import Seat, is_overdue
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.web.coordination import words

TOGETHER = Purpose.COORDINATION


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in a list or at the head of its page."""

    view: Shown
    category: str
    seriousness: str | Promise
    badge: str
    status: str | Promise
    seats: list[Seat]
    protection: bool


def incident_row(actor: Actor, incident: Incident) -> IncidentRow:
    """An incident for its reader. Its participations are read with it."""
    return IncidentRow(
        shown(actor, TOGETHER, incident),
        words.incident_kind(incident.category),
        words.SERIOUSNESS[incident.seriousness],
        words.KIND_OF_BADGE[incident.seriousness],
        words.INCIDENT_STATUS[incident.status],
        seats_in(incident),
        words.calls_for_protection(incident.category),
    )


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A line of the log."""

    view: Shown
    writer: str
    audience: str | Promise
    own: bool


def note_rows(actor: Actor, notes: Iterable[Note], names: dict[UUID, str]) -> list[NoteRow]:
    """The lines of a log. Names of writers are shown for one's own agency; others sign by their agency."""
    return [
        NoteRow(
            shown(actor, TOGETHER, note),
            names.get(note.by, "") if note.agency == actor.agency else "",
            words.AUDIENCES[note.audience],
            note.audience == "agency",
        )
        for note in notes
    ]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a list or at the head of its page."""

    view: Shown
    status: str | Promise
    mine: bool
    overdue: bool


def task_row(actor: Actor, task: Task, at: datetime) -> TaskRow:
    """A task for its reader."""
    mine = (task.to_agency, task.to_post) == (actor.agency, actor.post)
    return TaskRow(shown(actor, TOGETHER, task), words.TASK_STATUS[task.status], mine, is_overdue(task.status, task.due_at, at))


def turn_rows(actor: Actor, turns: Iterable[Turn]) -> list[TaskRow]:
    """Tasks that wait, as the queries found them."""
    return [
        TaskRow(shown(actor, TOGETHER, turn.task), words.TASK_STATUS[turn.task.status], turn.mine, turn.overdue) for turn in turns
    ]


def patrol_rows(actor: Actor, patrols: Iterable[Patrol]) -> list[Shown]:
    """Patrols for their reader."""
    return [shown(actor, TOGETHER, patrol) for patrol in patrols]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of a patrol."""

    view: Shown
    category: str


def finding_rows(actor: Actor, findings: Iterable[Finding]) -> list[FindingRow]:
    """Findings for their reader."""
    return [FindingRow(shown(actor, TOGETHER, finding), words.finding_kind(finding.category)) for finding in findings]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """How many of a kind."""

    label: str
    count: int


def total_rows(totals: Iterable[Total]) -> list[TotalRow]:
    """Sums with their labels."""
    return [TotalRow(words.finding_kind(total.category), total.count) for total in totals]


@dataclass(frozen=True, slots=True)
class BannerRow:
    """A rapid alert that waits for its acknowledgement."""

    banner: Banner
    severity: str | Promise
    badge: str


def banner_row(banner: Banner) -> BannerRow:
    """A rapid alert with its words."""
    return BannerRow(banner, words.SEVERITY[banner.severity], words.KIND_OF_BADGE[banner.severity])
