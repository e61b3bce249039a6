"""The notice of a refusal that a traveller takes away: why, what rights they have, whom to call. In their language and in French."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lakay.access.visibility import get_or_404
from lakay.border.actions.notices import NotRefused, print_notice
from lakay.border.models import Crossing
from lakay.border.pack import pack
from lakay.border.permissions import REGISTER_READ
from lakay.border.queries import crossing_of
from lakay.credentials.codes import SignedKind
from lakay.credentials.slips import holder, refusal_slip, slip_number
from lakay.journal.reading import record_read
from lakay.kernel.purposes import Purpose
from lakay.people.models import PersonName
from lakay.people.queries import names_of, names_to_show
from lakay.places.queries import post_names
from lakay.web.shell.country import pack_header
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

OFFICE_LANGUAGE = "fr"
SPOKEN_IN = {"HTI": "ht", "FRA": "fr", "CAN": "fr", "BEL": "fr", "DOM": "es", "CUB": "es", "COL": "es", "VEN": "es", "CHL": "es"}
"""Which of the four languages is proposed to somebody of a nationality; English for others. The officer asks and may change it."""

CHOICES = [("ht", "Kreyòl"), ("fr", "Français"), ("es", "Español"), ("en", "English")]


class LanguageForm(forms.Form):
    """The language of the traveller."""

    language = forms.ChoiceField(label=_("Language of the traveller"), choices=CHOICES)


@dataclass(frozen=True, slots=True)
class Column:
    """The notice in one language."""

    language: str
    reason: str
    post: str


@page(REGISTER_READ, purpose=Purpose.BORDER_CONTROL, methods=FORM)
def refusal_notice(request: DeskRequest, crossing: UUID) -> HttpResponse:
    """The notice as it will be printed. Printing it (a POST) is on record, and so is the look at it."""
    found = crossing_of(get_or_404(request.actor, request.purpose, Crossing, crossing).pk)
    now = here(found.post)
    language = _language(request, found)
    if request.method == "POST":
        try:
            print_notice(by=request.actor, at=now.at, crossing=found, language=language)
        except NotRefused as error:
            raise Http404 from error
    else:
        subjects, records = [found.person_id], [found.pk]
        record_read(
            by=request.actor, at=now.at, purpose=request.purpose, what="border.notice.read", subjects=subjects, records=records
        )
    values = {
        **notice_of(found, language, request.actor.agency),
        "form": LanguageForm(initial={"language": language}),
        "tz": now.zone,
    }
    return render(request, "second_line/notice.html", {**values, "printing": request.method == "POST"})


def _language(request: DeskRequest, found: Crossing) -> str:
    asked = request.POST.get("language") or request.GET.get("language")
    return asked if asked in dict(CHOICES) else SPOKEN_IN.get(found.nationality, "en")


def notice_of(found: Crossing, language: str, agency: str) -> dict[str, Any]:
    """What stands in the notice. Raises Http404 for a movement that is no refusal."""
    if not found.reason:
        raise Http404
    reason = next((row.labels for row in pack().refusals if row.code == found.reason), None)
    post = post_names([found.post]).get(found.post)
    columns = [
        Column(code, reason.in_language(code) if reason else found.reason, post.in_language(code) if post else found.post)
        for code in dict.fromkeys((language, OFFICE_LANGUAGE))
    ]
    return {
        "crossing": found,
        "columns": columns,
        "name": names_to_show([found.person_id]).get(found.person_id, "—"),
        "slip": _slip(found, agency),
        "number": slip_number(SignedKind.REFUSAL, found.pk),
        "hotline": pack_header().hotline,
    }


def _slip(found: Crossing, agency: str) -> str:
    """The signed text for the QR code; "" where this node holds no key of the agency for it."""
    name: PersonName | None = names_of(found.person).first()
    who = holder(
        surname=name.family if name else "",
        given_names=(name.given or name.whole) if name else "",
        birth=found.person.born,
        sex=found.sex,
        nationality=found.nationality,
    )
    return refusal_slip(
        who=who,
        agency=agency,
        post=found.post,
        direction=found.direction,
        reason=found.reason,
        movement=found.pk,
        on=found.local_on,
    )
