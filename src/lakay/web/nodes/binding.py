"""The last step of a first start: the key of the post is bound to its hub. The code for the safe is shown once; the card goes to the hub."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.sync import cards, queries
from lakay.sync.enrolment.papers import ADMITTED
from lakay.sync.runner import WAKE
from lakay.web.nodes.forms import PaperForm
from lakay.web.nodes.stick import BundleForm, show_stick
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest


def after(state: str) -> HttpResponse:
    """Where the first start goes on, once the hub has answered: the code again, the key of the post, or the log-in."""
    if state != ADMITTED:
        return redirect("nodes:join")
    WAKE.set()
    return redirect("nodes:bind" if cards.can_bind() else "entry:login")


@page(public=True, purpose=Purpose.SECURITY, methods=FORM)
def bind(request: DeskRequest) -> HttpResponse:
    """Bind the key to the hub. The page is there until that is done; nobody can log in before the hub has sent the accounts."""
    if not cards.can_bind():
        raise Http404
    if request.method != "POST":
        return render(request, "nodes/bind.html")
    halves = cards.bind(SystemClock().now())
    WAKE.set()
    own = queries.membership()
    return render(request, "nodes/bound.html", {"halves": halves, "own": own, "by_line": bool(own and own.address)})


@page(public=True, purpose=Purpose.SECURITY)
def card(request: DeskRequest) -> HttpResponse:
    """The card as a file for a stick, while it waits; only the hub can read what is in it."""
    paper = cards.waiting()
    if not paper:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="lakay-card.json"'}
    return HttpResponse(paper, content_type="application/octet-stream", headers=headers)


@page(Permission.NODE_CARRY, purpose=Purpose.SECURITY, methods=WRITE)
def word(request: DeskRequest) -> HttpResponse:
    """The hub's word from a stick that it has the card."""
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        if cards.take_word(form.content()):
            return redirect("nodes:stick")
        form.add_error("file", _("This is not the hub's answer to the card that waits here."))
    return show_stick(request, BundleForm(), paper=form)
