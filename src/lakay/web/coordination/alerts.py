"""Rapid alerts: those received and sent, a new one, the acknowledgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lakay.access.shown import Shown, shown
from lakay.access.visibility import get_or_404
from lakay.coordination import actions
from lakay.coordination.models import RapidAlert
from lakay.coordination.permissions import INCIDENT_VIEW, RAPID_SEND, sent_it
from lakay.coordination.queries import SentTo, alerts_of, banner_of, posts_told
from lakay.coordination.rules import NoText, Severity
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.places.queries import posts_on
from lakay.web.coordination import words
from lakay.web.coordination.forms import AlertForm, LiftForm
from lakay.web.coordination.home import may
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.posts import name_of
from lakay.web.shell.requests import DeskRequest

TOGETHER = Purpose.COORDINATION
ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class AlertRow:
    """A rapid alert in the list: what it says, whether it stands, and for its sender who has seen it."""

    view: Shown
    text: str
    severity: str | Promise
    badge: str
    stands: bool
    own: bool
    told: list[SentTo]


def alert_row(actor: Actor, alert: RapidAlert, at: datetime) -> AlertRow:
    """An alert for its reader."""
    own = sent_it(actor, alert)
    return AlertRow(
        view=shown(actor, TOGETHER, alert),
        text=banner_of(alert, words.language()).text,
        severity=words.SEVERITY[alert.severity],
        badge=words.KIND_OF_BADGE[alert.severity],
        stands=alert.until_at > at and not alert.liftings.all(),
        own=own and actor.may(RAPID_SEND),
        told=posts_told(alert) if own else [],
    )


@page(INCIDENT_VIEW, purpose=TOGETHER)
def alerts(request: DeskRequest) -> HttpResponse:
    """Rapid alerts sent from here and received, newest first."""
    actor, now = request.actor, SystemClock().now()
    listed = Paginator(alerts_of(actor), ON_A_PAGE).get_page(request.GET.get("page"))
    found = list(listed.object_list)
    if found:
        record_read(by=actor, at=now, purpose=TOGETHER, what="coordination.alert.read", subjects=[alert.pk for alert in found])
    rows = [alert_row(actor, alert, now) for alert in found]
    values = {"page": listed, "rows": rows, "lift_form": LiftForm(), "may": may(actor), "here": "alerts"}
    return render(request, "coordination/alerts.html", values)


def _posts(request: DeskRequest) -> list[tuple[str, str]]:
    posts = posts_on(SystemClock().now().date())
    return [(post.code, name_of(post)) for post in posts if post.status == "official" and post.code != request.actor.post]


@page(RAPID_SEND, purpose=TOGETHER, methods=FORM)
def new(request: DeskRequest) -> HttpResponse:
    """Tell other posts."""
    form = AlertForm(request.POST or None, posts=_posts(request), initial={"severity": Severity.WARNING})
    if request.method == "POST" and form.is_valid() and _send(request, form):
        return redirect("coordination:alerts")
    values = {"form": form, "may": may(request.actor), "here": "alerts"}
    return render(request, "coordination/alert_new.html", values, status=422 if request.method == "POST" else 200)


def _send(request: DeskRequest, form: AlertForm) -> bool:
    data, now = form.cleaned_data, SystemClock().now()
    try:
        actions.send_alert(
            by=request.actor,
            at=now,
            severity=Severity(data["severity"]),
            texts=form.texts(),
            until_at=now + timedelta(hours=data["hours"]),
            posts=data["posts"],
            everywhere=data["everywhere"],
            command=data["command"],
        )
    except NotAllowed as refused:
        form.add_error(None, str(refused.reason))
    except NoText:
        form.add_error(f"text_{words.language()}", _("Write the alert in at least one language."))
    except actions.NoTarget:
        form.add_error("posts", _("Choose at least one post."))
    except CommandReused:
        pass  # the end of its hours is another on a second sending: the alert was sent the first time
    return not form.errors


@page(INCIDENT_VIEW, purpose=TOGETHER, methods=WRITE)
def acknowledge(request: DeskRequest, alert: UUID) -> HttpResponse:
    """Somebody at this post has read it. Who sent it has nothing to acknowledge."""
    found = get_or_404(request.actor, TOGETHER, RapidAlert, alert)
    if found.post == request.actor.post:
        raise Http404
    try:
        actions.acknowledge_alert(by=request.actor, at=SystemClock().now(), alert=found)
    except actions.AlreadyOver:
        return redirect("coordination:home")  # it is gone from the screen, as was wanted
    return redirect("coordination:home")


@page(RAPID_SEND, purpose=TOGETHER, methods=WRITE)
def lift(request: DeskRequest, alert: UUID) -> HttpResponse:
    """Take it back before its end."""
    found = get_or_404(request.actor, TOGETHER, RapidAlert, alert)
    if not sent_it(request.actor, found):
        raise Http404
    form = LiftForm(request.POST)
    if form.is_valid():
        try:
            actions.lift_alert(by=request.actor, at=SystemClock().now(), alert=found, reason=form.cleaned_data["reason"])
        except actions.AlreadyLifted:
            return redirect("coordination:alerts")  # two people pressed the button: it is lifted, as both wanted
    return redirect("coordination:alerts")
