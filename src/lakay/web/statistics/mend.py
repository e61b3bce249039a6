"""The list of records to mend of the own post, for its supervisor."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from lakay.access.queries import staff_names
from lakay.border.permissions import SHIFT_SUPERVISE
from lakay.journal.reading import record_read
from lakay.kernel.purposes import Purpose
from lakay.statistics.mending import to_mend
from lakay.web.shell.pages import page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest
from lakay.web.shell.words import DIRECTIONS
from lakay.web.statistics import words

SHOWN_DAYS = 92


@page(SHIFT_SUPERVISE, purpose=Purpose.BORDER_CONTROL)
def mend(request: DeskRequest) -> HttpResponse:
    """What cannot be right among the records of the last three months, with a link to each."""
    post = request.actor.post
    if not post:
        return render(request, "statistics/mend.html", {"post": ""})
    now = here(post)
    first = now.today - timedelta(days=SHOWN_DAYS)
    found = to_mend(post, first, now.today + timedelta(days=366), now.today)
    if found:
        people = {line.person for line in found}
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what="statistics.mending.read", subjects=people)
    staff = staff_names({line.officer for line in found})
    rows = [(line, words.value("rule", line.fault), DIRECTIONS[line.direction], staff.get(line.officer, "")) for line in found]
    return render(request, "statistics/mend.html", {"post": post, "rows": rows, "first": first})
