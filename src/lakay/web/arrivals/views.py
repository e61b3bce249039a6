"""The board of a post, one voyage, and files brought by hand."""

from __future__ import annotations

import zlib
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.visibility import get_or_404
from lakay.border.models import PassengerFile, PassengerList
from lakay.border.passengers import queries
from lakay.border.passengers.receiving import NoList, receive
from lakay.border.permissions import ARRIVAL_VIEW, CALL_ANSWER, PASSENGER_BRING, PASSENGER_VIEW, SECOND_LOOK_VIEW
from lakay.journal.reading import record_read
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.people.queries import names_to_show
from lakay.web.arrivals.forms import BringForm
from lakay.web.arrivals.shown import alerts_of, channel_words, is_over, lines_of, rows_of
from lakay.web.arrivals.words import REFUSED, fault_rows, kept_faults
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL


@page(ARRIVAL_VIEW, purpose=BORDER)
def board(request: DeskRequest) -> HttpResponse:
    """What is expected, the next first. Asked for again by the page itself while it is open. It names nobody."""
    return show_board(request, BringForm(), [])


def show_board(request: DeskRequest, form: BringForm, faults: list[Any]) -> HttpResponse:
    """The board, with what was wrong with the file that was brought."""
    post, actor = request.actor.post, request.actor
    values: dict[str, Any] = {"post": post, "form": form, "faults": faults, "may_bring": actor.may(PASSENGER_BRING)}
    if post:
        now = here(post)
        lines = lines_of(queries.board(post, now.at), now.at)
        values |= {"lines": lines, "tz": now.zone, "may_alerts": actor.may(SECOND_LOOK_VIEW)}
        values["may_open"] = actor.may(PASSENGER_VIEW)
    template = "arrivals/lines.html" if request.htmx else "arrivals/board.html"
    response = render(request, template, values, status=422 if form.errors else 200)
    response["Vary"] = "HX-Request"
    return response


@page(PASSENGER_BRING, purpose=BORDER, methods=WRITE)
def bring(request: DeskRequest) -> HttpResponse:
    """Take in a list that a captain, a driver or a carrier handed over."""
    form, faults = BringForm(request.POST, request.FILES), list[Any]()
    post = request.actor.post
    if form.is_valid() and post:
        upload = form.cleaned_data["file"]
        try:
            taken = receive(upload.read(), by=request.actor, at=here(post).at, channel="page", name=upload.name, here=post)
        except NoList as refused:
            form.add_error("file", str(REFUSED[refused.why]))
            faults = fault_rows(refused.found.faults)
        except NotAllowed as refused:
            form.add_error("file", str(refused.reason))
        else:
            return _after(request, taken.file)
    if not post:
        form.add_error(None, _("Choose your post first."))
    return show_board(request, form, faults)


def _after(request: DeskRequest, file: UUID) -> HttpResponse:
    first = queries.first_of(file, request.actor.post)
    if first is None or not request.actor.may(PASSENGER_VIEW):
        return redirect("arrivals:board")
    return redirect("arrivals:voyage", first.pk)


@page(PASSENGER_VIEW, purpose=BORDER)
def voyage(request: DeskRequest, listed: UUID) -> HttpResponse:
    """One voyage: everybody on it, who came, who did not, who passed without being on it. A look, and entered as one."""
    row = get_or_404(request.actor, request.purpose, PassengerList, listed)
    now, found = here(row.post), queries.voyage_of(row)
    people, passed = queries.people_of(found), queries.passed_around(found)
    held = queries.held(found, people, passed)
    files = {each.file_id: each.file for each in found.lists}
    record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.passengers.read", subjects=list(files))
    extra = {crossing.pk: crossing for crossing in passed if crossing.pk in set(held.extra)}
    names = names_to_show({crossing.person_id for crossing in extra.values()})
    values = {
        "line": lines_of([found], now.at)[0],
        "rows": rows_of(people, held, passed, is_over(found, now.at)),
        "came": len(held.came),
        "missing": len(held.missing),
        "extra": [(crossing, names.get(crossing.person_id, "—")) for crossing in extra.values()],
        "files": [(file, channel_words(file.channel), kept_faults(file.faults)) for file in files.values()],
        "tz": now.zone,
    }
    if request.actor.may(SECOND_LOOK_VIEW):
        values["alerts"] = alerts_of(queries.hits_of(found))
    return render(request, "arrivals/voyage.html", values)


@page(PASSENGER_VIEW, purpose=BORDER)
def raw(request: DeskRequest, file: UUID) -> HttpResponse:
    """The file as it came, byte for byte."""
    found = get_or_404(request.actor, request.purpose, PassengerFile, file)
    at = here(found.post).at
    record_read(by=request.actor, at=at, purpose=request.purpose, what="border.passengers.read", subjects=[found.pk])
    held = zlib.decompress(bytes(found.raw)) if found.raw else b""
    response = HttpResponse(held, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="lakay-{str(found.pk)[-8:]}.txt"'
    return response


@page(CALL_ANSWER, purpose=Purpose.PROTECTION)
def protected(request: DeskRequest) -> HttpResponse:
    """Expected people whom a protective alert may mean: for the protection desk of the post alone."""
    post = request.actor.post
    if not post:
        return render(request, "arrivals/protected.html", {"post": ""})
    now = here(post)
    hits = queries.protected_hits(post, now.at)
    if hits:
        subjects = list({hit.listing.file_id for hit in hits})
        what = "border.passengers_protected.read"
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what=what, subjects=subjects)
    return render(request, "arrivals/protected.html", {"post": post, "alerts": alerts_of(hits), "tz": now.zone})
