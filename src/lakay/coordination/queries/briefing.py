"""The joint daily briefing: one page for everybody at the post, made of what the reader's agency may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lakay.coordination.models import Incident, Patrol, RapidAlert
from lakay.coordination.queries.alerts import alerts_of
from lakay.coordination.queries.incidents import open_incidents
from lakay.coordination.queries.patrols import Total, findings_of, patrols_between, totals_of
from lakay.coordination.queries.tasks import Turn, waiting_tasks
from lakay.kernel.actors import Actor

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the agencies of a post tell each other at the beginning of a day."""

    incidents: list[Incident]
    tasks: list[Turn]
    patrols: list[Patrol]
    totals: list[Total]
    alerts: list[RapidAlert]


def briefing_of(actor: Actor, start: datetime, at: datetime | None = None) -> Briefing:
    """The briefing of the day that begins at an instant (midnight at the post): patrols are those of the day before.

    `at` is when it is read: what is overdue by then is marked so.
    """
    patrols = patrols_between(actor, start - DAY, start)
    return Briefing(
        incidents=[incident for incident in open_incidents(actor) if incident.opened_at < start + DAY],
        tasks=[turn for turn in waiting_tasks(actor, at or start) if turn.task.due_at < start + DAY],
        patrols=patrols,
        totals=totals_of(findings_of(actor, patrols)),
        alerts=[alert for alert in alerts_of(actor).filter(at__lt=start + DAY, until_at__gt=start) if not alert.liftings.all()],
    )
