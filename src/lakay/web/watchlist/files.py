"""A file of alerts: how far the program is with it, what it would change, and what two people decide on it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
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
from lakay.watchlist.actions import bring_tried, decide_batch, go_on_settling, stop_settling, withdraw_batch
from lakay.watchlist.models import Batch
from lakay.watchlist.queries import settled_of
from lakay.watchlist.rules.states import AlertStatus, BatchStatus
from lakay.watchlist.working import WAKE, forget
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.decide import APPROVE, told
from lakay.web.watchlist.forms import ReasonForm
from lakay.web.watchlist.lists import A_PAGE, SECURITY, all_of, note
from lakay.web.watchlist.rows import line_of
from lakay.web.watchlist.words import BATCH_STATUSES, CELL_FAULTS, FILE_PROBLEMS, SOURCE_FAULTS, STATUSES

MOST_FAULTS = 200
OWN_TURN = frozenset({BatchStatus.TRYING, BatchStatus.TRIED, BatchStatus.LOADING, BatchStatus.WAITING})
DECIDED = frozenset({BatchStatus.APPROVED, BatchStatus.REJECTED})


@page(Permission.ALERT_LIST, purpose=SECURITY)
def batch(request: DeskRequest, batch: UUID) -> HttpResponse:
    """A file: its alerts, the rows that were left out, and the decision. Asked for again by the page itself while it is worked on."""
    found = get_or_404(request.actor, request.purpose, Batch, batch)
    if not request.htmx:
        return show(request, found, ReasonForm())
    how_far = far(found)
    response = render(request, "watchlist/far.html", {"batch": found, "far": how_far})
    response["Vary"] = "HX-Request"
    if not how_far["working"]:
        response["HX-Refresh"] = "true"  # what can be done with it has changed
    return response


def far(found: Batch) -> dict[str, Any]:
    """How far the program is with a file: of how many, and whether it is at it."""
    settled = settled_of(found)
    decided = found.status in DECIDED | {BatchStatus.STOPPED, BatchStatus.DONE}
    at_work = (found.status in {BatchStatus.TRYING, BatchStatus.LOADING} and found.file_hash) or found.status in DECIDED
    return {
        "working": bool(at_work) and not found.problem,
        "all": found.rows if decided else (found.planned or {}).get("total", 0),
        "done": found.rows - settled.get(AlertStatus.PROPOSED, 0) if decided else found.rows,
        "settled": [(STATUSES[code], count) for code, count in settled.items()],
        "status": BATCH_STATUSES[found.status],
    }


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def decide(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Approve or reject the whole file. It is carried out in the background."""
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
            WAKE.set()
            return redirect("watchlist:batch", found.id)
    return show(request, found, form, status=422)


def step(request: DeskRequest, batch: UUID, act: Callable[..., object]) -> HttpResponse:
    """One thing done to a file, that needs no reason; or why it cannot be done."""
    found = get_or_404(request.actor, request.purpose, Batch, batch)
    try:
        act(by=request.actor, at=SystemClock().now(), batch=found)
    except (NotAllowed, CannotMove) as refused:
        now = get_or_404(request.actor, request.purpose, Batch, batch)
        return show(request, now, ReasonForm(), fault=told(refused), status=422)
    WAKE.set()
    return redirect("watchlist:batch", found.id)


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def settle(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Go on with a decision that was stopped or cut short."""
    return step(request, batch, go_on_settling)


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def stop(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Stop carrying an approval out. What is on the list stays there."""
    return step(request, batch, stop_settling)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def read_in(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Have a file read in that was tried out."""
    return step(request, batch, bring_tried)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def withdraw(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Take a file back that one has brought, also while it is being read in."""
    found = get_or_404(request.actor, request.purpose, Batch, batch)
    answer = step(request, batch, withdraw_batch)
    forget(found)
    return answer


def show(request: DeskRequest, found: Batch, form: ReasonForm, fault: str = "", status: int = 200) -> HttpResponse:
    """The page of a file, some of its alerts at a time."""
    now = SystemClock().now()
    listed = Paginator(all_of(request).filter(batch=found).order_by("id"), A_PAGE).get_page(request.GET.get("page"))
    rows = list(listed.object_list)
    note(request, "watchlist.batch.read", [row.id for row in rows], [found.id])
    names = staff_names({who for who in (found.proposed_by, found.decided_by) if who})
    values = {
        "batch": found,
        "far": far(found),
        "problem": FILE_PROBLEMS.get(found.problem, found.problem),
        "who": names.get(found.proposed_by, ""),
        "decided_who": names.get(found.decided_by, "") if found.decided_by else "",
        "page": listed,
        "lines": [line_of(row, now) for row in rows],
        "faults": [(line, column, fault_words(code)) for line, column, code in (found.faults or [])[:MOST_FAULTS]],
        "fault_count": len(found.faults or []),
        "form": form,
        "fault": fault,
        **turns_of(request, found),
        "title": found.file_name or _("erased"),
    }
    return render(request, "watchlist/batch.html", values, status=status)


def turns_of(request: DeskRequest, found: Batch) -> dict[str, bool]:
    """What this person may do with a file now."""
    own = found.proposed_by == request.actor.id
    another = request.actor.may(Permission.ALERT_DECIDE) and not own
    held_up = found.status == BatchStatus.STOPPED or (found.status in DECIDED and bool(found.problem))
    return {
        "may_decide": another and found.status in {BatchStatus.WAITING, BatchStatus.LOADING},
        "may_approve": found.status == BatchStatus.WAITING,
        "may_settle": another and held_up,
        "may_stop": another and found.status == BatchStatus.APPROVED and not found.problem,
        "may_read_in": own and found.status == BatchStatus.TRIED,
        "may_withdraw": own and found.status in OWN_TURN,
    }


def fault_words(code: str) -> Any:
    """What is wrong with a row, in words."""
    return CELL_FAULTS.get(code, SOURCE_FAULTS.get(code, code))
