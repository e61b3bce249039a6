"""Those who say that they are stopped wrongly: written down as they say it, answered by another person."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404, visible
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import answer_redress, take_redress
from lakay.watchlist.models import Redress
from lakay.watchlist.models.alerts import reference_of
from lakay.watchlist.rules.lists import RedressStatus
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.list_forms import AnswerForm, RedressForm
from lakay.web.watchlist.lists import A_PAGE, SECURITY, all_of, note
from lakay.web.watchlist.words import REDRESS_STATUSES

GRANT = "grant"


@page(Permission.ALERT_LIST, purpose=SECURITY, methods=FORM)
def requests(request: DeskRequest) -> HttpResponse:
    """All requests, the open ones first; and a new one."""
    form = RedressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("asked_by", "asked")}
        reference = form.cleaned_data["reference"]
        alert = all_of(request).numbered(reference).values_list("pk", flat=True).first()
        if reference.strip() and alert is None:
            form.add_error("reference", _("No alert has this number. Leave it empty if you do not know it."))
        else:
            take_redress(by=request.actor, at=SystemClock().now(), alert=alert, **said)
            return redirect("watchlist:redress")
    return show(request, form, status=422 if form.is_bound else 200)


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def answer(request: DeskRequest, redress: UUID) -> HttpResponse:
    """Answer one."""
    found = get_or_404(request.actor, request.purpose, Redress, redress)
    form, granted = _answer_form(found, request.POST), request.POST.get("decision") == GRANT
    fault = _("Write an answer.")
    if form.is_valid():
        said = form.cleaned_data["answer"]
        try:
            answer_redress(by=request.actor, at=SystemClock().now(), redress=found, granted=granted, answer=said)
        except NotAllowed as refused:
            fault = str(refused.reason)
        except CannotMove:
            fault = _("Somebody else has decided this meanwhile.")
        else:
            return redirect("watchlist:redress")
    return show(request, RedressForm(), answered=(found.pk, form), fault=fault, status=422)


def _answer_form(row: Redress, sent: QueryDict | None = None) -> AnswerForm:
    """The answer to one of several on the page."""
    return AnswerForm(sent, auto_id=f"id_{row.pk.hex}_%s")


def show(
    request: DeskRequest,
    form: RedressForm,
    *,
    answered: tuple[UUID, AnswerForm] | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, entered as a look at what stands on it; `answered` is an answer sent back, with what was written."""
    found = visible(request.actor, request.purpose, Redress).order_by("answered_at", "taken_at", "id")
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = list(listed.object_list)
    if rows:
        note(request, "watchlist.redress.read", [row.id for row in rows])
    may, sent = request.actor.may(Permission.ALERT_DECIDE), dict([answered] if answered else [])
    lines = [
        {
            "row": row,
            "status": REDRESS_STATUSES[row.status],
            "reference": reference_of(row.alert.hex) if row.alert else "",
            "may_answer": may and row.status == RedressStatus.OPEN and row.taken_by != request.actor.id,
            "own": may and row.status == RedressStatus.OPEN and row.taken_by == request.actor.id,
            "form": sent.get(row.pk) or _answer_form(row),
        }
        for row in rows
    ]
    values = {"form": form, "lines": lines, "page": listed, "fault": fault}
    return render(request, "watchlist/redress.html", values, status=status)
