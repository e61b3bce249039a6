"""What the second person looks at and decides."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import TooLate, decide_change
from lakay.watchlist.models import Alert, Change
from lakay.watchlist.rules.states import ChangeStatus
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.forms import ReasonForm
from lakay.web.watchlist.lists import SECURITY, note
from lakay.web.watchlist.rows import differences, proposals_of, sheet_of

APPROVE = "approve"


def proposal_of(request: DeskRequest, change: UUID) -> Change:
    """A proposal with its alert, if the policy opens both."""
    found = get_or_404(request.actor, request.purpose, Change, change)
    found.alert = get_or_404(request.actor, request.purpose, Alert, found.alert_id)
    return found


@page(Permission.ALERT_LIST, purpose=SECURITY)
def proposal(request: DeskRequest, change: UUID) -> HttpResponse:
    """What was proposed, beside what stands, and the two buttons for whoever may decide."""
    return show(request, proposal_of(request, change), ReasonForm())


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def decide(request: DeskRequest, change: UUID) -> HttpResponse:
    """Approve or reject, with a reason."""
    found = proposal_of(request, change)
    form = ReasonForm(request.POST)
    if form.is_valid():
        approve, reason = request.POST.get("decision") == APPROVE, form.cleaned_data["reason"]
        try:
            decide_change(by=request.actor, at=SystemClock().now(), change=found, approve=approve, reason=reason)
        except (NotAllowed, CannotMove, TooLate) as refused:
            form.add_error(None, told(refused))
        else:
            return redirect("watchlist:queue")
    return show(request, found, form, status=422)


def told(refused: Exception) -> str:
    """Why something could not be decided, in a sentence."""
    if isinstance(refused, NotAllowed):
        return str(refused.reason)
    if isinstance(refused, TooLate):
        return _("The time of this alert is over. It can only be rejected.")
    return _("Somebody else has decided this meanwhile.")


def show(request: DeskRequest, found: Change, form: ReasonForm, status: int = 200) -> HttpResponse:
    """The page of a proposal. Its own proposer sees it without the buttons."""
    note(request, "watchlist.change.read", [found.alert_id], [found.id])
    waits = found.status == ChangeStatus.WAITING
    values = {
        "proposal": proposals_of([found])[0],
        "pairs": sheet_of(found.alert),
        "differences": differences(found),
        "form": form,
        "own": found.proposed_by == request.actor.id,
        "waits": waits,
        "may_decide": waits and request.actor.may(Permission.ALERT_DECIDE) and found.proposed_by != request.actor.id,
    }
    return render(request, "watchlist/proposal.html", values, status=status)
