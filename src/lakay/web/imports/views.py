"""Files of past movements: bring one, say what its columns hold, try it out, read it, stop it, mend what was set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.visibility import get_or_404
from lakay.border.actions import imports as actions
from lakay.border.background.runner import WAKE, drop_if_ended
from lakay.border.background.trying import rows_at
from lakay.border.importing import spool
from lakay.border.importing.columns import guess_columns, header_key
from lakay.border.importing.rows import Layout
from lakay.border.importing.sniffing import SAMPLE_BYTES, NotAList, rows_of, shape_of
from lakay.border.importing.spool import SpoolLost
from lakay.border.importing.words import guess_order
from lakay.border.models import ImportRun
from lakay.border.past import faults_of, layout_before, runs_of
from lakay.border.permissions import IMPORT_RUN
from lakay.border.rules import ImportStatus
from lakay.journal.reading import record_read
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.web.imports.forms import BringForm, ColumnsForm
from lakay.web.imports.shown import csv_lines, fault_rows, shown_run
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL
SAMPLES = 3
ON_A_PAGE = 100


@page(IMPORT_RUN, purpose=BORDER, methods=FORM)
def runs(request: DeskRequest) -> HttpResponse:
    """The files that were brought to this post, and a new one."""
    post = request.actor.post
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and post and form.is_valid():
        try:
            return redirect("imports:run", _bring(request, form.cleaned_data["file"]))
        except NotAList:
            form.add_error("file", _("This is no list with columns. Save it as CSV first."))
    listed = [shown_run(run) for run in runs_of(post)] if post else []
    values = {"form": form, "runs": listed, "post": post, "tz": here(post).zone if post else None}
    return render(request, "imports/runs.html", values, status=422 if request.method == "POST" else 200)


def _bring(request: DeskRequest, upload: Any) -> UUID:
    shape = shape_of(upload.read(SAMPLE_BYTES))
    upload.seek(0)
    file_hash, size = spool.keep(upload.chunks())
    key = header_key(shape.header)
    with spool.opened(file_hash, shape.encoding) as text:
        count = sum(1 for _row in rows_of(text, shape.delimiter))
    file = actions.Brought(upload.name, file_hash, size, shape, key, count)
    post = request.actor.post
    layout = layout_before(post, key) or Layout(guess_columns(shape.header))
    receipt = actions.bring_file(by=request.actor, at=here(post).at, post=post, file=file, layout=layout)
    return receipt.id_of(ImportRun)


def find(request: DeskRequest, run: UUID) -> ImportRun:
    """A run of the own post, or 404."""
    return get_or_404(request.actor, request.purpose, ImportRun, run)


@page(IMPORT_RUN, purpose=BORDER)
def run(request: DeskRequest, run: UUID) -> HttpResponse:
    """One file: where it stands, and what is to be done. Asked for again by the page itself while the program works on it."""
    found = find(request, run)
    if request.htmx:
        if found.status in {ImportStatus.CHECKING, ImportStatus.RUNNING}:
            return render(request, "imports/progress.html", {"run": shown_run(found)})
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    now = here(found.post)
    record_read(
        by=request.actor, at=now.at, purpose=request.purpose, what="border.import.read", subjects=[found.pk], records=[found.pk]
    )
    return show(request, found)


def show(request: DeskRequest, found: ImportRun, form: ColumnsForm | None = None, fault: str = "") -> HttpResponse:
    """The page of a file, with what was wrong."""
    shown = shown_run(found)
    values: dict[str, Any] = {"run": shown, "fault": fault, "tz": here(found.post).zone}
    if shown.can_describe:
        samples = _samples(found)
        values["form"] = form = form or ColumnsForm(found)
        if not form.is_bound and not Layout.from_json(found.mapping).order:
            form.fields["order"].initial = _order(found, samples)
        values["columns"] = [
            (field, [row[place] for row in samples if place < len(row)]) for place, field in enumerate(form.columns)
        ]
        values["bad_rows"] = _bad_rows(found)
    return render(request, "imports/run.html", values, status=422 if fault or (form and form.errors) else 200)


def _samples(found: ImportRun) -> list[list[str]]:
    try:
        return list(rows_at(found, set(range(2, 2 + SAMPLES))).values())
    except SpoolLost:
        return []


def _order(found: ImportRun, samples: list[list[str]]) -> str:
    places = [place for column, place in guess_columns(found.header).items() if column in {"at", "date", "birth", "expiry"}]
    try:
        rows = list(rows_at(found, set(range(2, 500))).values())
    except SpoolLost:
        rows = samples
    return guess_order(row[place] for row in rows for place in places if place < len(row))


def _bad_rows(found: ImportRun) -> list[Any]:
    listed = found.checked.get("rows", [])
    try:
        cells = rows_at(found, {number for number, _faults in listed})
    except SpoolLost:
        cells = {}
    return fault_rows((number, faults, cells.get(number, [])) for number, faults in listed)


def attempt(request: DeskRequest, found: ImportRun, act: Callable[[], object]) -> HttpResponse:
    """Do one thing with a file and show it again."""
    try:
        act()
    except CannotMove:
        found.refresh_from_db()
        return show(request, found, fault=_("Somebody was faster: this is how it stands now."))
    WAKE.set()
    return redirect("imports:run", found.pk)


@page(IMPORT_RUN, purpose=BORDER, methods=WRITE)
def describe(request: DeskRequest, run: UUID) -> HttpResponse:
    """Say what the columns hold, and try the file out."""
    found = find(request, run)
    form = ColumnsForm(found, request.POST)
    if not form.is_valid():
        return show(request, found, form)
    at = here(found.post).at
    return attempt(request, found, lambda: actions.describe_file(by=request.actor, at=at, run=found, layout=form.layout))


@page(IMPORT_RUN, purpose=BORDER, methods=WRITE)
def start(request: DeskRequest, run: UUID) -> HttpResponse:
    """Read the file, from where it stopped."""
    found = find(request, run)
    return attempt(request, found, lambda: actions.start_import(by=request.actor, at=here(found.post).at, run=found))


@page(IMPORT_RUN, purpose=BORDER, methods=WRITE)
def stop(request: DeskRequest, run: UUID) -> HttpResponse:
    """Stop it."""
    found = find(request, run)
    return attempt(request, found, lambda: actions.stop_import(by=request.actor, at=here(found.post).at, run=found))


@page(IMPORT_RUN, purpose=BORDER, methods=WRITE)
def abandon(request: DeskRequest, run: UUID) -> HttpResponse:
    """Give the file up."""
    found = find(request, run)
    answer = attempt(request, found, lambda: actions.give_up_import(by=request.actor, at=here(found.post).at, run=found))
    drop_if_ended(found)
    return answer


@page(IMPORT_RUN, purpose=BORDER)
def faults(request: DeskRequest, run: UUID) -> HttpResponse:
    """The rows that were set aside."""
    found = find(request, run)
    _on_record(request, found)
    listed = Paginator(faults_of(found), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = fault_rows((row.number, row.reasons, row.cells or []) for row in listed.object_list)
    return render(request, "imports/faults.html", {"run": shown_run(found), "page": listed, "rows": rows})


@page(IMPORT_RUN, purpose=BORDER)
def faults_file(request: DeskRequest, run: UUID) -> StreamingHttpResponse:
    """The rows that were set aside, as a file to mend and bring again: the same columns, without what a spreadsheet would run."""
    found = find(request, run)
    _on_record(request, found)
    rows: Iterator[list[str]] = (row.cells or [] for row in faults_of(found).iterator())
    response = StreamingHttpResponse(csv_lines(found.header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lakay-{str(found.pk)[-8:]}.csv"'
    return response


def _on_record(request: DeskRequest, found: ImportRun) -> None:
    at = here(found.post).at
    record_read(
        by=request.actor, at=at, purpose=request.purpose, what="border.import.read", subjects=[found.pk], records=[found.pk]
    )
