"""The two counters: a border pass, and leave for a child. First the document, then the rest on the same page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.shown import Shown, shown
from lakay.access.visibility import check_search
from lakay.credentials.actions import issue_authorisation, issue_border_pass
from lakay.credentials.actions.passes import Applicant, HoldsOne, Newcomer, NoKeyHere
from lakay.credentials.models import Pass
from lakay.credentials.rules import BorderRequest, CannotIssue, Companion, Consent, MinorRequest, Period, longest
from lakay.journal.act import Receipt
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.people.models import Person
from lakay.people.queries import find_document, names_to_show, surviving
from lakay.people.rules import pictures
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars
from lakay.places.pack.records import PassRule
from lakay.traveldocs.passes import Leg
from lakay.web.passes import pack, words
from lakay.web.passes.forms import BorderForm, DocumentForm, HolderForm, MinorForm, PeriodForm
from lakay.web.passes.paper import written_birth
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.requests import DeskRequest

FIND, ISSUE = "find", "issue"


@dataclass
class Counter:
    """What stands on the counter: the forms, and the person whom the document found."""

    request: DeskRequest
    kind: str
    today: date
    document: DocumentForm
    terms: PeriodForm
    holder: HolderForm | None = None
    person: Person | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def known(self) -> Shown | None:
        """The person found, as this officer may see them: they stand at the counter with their document."""
        if self.person is None:
            return None
        return shown(self.request.actor, self.request.purpose, self.person, live=[self.person.id])

    @property
    def born(self) -> str:
        """The birthday of the person found."""
        return written_birth(str(self.known.birth)) if self.known and self.known.birth else ""

    def is_valid(self) -> bool:
        """Whether every form on the counter is filled in."""
        return all(form.is_valid() for form in (self.document, self.terms, self.holder) if form is not None)

    def applicant(self) -> Applicant:
        """Who asks, with the photo taken now. Raises BadPicture."""
        photo = self.terms.cleaned_data["photo"]
        picture = pictures.clean(photo.read(pictures.MOST_BYTES_IN + 1)) if photo else None
        return Applicant(self.person or self.newcomer(), picture)

    def newcomer(self) -> Newcomer:
        """The person to be entered."""
        if self.holder is None:
            raise TypeError("the person was found")
        given, seen = self.holder.cleaned_data, self.document.cleaned_data
        shown_document = DocumentGiven(seen["type"], seen["state"], seen["number"]) if seen["number"] else None
        return Newcomer(
            NameGiven(NameKind.PRINTED, given["surname"], given["given_names"]),
            Particulars(given["sex"], given["birth"], (given["nationality"],) if given["nationality"] else ()),
            shown_document,
        )

    def period(self, rule: PassRule) -> Period:
        """The days asked for; as many as the rule gives where no last day is written."""
        first, last = self.terms.cleaned_data["valid_from"], self.terms.cleaned_data["valid_until"]
        return Period(first, last) if last else longest(rule, first)


@page(Permission.PERMIT_ISSUE, purpose=Purpose.ADMINISTRATION, methods=FORM)
def border(request: DeskRequest) -> HttpResponse:
    """Issue a border pass."""
    return serve(request, "border", BorderForm, give_border)


@page(Permission.AUTHORISATION_ISSUE, purpose=Purpose.ADMINISTRATION, methods=FORM)
def minor(request: DeskRequest) -> HttpResponse:
    """Give a child leave to travel."""
    return serve(request, "minor", MinorForm, give_minor)


def serve(request: DeskRequest, kind: str, form: type[PeriodForm], give: Callable[[Counter], Receipt]) -> HttpResponse:
    """The document, then the rest; the second sending issues."""
    counter = laid_out(request, kind, form)
    step = request.POST.get("step", "")
    if request.method == "GET" or not counter.document.is_valid():
        return show(counter, step="")
    look_for(counter)
    if step != ISSUE:
        return show(counter, step=ISSUE)
    counter.terms = form(request.POST, request.FILES)
    counter.holder = HolderForm(request.POST) if counter.person is None else None
    if counter.is_valid():
        receipt = issued(counter, give)
        if receipt is not None:
            return redirect("passes:issued_one", receipt.id_of(Pass))
    return show(counter, step=ISSUE)


def laid_out(request: DeskRequest, kind: str, form: type[PeriodForm]) -> Counter:
    """An empty counter."""
    today = timezone.localdate(SystemClock().now())
    initial: dict[str, Any] = {"valid_from": today, "destination": "DOM", "companion_state": pack.home(), "consent_on": today}
    document = DocumentForm(request.POST or None, initial={"state": pack.home()})
    return Counter(request, kind, today, document, form(initial=initial))


def look_for(counter: Counter) -> None:
    """Find the person by the exact document; the look is entered."""
    request, wanted = counter.request, counter.document.cleaned_data
    check_search(request.actor, request.purpose, live=(), exact=True)
    found = find_document(wanted["state"], wanted["number"], wanted["type"])
    if found is None:
        counter.holder = HolderForm(initial={"nationality": wanted["state"]})
        return
    counter.person = surviving(found.person)
    at = SystemClock().now()
    subjects = [counter.person.id]
    record_read(by=request.actor, at=at, purpose=request.purpose, what="credentials.person.read", subjects=subjects)


def issued(counter: Counter, give: Callable[[Counter], Receipt]) -> Receipt | None:
    """Issue; what stands against it is put on the counter."""
    try:
        return give(counter)
    except CannotIssue as error:
        counter.faults += [str(words.FAULTS[why]) for why in error.why]
    except pictures.BadPicture:
        counter.terms.add_error("photo", _("This is not a picture that can be read."))
    except HoldsOne:
        counter.faults.append(_("This person holds a border pass that is still good. Take it back first."))
    except NoKeyHere:
        counter.faults.append(_("This node has no key of your agency that signs such a pass today. Ask the administrator."))
    return None


def give_border(counter: Counter) -> Receipt:
    """Issue the border pass on the counter."""
    values = counter.terms.cleaned_data
    rule = pack.rule_of(values["rule"])
    asked = BorderRequest(rule, counter.period(rule), values["residence"], tuple(values["posts"]))
    return issue_border_pass(
        by=counter.request.actor,
        at=SystemClock().now(),
        today=counter.today,
        home=pack.home(),
        applicant=counter.applicant(),
        request=asked,
        command=command_of(counter),
    )


def give_minor(counter: Counter) -> Receipt:
    """Give the leave on the counter."""
    values = counter.terms.cleaned_data
    rule = pack.rules("minor")[0]
    asked = MinorRequest(
        rule=rule,
        period=counter.period(rule),
        companion=Companion(*(values[f"companion_{part}"] for part in ("surname", "given_names", "state", "number"))),
        leg=Leg(values["leg"]),
        destination=values["destination"],
        several_trips=values["several_trips"],
        consent=Consent(*(values[f"consent_{part}"] for part in ("by", "relation", "how", "on"))),
    )
    return issue_authorisation(
        by=counter.request.actor,
        at=SystemClock().now(),
        today=counter.today,
        applicant=counter.applicant(),
        request=asked,
        command=command_of(counter),
    )


def command_of(counter: Counter) -> Any:
    """The id that the page gave this sending, so that a second press issues nothing more."""
    sent = forms.UUIDField(required=False)
    try:
        return sent.clean(counter.request.POST.get("command"))
    except forms.ValidationError:
        return None


def show(counter: Counter, *, step: str) -> HttpResponse:
    """The counter."""
    bound = [form for form in (counter.document, counter.terms, counter.holder) if form is not None]
    wrong = counter.faults or any(form.is_bound and form.errors for form in bound)
    names = names_to_show([counter.person.id]) if counter.person else {}
    values = {
        "counter": counter,
        "title": words.KINDS[counter.kind],
        "name": names.get(counter.person.id, "") if counter.person else "",
        "step": step,
        "command": counter.request.POST.get("command") or uuid4(),
    }
    return render(counter.request, "passes/issue.html", values, status=422 if wrong else 200)
