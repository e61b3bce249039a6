"""The forms that somebody may fill, and the page that fills one: its questions are drawn in the browser by the engine of ODK."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from lakay.access.visibility import visible
from lakay.forms.models import Version
from lakay.forms.permissions import SUBMISSION_SEND
from lakay.forms.queries import definition_of, offered_now
from lakay.kernel.purposes import Purpose
from lakay.web.forms.drafts import drawer_of
from lakay.web.forms.fill import about_whom, offered, works_for
from lakay.web.forms.shown import best_language
from lakay.web.forms.words import PURPOSES
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
HEAVY = ("source", "xform")


@dataclass(frozen=True, slots=True)
class Offer:
    """A form in the list: `code` names it, `purpose` is the work it serves, `filled_for` says it in words."""

    code: str
    title: str
    purpose: str
    filled_for: Any
    version: str
    languages: tuple[str, ...]
    questions: int


def offers(request: DeskRequest) -> list[Offer]:
    """The forms that the asker may fill now, by title."""
    found: list[Offer] = []
    for purpose in works_for(request.actor):
        versions = offered_now() & visible(request.actor, purpose, Version)
        found += [_offer(version) for version in versions.filter(form__purpose=purpose.value).defer(*HEAVY)]
    return sorted(found, key=lambda offer: offer.title.lower())


def _offer(version: Version) -> Offer:
    form = version.form
    words = PURPOSES.get(form.purpose, "")
    return Offer(form.code, form.title, form.purpose, words, version.says, tuple(version.languages), version.questions)


@page(SUBMISSION_SEND, purpose=PROTECTION)
def home(request: DeskRequest) -> HttpResponse:
    """What can be filled, about a person where the address names their file; and what was begun on this machine and not sent."""
    about = about_whom(request, request.GET.get("about", ""))
    found = [offer for offer in offers(request) if about is None or offer.purpose == PROTECTION]
    values = {"offers": found, "drawer": drawer_of(request.actor.id), "about": str(about or "")}
    return render(request, "forms/to_fill.html", values)


@page(SUBMISSION_SEND, purpose=PROTECTION)
def sheet(request: DeskRequest, code: str) -> HttpResponse:
    """One form to fill; `?about=` names the file of the protection desk that it is filled about."""
    version = offered(request, code)
    about, form = about_whom(request, request.GET.get("about", "")), definition_of(version)
    values = {
        "code": code,
        "title": form.title,
        "version": version.says,
        "language": best_language(form, "", get_language() or ""),
        "about": str(about or ""),
    }
    return render(request, "forms/sheet.html", values)
