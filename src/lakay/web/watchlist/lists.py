"""The list, and what waits for a decision. Whoever opens these pages is entered as having looked at the alerts on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lakay.access.models import Agency
from lakay.access.policy import Permission
from lakay.access.visibility import visible
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.watchlist.categories import categories
from lakay.watchlist.models import Alert, AlertQuerySet
from lakay.watchlist.queries import age, hits_by_outcome, unfinished_batches, waiting_changes, with_keys
from lakay.watchlist.rules.states import Outcome
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.forms import ENDING, FilterForm, FindForm
from lakay.web.watchlist.rows import line_of, proposals_of
from lakay.web.watchlist.words import BASES, BATCH_STATUSES, category_label

A_PAGE = 25
SOON = timedelta(days=30)
REVIEWED = timedelta(days=90)
SECURITY = Purpose.SECURITY


def note(request: DeskRequest, what: str, alerts: Iterable[UUID], records: Iterable[UUID] = ()) -> None:
    """Enter that somebody looked at alerts."""
    purpose = request.purpose
    record_read(by=request.actor, at=SystemClock().now(), purpose=purpose, what=what, subjects=alerts, records=records)


def all_of(request: DeskRequest) -> AlertQuerySet:
    """The alerts that the policy opens to the reader."""
    found: AlertQuerySet = visible(request.actor, request.purpose, Alert)  # type: ignore[assignment]
    return found


@page(Permission.ALERT_LIST, purpose=SECURITY)
def alerts(request: DeskRequest) -> HttpResponse:
    """The list, newest change first, by state, category and agency."""
    now = SystemClock().now()
    agencies = visible(request.actor, request.purpose, Agency).order_by("code").values_list("code", flat=True)
    form = FilterForm(request.GET, among=categories().values(), agencies=agencies)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = chosen(all_of(request), wanted, now).order_by("-changed_at", "id")
    return show(request, found, {"form": form, "find_form": FindForm()}, now)


def chosen(rows: AlertQuerySet, wanted: dict[str, str], at: datetime) -> AlertQuerySet:
    """The alerts that a filter asks for."""
    exact = {name: wanted[name] for name in ("category", "agency") if wanted.get(name)}
    rows, status = rows.filter(**exact), wanted.get("status", "")
    if status == ENDING:
        return rows.ending(at, SOON)
    return rows.filter(status=status) if status else rows


@page(Permission.ALERT_LIST, purpose=SECURITY, methods=WRITE)
def find(request: DeskRequest) -> HttpResponse:
    """Alerts in any state with exactly this number, name or document."""
    now = SystemClock().now()
    form = FindForm(request.POST)
    found = all_of(request).none()
    if form.is_valid() and form.cleaned_data["reference"]:
        found = all_of(request).numbered(form.cleaned_data["reference"])
    elif form.is_valid():
        found = with_keys(all_of(request), document=form.document, name=form.name).order_by("-changed_at", "id")
    return show(request, found, {"find_form": form, "found": True}, now)


def show(request: DeskRequest, found: AlertQuerySet, values: dict[str, Any], at: datetime) -> HttpResponse:
    """A page of the list, entered as a look at every alert on it."""
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = list(listed.object_list)
    if rows:
        note(request, "watchlist.list.read", [row.id for row in rows])
    values |= {
        "page": listed,
        "lines": [line_of(row, at) for row in rows],
        "age": age(at),
        "may_propose": request.actor.may(Permission.ALERT_PROPOSE),
        "waiting": waiting_changes().count(),
    }
    return render(request, "watchlist/list.html", values)


@page(Permission.ALERT_LIST, purpose=SECURITY)
def queue(request: DeskRequest) -> HttpResponse:
    """What waits for a second person: single proposals and whole files, the oldest first."""
    listed = Paginator(waiting_changes(), A_PAGE).get_page(request.GET.get("page"))
    proposals = proposals_of(listed.object_list)
    if proposals:
        note(request, "watchlist.queue.read", {proposal.alert for proposal in proposals})
    batches = [(batch, BATCH_STATUSES[batch.status]) for batch in unfinished_batches()]
    return render(request, "watchlist/queue.html", {"page": listed, "proposals": proposals, "batches": batches})


@page(Permission.ALERT_LIST, purpose=SECURITY)
def outcomes(request: DeskRequest) -> HttpResponse:
    """How often the list was right in the last ninety days, by category and by what the hit was found."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in hits_by_outcome(SystemClock().now() - REVIEWED):
        counts.setdefault((row["category"], row["basis"]), {})[row["outcome"]] = row["count"]
    lines = [
        {
            "category": category_label(category),
            "basis": BASES[basis],
            "all": sum(found.values()),
            **{code.value: found.get(code.value, 0) for code in Outcome},
        }
        for (category, basis), found in sorted(counts.items())
    ]
    return render(request, "watchlist/outcomes.html", {"lines": lines})
