"""The joint daily briefing on one sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.access.policy import ROLES
from lakay.access.queries import strength_of
from lakay.border.queries import register, tallied_on
from lakay.border.rules import Decision, Direction
from lakay.coordination.permissions import BRIEFING_READ, can_read_briefing
from lakay.coordination.queries import Briefing, briefing_of
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.places.models import Post
from lakay.places.queries import is_market_day, post_by_code, post_hours_on
from lakay.web.coordination.alerts import alert_row
from lakay.web.coordination.home import may
from lakay.web.coordination.rows import incident_row, patrol_rows, total_rows, turn_rows
from lakay.web.shell.fields import DayField
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

TOGETHER = Purpose.COORDINATION
DAY = timedelta(days=1)


class DayForm(forms.Form):
    """Which day."""

    day = DayField(label=_("Day"), required=False)


@dataclass(frozen=True, slots=True)
class Passed:
    """How many passed on a day, by the register: sums, nobody's name."""

    entries: int
    exits: int
    refusals: int
    counted: int


@dataclass(frozen=True, slots=True)
class OnDuty:
    """How many of an agency work here in a role."""

    agency: str
    role: str | Promise
    people: int


@page(BRIEFING_READ, purpose=TOGETHER)
def briefing(request: DeskRequest) -> HttpResponse:
    """Staff, hours and market, what is open and due, the patrols of yesterday, the alerts in force."""
    actor, now = request.actor, SystemClock().now()
    if not can_read_briefing(actor):
        raise Http404
    post = _post(actor.post)
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["day"] if form.is_valid() else None) or timezone.localdate(now)
    start = timezone.make_aware(datetime.combine(day, time()))
    told = briefing_of(actor, start, now)
    _enter(request, told, now)
    values: dict[str, Any] = {
        **_shown(request, told, start),
        **_of_the_post(post, day, start),
        "form": DayForm(initial={"day": day}),
        "now": now,
        "may": may(actor),
        "here": "briefing",
    }
    return render(request, "coordination/briefing.html", values)


def _post(code: str) -> Post:
    try:
        return post_by_code(code)
    except Post.DoesNotExist as error:
        raise Http404 from error


def _enter(request: DeskRequest, told: Briefing, at: datetime) -> None:
    """Opening it is a look at what people wrote in alerts and patrols."""
    looked_at = [record.pk for record in (*told.alerts, *told.patrols)]
    record_read(by=request.actor, at=at, purpose=TOGETHER, what="coordination.briefing.read", subjects=looked_at)


def _shown(request: DeskRequest, told: Briefing, start: datetime) -> dict[str, Any]:
    actor = request.actor
    return {
        "incidents": [incident_row(actor, incident) for incident in told.incidents],
        "turns": turn_rows(actor, told.tasks),
        "patrols": patrol_rows(actor, told.patrols),
        "totals": total_rows(told.totals),
        "alerts": [alert_row(actor, alert, start) for alert in told.alerts],
    }


def _of_the_post(post: Post, day: date, start: datetime) -> dict[str, Any]:
    return {
        "post": post,
        "day": day,
        "market": is_market_day(post, start + DAY / 2),
        "hours": post_hours_on(post, day),
        "passed": passed_on(post.code, day - DAY),
        "duty": [
            OnDuty(row.agency, ROLES[row.role].name, row.people)
            for row in strength_of(post.code, start + DAY)
            if row.role in ROLES
        ],
    }


def passed_on(post: str, day: date) -> Passed:
    """The sums of a day of the register."""
    rows = list(register(post, day).standing().order_by().values_list("decision", "direction"))
    admitted = [direction for decision, direction in rows if decision == Decision.ADMITTED]
    refused = sum(decision == Decision.REFUSED for decision, _direction in rows)
    return Passed(admitted.count(Direction.ENTRY), admitted.count(Direction.EXIT), refused, tallied_on(post, day))
