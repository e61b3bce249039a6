"""Looking for a service, and one service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.services.models import Service
from lakay.services.permissions import can_count
from lakay.services.queries import Match, origin_of, place_names, search
from lakay.web.services import words
from lakay.web.services.forms import CountForm, SearchForm
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
KEYS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A service in the list: who, what, where as far as it may be told, and why it stands there."""

    service: Service
    type: str
    place: str
    first: tuple[str, str]
    reasons: tuple[str, ...]
    key: str


@page(Permission.SERVICE_VIEW, purpose=PROTECTION)
def search_page(request: DeskRequest) -> HttpResponse:
    """What helps this person, the best first, and why in this order."""
    form = SearchForm(request.GET)
    now = SystemClock().now()
    asked = bool(set(request.GET) - {"file"}) and form.is_valid()
    answer = search(request.actor, request.purpose, form.wanted(origin_of(request.actor.post)), now) if asked else None
    refers = request.actor.may(Permission.REFERRAL_SEND) and form.is_valid()
    values = {
        "form": form if request.GET else SearchForm(),
        "rows": _rows(answer.matches) if answer else [],
        "answer": answer,
        "file": form.cleaned_data["file"] if refers else None,
        "may_manage": request.actor.may(Permission.DIRECTORY_MANAGE),
        "may_keep": request.actor.may(Permission.SERVICE_KEEP),
    }
    return render(request, "services/search.html", values)


def _rows(matches: tuple[Match, ...]) -> list[Row]:
    names = place_names(match.service.place for match in matches)
    return [_row(match, names, place) for place, match in enumerate(matches, 1)]


def _row(match: Match, names: dict[str, Any], place: int) -> Row:
    room, *others = match.reasons
    return Row(
        match.service,
        words.type_words(match.service.type),
        words.said(names[match.service.place]) if match.service.place in names else "",
        (words.reason_words(room), words.KINDS.get(room.why, "")),
        tuple(words.reason_words(reason) for reason in others),
        f"Alt+{place}" if place <= KEYS else "",
    )


@page(Permission.SERVICE_VIEW, purpose=PROTECTION)
def one(request: DeskRequest, service: UUID) -> HttpResponse:
    """One service, as the directory has it."""
    return show(request, get_or_404(request.actor, request.purpose, Service, service))


def show(request: DeskRequest, found: Service, form: CountForm | None = None, fault: str = "") -> HttpResponse:
    """The page of a service; `form` is one sent back with what is wrong in it."""
    names = place_names([found.place, *found.areas])
    counts = can_count(request.actor, found) and found.ended_at is None
    values = {
        "service": found,
        "provider": found.provider,
        "type": words.type_words(found.type),
        "place": words.said(names[found.place]) if found.place in names else "",
        "areas": [words.said(names[area]) for area in found.areas if area in names],
        "languages": [words.LANGUAGES.get(code, code) for code in found.languages],
        "sex": words.SEXES[found.sex],
        "cost": words.COSTS.get(found.cost, found.cost),
        "form": form or (CountForm(initial={"capacity": found.capacity, "occupied": found.occupied}) if counts else None),
        "may_manage": request.actor.may(Permission.DIRECTORY_MANAGE) and found.ended_at is None,
        "screen": get_language(),
        "fault": fault,
    }
    return render(request, "services/one.html", values, status=422 if form or fault else 200)
