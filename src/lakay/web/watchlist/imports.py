"""A file of single alerts is brought."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lakay.access.policy import Permission
from lakay.kernel.clock import SystemClock
from lakay.watchlist.bringing import bring_file
from lakay.watchlist.categories import categories
from lakay.watchlist.rules.sheet import COLUMNS, NotASheet, read_sheet
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.forms import ImportForm, start_of
from lakay.web.watchlist.lists import SECURITY
from lakay.web.watchlist.words import SHEET_FAULTS


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=FORM)
def bring(request: DeskRequest) -> HttpResponse:
    """Bring a file. Rows that are wrong are listed and left out; the others wait for a second person."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        now = SystemClock().now()
        content = read(form, now)
        if content:
            file, reason = form.cleaned_data["file"], form.cleaned_data["reason"]
            said = {"zone": str(timezone.get_current_timezone())}
            found = bring_file([content], by=request.actor, at=now, file_name=file.name, reason=reason, said=said)
            return redirect("watchlist:batch", found)
    values = {"form": form, "columns": ",".join(COLUMNS), "categories": categories().values()}
    return render(request, "watchlist/import.html", values, status=422 if form.is_bound else 200)


def read(form: ImportForm, at: datetime) -> bytes:
    """The content of the file; nothing, with the reason in the form, if it is no such file. It is short: that is told at once."""
    content: bytes = form.cleaned_data["file"].read()
    try:
        read_sheet(content, categories(), start_of, at)
    except NotASheet as wrong:
        form.add_error("file", str(SHEET_FAULTS[wrong.code]))
        return b""
    return content
