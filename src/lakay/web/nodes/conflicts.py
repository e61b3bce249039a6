"""Two machines wrote a field without having seen each other: both values are kept until a person chooses, or writes a third."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import classes_visible
from lakay.journal import queries as journal
from lakay.journal.deciding import Candidate, NothingToDecide, candidates, decide_conflict
from lakay.journal.foreign.values import Unfit
from lakay.journal.queries import Disputed
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.sync import queries
from lakay.web.nodes.fields import FIELDS
from lakay.web.nodes.words import named as worded
from lakay.web.shell.names import KINDS, named
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.requests import DeskRequest

A_PAGE = 50
OTHER = "other"
PURPOSES = (Purpose.SUBJECT_REQUEST, Purpose.BORDER_CONTROL, Purpose.COORDINATION, Purpose.ADMINISTRATION)
"""For what somebody who decides may be allowed to see a record; the rules of access say which."""


class DecideForm(forms.Form):
    """Which value holds."""

    choice = forms.ChoiceField(label=gettext_lazy("Which value holds?"), widget=forms.RadioSelect)
    other = forms.CharField(label=gettext_lazy("Another value"), required=False, max_length=500)

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [(str(number), _("Value %(number)s") % {"number": number}) for number in range(1, count + 1)]
        self.fields["choice"].choices = [*numbers, (OTHER, _("Another value"))]  # type: ignore[attr-defined]

    def value(self, stand: list[Candidate]) -> Any:
        """What was chosen, as an event says it."""
        choice = self.cleaned_data["choice"]
        return self.cleaned_data["other"] if choice == OTHER else stand[int(choice) - 1].value


@page(Permission.CONFLICT_DECIDE, purpose=Purpose.OVERSIGHT)
def conflicts(request: DeskRequest) -> HttpResponse:
    """Every field that waits for a decision. Which and where, not what."""
    shown = Paginator(journal.conflicts(), A_PAGE).get_page(request.GET.get("page"))
    rows = [(named(KINDS, row.kind), row.kind, row.record, row.field, worded(FIELDS, row.field)) for row in shown]
    return render(request, "nodes/conflicts.html", {"rows": list(dict.fromkeys(rows)), "page": shown})


@page(Permission.CONFLICT_DECIDE, purpose=Purpose.OVERSIGHT, methods=FORM)
def conflict(request: DeskRequest, kind: str, record: UUID, field: str) -> HttpResponse:
    """The values side by side, who wrote them where and when; one is chosen, or another written."""
    found = journal.disputed(kind, record, field)
    if found is None or not may_see(request, found):
        raise Http404
    stand = candidates(kind, record, field)
    form = DecideForm(request.POST or None, count=len(stand))
    if request.method == "POST" and form.is_valid():
        at, value = SystemClock().now(), form.value(stand)
        try:
            decide_conflict(by=request.actor, at=at, kind=kind, record=record, field=field, value=value)
        except Unfit:
            form.add_error("other", _("This value does not fit the field."))
        except NothingToDecide:
            return redirect("nodes:conflicts")
        else:
            return redirect("nodes:conflicts")
    return show(request, found, stand, form)


def may_see(request: DeskRequest, found: Disputed) -> bool:
    """Whether this person may see the class of the field in this record, for one of the purposes they work for."""
    return any(found.field_class in classes_visible(request.actor, purpose, found.instance) for purpose in PURPOSES)


def show(request: DeskRequest, found: Disputed, stand: list[Candidate], form: DecideForm) -> HttpResponse:
    """The page of one field; that it was looked at is entered."""
    subject = journal.subject_of(found)
    record_read(
        by=request.actor,
        at=SystemClock().now(),
        purpose=Purpose.OVERSIGHT,
        what="journal.conflict.read",
        subjects=[subject] if subject else [],
        records=[found.record],
    )
    values = {
        "kind": named(KINDS, found.kind),
        "field": worded(FIELDS, found.field),
        "record": found.record,
        "rows": written(stand),
        "form": form,
    }
    return render(request, "nodes/conflict.html", values, status=422 if form.errors else 200)


def written(stand: list[Candidate]) -> list[dict[str, Any]]:
    """Each value with who wrote it, where and when."""
    events = {one.event: journal.event(one.event) for one in stand if one.event}
    names = staff_names([opened.row.actor for opened in events.values() if opened])
    titles = {peer.node: peer.title for peer in queries.peers()}
    rows = []
    for one in stand:
        opened = events.get(one.event) if one.event else None
        rows.append(
            {
                "text": said(one.value),
                "shown": one.shown,
                "node": titles.get(one.origin.node, one.origin.node),
                "who": names.get(opened.row.actor, "") if opened else "",
                "post": opened.row.post if opened else "",
                "at": opened.row.at if opened else None,
            }
        )
    return rows


def said(value: Any) -> str:
    """A value as it can be read."""
    if value is None or value == "":
        return _("nothing")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
