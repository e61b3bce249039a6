"""The log: who looked at whom, when and why; who wrote what."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import find_staff
from lakay.access.rules import plain_username
from lakay.access.visibility import SearchRefused, check_search
from lakay.journal import queries
from lakay.journal.queries import OpenedEvent, Wanted
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.people.queries import find_document
from lakay.web.oversight.forms import SearchForm
from lakay.web.oversight.rows import Line, day_of, lines, wanted_of
from lakay.web.shell.names import CLASSES, KINDS, named
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

A_PAGE = 50
MOST_EXPORTED = 20_000
DOCUMENT_TYPES = ("P", "ID", "V")
"""Series of numbers that are looked through: passports, identity cards, visas."""


@page(Permission.EVENT_VIEW, purpose=Purpose.OVERSIGHT)
def reads(request: DeskRequest) -> HttpResponse:
    """The log, newest first, as far as the address asks. That it was looked at is entered too."""
    wanted = wanted_of(request.GET)
    found = Paginator(queries.events(wanted), A_PAGE).get_page(request.GET.get("page"))
    values = {
        "form": SearchForm(initial=start_values(request, wanted), by_document=may_search(request)),
        "page": found,
        "lines": lines(found.object_list),
        "query": request.GET.urlencode(),
        "may_export": request.actor.may(Permission.EVENT_EXPORT),
    }
    response = render(request, "oversight/log.html", values)
    note(request, "journal.log.read", wanted)
    return response


@page(Permission.EVENT_VIEW, purpose=Purpose.OVERSIGHT, methods=WRITE)
def search(request: DeskRequest) -> HttpResponse:
    """Turn what was typed into identifiers, and show the log for them."""
    form = SearchForm(request.POST, by_document=may_search(request))
    if form.is_valid():
        address = address_of(form)
        if address is not None:
            return redirect(f"{reverse('oversight:reads')}?{urlencode(address)}")
    empty = Paginator(queries.events(Wanted()).none(), A_PAGE).get_page(1)
    return render(request, "oversight/log.html", {"form": form, "page": empty, "lines": []}, status=422)


@page(Permission.EVENT_EXPORT, purpose=Purpose.OVERSIGHT, methods=WRITE)
def export(request: DeskRequest) -> HttpResponse:
    """The lines of the log as a table for a spreadsheet; it says so if there are more than it holds."""
    wanted = wanted_of(request.GET)
    found = lines(queries.events(wanted)[:MOST_EXPORTED])
    note(request, "journal.export.read", wanted)
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lakay-log.csv"'
    return response


@page(Permission.EVENT_VIEW, purpose=Purpose.OVERSIGHT)
def detail(request: DeskRequest, event: UUID) -> HttpResponse:
    """One event: its place in the chain, and which fields of which records it set. Never the values."""
    found = queries.event(event)
    if found is None:
        raise Http404
    now = SystemClock().now()
    record_read(
        by=request.actor,
        at=now,
        purpose=request.purpose,
        what="journal.event.read",
        subjects=found.header.subjects,
        records=[event],
    )
    values = {
        "line": lines([found.row])[0],
        "header": found.header,
        "hash": bytes(found.row.hash).hex(),
        "changes": changes(found),
    }
    return render(request, "oversight/event.html", values)


def note(request: DeskRequest, what: str, wanted: Wanted) -> None:
    """Enter that somebody looked at the log, and about whom."""
    known = [wanted.ref] if wanted.ref else []
    officers = [wanted.actor] if wanted.actor else []
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what=what, subjects=known, records=officers)


def may_search(request: DeskRequest) -> bool:
    """Whether a person may be found by a document: for those who answer persons about their own data."""
    try:
        check_search(request.actor, Purpose.SUBJECT_REQUEST, live=(), exact=True)
    except SearchRefused:
        return False
    return True


def address_of(form: SearchForm) -> dict[str, str] | None:
    """The search as identifiers. Nothing, with the reason in the form, if somebody or something is not known here."""
    values: dict[str, Any] = dict(form.cleaned_data)
    if values.get("number"):
        found = [find_document(values["state"], values["number"], kind) for kind in DOCUMENT_TYPES]
        persons = [document.person_id for document in found if document is not None]
        if not persons:
            form.add_error("number", _("No such document is known here."))
        values["ref"] = next(iter(persons), None)
    if values.get("officer"):
        staff = find_staff(plain_username(values["officer"]))
        if staff is None:
            form.add_error("officer", _("Nobody here has this user name."))
        else:
            values["officer"] = staff.id
    kept = ("ref", "officer", "post", "first", "last", "purpose", "only")
    return None if form.errors else {name: str(values[name]) for name in kept if values.get(name)}


def start_values(request: DeskRequest, wanted: Wanted) -> dict[str, object]:
    """What the form shows of the search in the address."""
    values: dict[str, object] = {name: request.GET.get(name, "") for name in ("post", "purpose", "only")}
    days = {name: day_of(request.GET.get(name, "")) for name in ("first", "last")}
    return values | days | {"ref": wanted.ref or ""}


def changes(found: OpenedEvent) -> list[dict[str, object]]:
    """The records that an event set, with the names of the fields; of sealed ones only how delicate they are."""
    return [
        {
            "kind": named(KINDS, change.kind),
            "record": change.record,
            "open": ", ".join(sorted(change.open)),
            "sealed": ", ".join(named(CLASSES, name) for name in sorted(change.sealed)),
        }
        for change in found.changes
    ]


HEADS = ("event", "at", "who", "user", "agency", "post", "action", "purpose", "subjects")
FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+@\uff1d\uff0b\uff0d\uff20\t\r\n-]")
"""How a cell begins that a spreadsheet may run: blanks of any kind before it do not help, nor do signs of full width."""


def as_csv(found: Iterable[Line]) -> str:
    """Lines with commas. No cell begins as a formula, also not after blanks, so that no spreadsheet runs what somebody typed."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADS)
    for line in found:
        subjects = " ".join(str(subject) for subject in line.subjects)
        cells = (line.id, line.at.isoformat(), line.who, line.actor, line.agency, line.post, line.action, line.purpose, subjects)
        writer.writerow([harmless(str(cell)) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text."""
    return f"'{cell}" if FORMULA.match(cell) else cell
