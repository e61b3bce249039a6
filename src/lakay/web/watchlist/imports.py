"""A file of alerts: read in by one person, decided on as a whole by another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import decide_batch, withdraw_batch
from lakay.watchlist.categories import categories
from lakay.watchlist.loading import load_sheet, settle_all
from lakay.watchlist.models import Batch
from lakay.watchlist.queries import settled_of
from lakay.watchlist.rules.sheet import COLUMNS, NotASheet, Sheet, read_sheet
from lakay.watchlist.rules.states import BatchStatus
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.decide import APPROVE, told
from lakay.web.watchlist.forms import ImportForm, ReasonForm, start_of
from lakay.web.watchlist.lists import A_PAGE, SECURITY, all_of, note
from lakay.web.watchlist.rows import line_of
from lakay.web.watchlist.words import BATCH_STATUSES, CELL_FAULTS, SHEET_FAULTS, STATUSES

MOST_FAULTS = 200


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=FORM)
def bring(request: DeskRequest) -> HttpResponse:
    """Read a file in. Rows that are wrong are listed and left out; the others wait for a second person."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        now = SystemClock().now()
        sheet = sheet_of(form, now)
        if sheet is not None:
            file, reason = form.cleaned_data["file"], form.cleaned_data["reason"]
            batch = load_sheet(sheet, by=request.actor, at=now, file_name=file.name, reason=reason)
            return redirect("watchlist:batch", batch)
    values = {"form": form, "columns": ",".join(COLUMNS), "categories": categories().values()}
    return render(request, "watchlist/import.html", values, status=422 if form.is_bound else 200)


def sheet_of(form: ImportForm, at: datetime) -> Sheet | None:
    """What the file says; nothing, with the reason in the form, if it is no such file."""
    try:
        return read_sheet(form.cleaned_data["file"].read(), categories(), start_of, at)
    except NotASheet as wrong:
        form.add_error("file", str(SHEET_FAULTS[wrong.code]))
        return None


@page(Permission.ALERT_LIST, purpose=SECURITY)
def batch(request: DeskRequest, batch: UUID) -> HttpResponse:
    """A file: its alerts, the rows that were left out, and the decision."""
    return show(request, get_or_404(request.actor, request.purpose, Batch, batch), ReasonForm())


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def decide(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Approve or reject the whole file, and carry it out."""
    found = get_or_404(request.actor, request.purpose, Batch, batch)
    form = ReasonForm(request.POST)
    if form.is_valid():
        now, reason = SystemClock().now(), form.cleaned_data["reason"]
        approve = request.POST.get("decision") == APPROVE
        try:
            decide_batch(by=request.actor, at=now, batch=found, approve=approve, reason=reason)
        except (NotAllowed, CannotMove) as refused:
            form.add_error(None, told(refused))
        else:
            settle_all(found, by=request.actor, at=now)
            return redirect("watchlist:batch", found.id)
    return show(request, found, form, status=422)


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def settle(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Go on with a decision that was cut short."""
    found = get_or_404(request.actor, request.purpose, Batch, batch)
    try:
        settle_all(found, by=request.actor, at=SystemClock().now())
    except NotAllowed as refused:
        form = ReasonForm()
        return show(request, found, form, fault=str(refused.reason), status=422)
    return redirect("watchlist:batch", found.id)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def withdraw(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Take a file back that one has brought, also while it is being read in."""
    found = get_or_404(request.actor, request.purpose, Batch, batch)
    try:
        withdraw_batch(by=request.actor, at=SystemClock().now(), batch=found)
    except (NotAllowed, CannotMove) as refused:
        return show(request, found, ReasonForm(), fault=told(refused), status=422)
    return redirect("watchlist:batch", found.id)


def show(request: DeskRequest, found: Batch, form: ReasonForm, fault: str = "", status: int = 200) -> HttpResponse:
    """The page of a file, some of its alerts at a time."""
    now = SystemClock().now()
    listed = Paginator(all_of(request).filter(batch=found).order_by("id"), A_PAGE).get_page(request.GET.get("page"))
    rows = list(listed.object_list)
    note(request, "watchlist.batch.read", [row.id for row in rows], [found.id])
    names = staff_names({who for who in (found.proposed_by, found.decided_by) if who})
    another = request.actor.may(Permission.ALERT_DECIDE) and found.proposed_by != request.actor.id
    values = {
        "batch": found,
        "status": BATCH_STATUSES[found.status],
        "who": names.get(found.proposed_by, ""),
        "decided_who": names.get(found.decided_by, "") if found.decided_by else "",
        "page": listed,
        "lines": [line_of(row, now) for row in rows],
        "faults": [(line, column, CELL_FAULTS.get(code, code)) for line, column, code in (found.faults or [])[:MOST_FAULTS]],
        "fault_count": len(found.faults or []),
        "settled": [(STATUSES[code], count) for code, count in settled_of(found).items()],
        "form": form,
        "fault": fault,
        "may_decide": another and found.status in {BatchStatus.WAITING, BatchStatus.LOADING},
        "may_approve": found.status == BatchStatus.WAITING,
        "may_settle": another and found.status in {BatchStatus.APPROVED, BatchStatus.REJECTED},
        "may_withdraw": found.proposed_by == request.actor.id and found.status in {BatchStatus.WAITING, BatchStatus.LOADING},
        "title": found.file_name or _("erased"),
    }
    return render(request, "watchlist/batch.html", values, status=status)
