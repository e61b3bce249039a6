"""The overview of the post: what stands on it, what is open, what one's agency has to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lakay.access.visibility import holds, may_see
from lakay.coordination.permissions import BRIEFING_READ, INCIDENT_VIEW, INCIDENT_WRITE, PATROL_WRITE, RAPID_SEND, TASK_WRITE
from lakay.coordination.permissions import can_read_briefing as briefing_is_open
from lakay.coordination.queries import banner_of, handed_to_protection, open_incidents, patrols_out, unseen_at, waiting_tasks
from lakay.journal.reading import record_read
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.coordination.rows import BannerRow, FindingRow, banner_row, finding_rows, incident_row, patrol_rows, turn_rows
from lakay.web.coordination.words import language
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

TOGETHER = Purpose.COORDINATION
SHOWN_FOR = timedelta(days=7)


def may(actor: Actor) -> dict[str, bool]:
    """What the actor may begin here; the templates show only that."""
    return {
        "incident": actor.may(INCIDENT_WRITE),
        "task": actor.may(TASK_WRITE),
        "patrol": actor.may(PATROL_WRITE),
        "alert": actor.may(RAPID_SEND),
        "briefing": actor.may(BRIEFING_READ) and briefing_is_open(actor),
    }


@page(INCIDENT_VIEW, purpose=TOGETHER)
def home(request: DeskRequest) -> HttpResponse:
    """Rapid alerts to acknowledge, open incidents, tasks of the own agency with the overdue first, patrols out now."""
    actor, now = request.actor, SystemClock().now()
    values: dict[str, Any] = {
        "may": may(actor),
        "here": "home",
        "banners": _banners(request),
        "incidents": [incident_row(actor, incident) for incident in open_incidents(actor)],
        "turns": turn_rows(actor, waiting_tasks(actor, now)),
        "patrols": patrol_rows(actor, patrols_out(actor)),
        "children": _children(request),
    }
    return render(request, "coordination/home.html", values)


def _children(request: DeskRequest) -> list[FindingRow]:
    """For those who protect: whom patrols have handed to their desk in the last days."""
    actor, now = request.actor, SystemClock().now()
    if not holds(actor, INCIDENT_VIEW, Purpose.PROTECTION):
        return []
    findings = handed_to_protection(actor, now - SHOWN_FOR)
    if findings:
        patrols = {finding.patrol_id for finding in findings}
        record_read(by=actor, at=now, purpose=TOGETHER, what="coordination.patrol.read", subjects=patrols)
    return finding_rows(actor, findings)


def _banners(request: DeskRequest) -> list[BannerRow]:
    actor, now = request.actor, SystemClock().now()
    alerts = [alert for alert in unseen_at(actor.post, now) if may_see(actor, TOGETHER, alert)]
    if alerts:
        record_read(by=actor, at=now, purpose=TOGETHER, what="coordination.alert.read", subjects=[alert.pk for alert in alerts])
    return [banner_row(banner_of(alert, language())) for alert in alerts]
