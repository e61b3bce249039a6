"""Silent hits: for which categories the booth is told nothing, on whose word, until when; and the hits themselves, for the owner of the alert."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404, visible
from lakay.border.models import Hit
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions.silences import LONGEST, NeverSilent, decide_silence, end_silence, propose_silence
from lakay.watchlist.categories import categories
from lakay.watchlist.models import Alert, Silence
from lakay.watchlist.models.alerts import reference_of
from lakay.watchlist.rules.lists import SilenceStatus
from lakay.web.shell.fields import DayField
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.decide import APPROVE, told
from lakay.web.watchlist.forms import ReasonForm, after, last_day_of
from lakay.web.watchlist.lists import SECURITY, note
from lakay.web.watchlist.words import SILENCE_STATUSES, category_label

SHOWN = 50


class SilenceForm(ReasonForm):
    """Which category, and until when."""

    category = forms.ChoiceField(label=gettext_lazy("Category"))
    last_day = DayField(label=gettext_lazy("Last day"))
    field_order = ("category", "last_day", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        loud = [code for code, row in categories().items() if not row.protective]
        self.fields["category"].choices = [(code, category_label(code)) for code in loud]  # type: ignore[attr-defined]


@page(Permission.ALERT_LIST, purpose=SECURITY)
def silences(request: DeskRequest) -> HttpResponse:
    """The silences, the newest first, and the silent hits of the own agency's alerts."""
    return show(request, SilenceForm())


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def ask(request: DeskRequest) -> HttpResponse:
    """Ask that hits of a category be silent."""
    form, now = SilenceForm(request.POST), SystemClock().now()
    if form.is_valid():
        said = form.cleaned_data
        asked = {"category": said["category"], "until_at": after(said["last_day"]), "reason": said["reason"]}
        try:
            propose_silence(by=request.actor, at=now, **asked)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except NeverSilent:
            days = LONGEST // timedelta(days=1)
            form.add_error("last_day", _("A silence ends in the future, after at most %(days)d days.") % {"days": days})
        else:
            return redirect("watchlist:silences")
    return show(request, form, status=422)


@page(Permission.ALERT_LIST, purpose=SECURITY, methods=WRITE)
def move(request: DeskRequest, silence: UUID) -> HttpResponse:
    """A second person agrees or not; or anybody who keeps the list ends it."""
    found = get_or_404(request.actor, request.purpose, Silence, silence)
    form, now, decision = ReasonForm(request.POST), SystemClock().now(), request.POST.get("decision", "")
    try:
        if decision == "end":
            end_silence(by=request.actor, at=now, silence=found)
        elif form.is_valid():
            approve, reason = decision == APPROVE, form.cleaned_data["reason"]
            decide_silence(by=request.actor, at=now, silence=found, approve=approve, reason=reason)
        else:
            return show(request, SilenceForm(), fault=_("Say why. The reason stays with the alert."), status=422)
    except (NotAllowed, CannotMove) as refused:
        return show(request, SilenceForm(), fault=told(refused), status=422)
    return redirect("watchlist:silences")


def show(request: DeskRequest, form: SilenceForm, fault: str = "", status: int = 200) -> HttpResponse:
    """The page, entered as a look at the alerts of the hits on it."""
    now = SystemClock().now()
    rows = list(visible(request.actor, request.purpose, Silence).order_by("-proposed_at", "-id")[:SHOWN])
    names = staff_names({who for row in rows for who in (row.proposed_by, row.decided_by, row.ended_by) if who})
    met = hits_of(request)
    if met:
        note(request, "watchlist.silent_hits.read", {row.alert for row in met if row.alert})
    values = {
        "form": form,
        "fault": fault,
        "lines": [line_of(row, names, request, now) for row in rows],
        "hits": [(row, reference_of(row.alert.hex) if row.alert else "", category_label(row.category)) for row in met],
        "may_ask": request.actor.may(Permission.ALERT_PROPOSE),
    }
    return render(request, "watchlist/silences.html", values, status=status)


def line_of(row: Silence, names: dict[UUID, str], request: DeskRequest, at: datetime) -> dict[str, Any]:
    """A silence as the page shows it, with what this person may do."""
    stands = row.status == SilenceStatus.STANDING
    another = request.actor.may(Permission.ALERT_DECIDE) and row.proposed_by != request.actor.id
    return {
        "row": row,
        "category": category_label(row.category),
        "last_day": last_day_of(row.until_at),
        "status": SILENCE_STATUSES["over" if stands and row.until_at <= at else row.status],
        "who": names.get(row.proposed_by, ""),
        "decided_who": names.get(row.decided_by, "") if row.decided_by else "",
        "may_decide": another and row.status == SilenceStatus.PROPOSED,
        "may_end": stands and row.until_at > at,
        "form": ReasonForm(prefix=""),
    }


def hits_of(request: DeskRequest) -> list[Hit]:
    """The last silent hits of alerts that the own agency asked for."""
    met = list(visible(request.actor, request.purpose, Hit).filter(silent=True).order_by("-at", "-pk")[: 4 * SHOWN])
    alerts = visible(request.actor, request.purpose, Alert).filter(pk__in=[row.alert for row in met], agency=request.actor.agency)
    own = set(alerts.values_list("pk", flat=True))
    return [row for row in met if row.alert in own][:SHOWN]
