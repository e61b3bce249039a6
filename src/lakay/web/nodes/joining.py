"""The first start of a machine that joins: the code is typed, the eight groups are shown, the hub answers. Nobody can log in here yet."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.kernel.clock import SystemClock
from lakay.sync import joining, queries
from lakay.sync.enrolment.codes import BadCode
from lakay.sync.enrolment.fingerprints import authority_words
from lakay.sync.enrolment.papers import ADMITTED, BadPaper
from lakay.sync.https import ENROL, Refused, TooBusy
from lakay.sync.https.client import BadAddress, Cut, post_once
from lakay.sync.secrets import secrets
from lakay.web.nodes.binding import after
from lakay.web.nodes.forms import JoinForm, PaperForm
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest


def check_open() -> None:
    """The page is there on a fresh machine alone. Afterwards nobody learns that it was."""
    if not joining.is_fresh():
        raise Http404


@page(public=True, methods=FORM)
def join(request: DeskRequest) -> HttpResponse:
    """Type the code. Once the hub has admitted the machine (it asks by itself), the same page leads on."""
    own = queries.membership()
    if own is not None and own.joined_at is not None:
        return after(ADMITTED)
    check_open()
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            paper = joining.ask_to_join(form.cleaned_data["code"], form.cleaned_data["title"], SystemClock().now())
        except BadCode:
            form.add_error("code", _("There is a slip in the code. Compare it with the paper, letter by letter."))
        else:
            return call(request, form, paper) if form.cleaned_data["address"] else redirect("nodes:join")
    return show(request, form)


def call(request: DeskRequest, form: JoinForm, paper: bytes) -> HttpResponse:
    """Bring the request to the hub over the line. Once more is no harm: until it is admitted, the same form asks again."""
    try:
        answer = post_once(form.cleaned_data["address"], ENROL, paper)
        state = joining.take_answer(answer, SystemClock().now())
    except (Cut, TooBusy, BadAddress):
        form.add_error("address", _("The hub does not answer. Try again, or carry the request on a stick."))
    except (Refused, BadPaper):
        form.add_error("code", _("The hub does not know this code, or another machine was first. Ask for a new paper."))
    else:
        return after(state)
    return show(request, form)


def show(request: DeskRequest, form: JoinForm, paper: PaperForm | None = None) -> HttpResponse:
    """The page of the first start."""
    own = queries.membership()
    values = {
        "form": form,
        "paper": paper or PaperForm(),
        "asked": own is not None and bool(own.attempt),
        "title": own.title if own else "",
        "groups": secrets().fingerprint,
        "hub_title": own.hub_title if own else "",
        "hub_groups": joining.hub_fingerprint(),
        "hub_words": authority_words(own.authority) if own else (),
    }
    bad = form.errors or (paper and paper.errors)
    return render(request, "nodes/join.html", values, status=422 if bad else 200)


@page(public=True)
def request_file(request: DeskRequest) -> HttpResponse:
    """The request as a file for a stick."""
    check_open()
    try:
        paper = joining.last_request()
    except joining.NothingAsked as error:
        raise Http404 from error
    headers = {"Content-Disposition": 'attachment; filename="lakay-request.json"'}
    return HttpResponse(paper, content_type="application/octet-stream", headers=headers)


@page(public=True, methods=WRITE)
def answer_file(request: DeskRequest) -> HttpResponse:
    """The hub's answer from a stick."""
    check_open()
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            state = joining.take_answer(form.content(), SystemClock().now())
        except (BadPaper, joining.NothingAsked):
            form.add_error("file", _("This is no answer to the request of this machine."))
        else:
            return after(state)
    return show(request, JoinForm(), form)
