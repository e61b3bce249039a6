"""Paper records of a day, entered afterwards: one line of the paper is one line of the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.border import actions
from lakay.border.actions.late import EnteredBefore, enter_late, enter_late_count
from lakay.border.importing.columns import Column
from lakay.border.importing.rows import Layout, Past, Place, read_row
from lakay.border.models import Crossing, Shift
from lakay.border.pack import pack
from lakay.border.past import late_counts, late_movements, late_shift_of
from lakay.border.permissions import LATE_ENTER
from lakay.border.rules import AgeGroup, Decision, Direction
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.ids import new_id
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.people.queries import names_to_show
from lakay.web.imports.words import AGE_GROUPS, CODES, fault_words
from lakay.web.shell.country import document_name, refusal_reasons
from lakay.web.shell.fields import DayField
from lakay.web.shell.pages import READ, WRITE, page
from lakay.web.shell.place import Here, here
from lakay.web.shell.requests import DeskRequest
from lakay.web.shell.words import DECISIONS, DIRECTIONS

BORDER = Purpose.BORDER_CONTROL
C = Column
TYPED = (C.DATE, C.TIME, C.DIRECTION, C.DOCUMENT_TYPE, C.DOCUMENT_NUMBER, C.ISSUING_STATE, C.SURNAME, C.GIVEN_NAMES)
TYPED_TOO = (C.SEX, C.BIRTH, C.NATIONALITY, C.DECISION)
LAYOUT = Layout({str(column): place for place, column in enumerate((*TYPED, *TYPED_TOO))}, "dmy")


def short(size: int, **more: str) -> forms.TextInput:
    """A narrow field of the grid."""
    return forms.TextInput(attrs={"size": size, "autocomplete": "off", **more})


class DayForm(forms.Form):
    """Which day's paper."""

    day = DayField(label=gettext_lazy("Day on the paper"))
    lane = forms.RegexField(r"^[A-Za-z0-9-]{1,10}$", label=gettext_lazy("Lane"), initial="1")


class LineForm(forms.Form):
    """One line of the paper."""

    command = forms.UUIDField(widget=forms.HiddenInput)
    time = forms.CharField(label=gettext_lazy("Hour"), max_length=8, widget=short(5, inputmode="numeric"))
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=list(DIRECTIONS.items()))
    document_type = forms.ChoiceField(label=gettext_lazy("Kind of document"), choices=list, required=False)
    document_number = forms.CharField(label=gettext_lazy("Document number"), max_length=30, widget=short(12), required=False)
    issuing_state = forms.CharField(label=gettext_lazy("Issuing state"), max_length=60, widget=short(4), required=False)
    surname = forms.CharField(label=gettext_lazy("Family name"), max_length=120, widget=short(14), required=False)
    given_names = forms.CharField(label=gettext_lazy("Given names"), max_length=120, widget=short(14), required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"), choices=[("", "—"), *((code, code) for code in CODES[C.SEX])], required=False
    )
    birth = forms.CharField(label=gettext_lazy("Birth or age"), max_length=10, widget=short(9), required=False)
    nationality = forms.CharField(label=gettext_lazy("Nationality"), max_length=60, widget=short(4), required=False)
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), choices=list(DECISIONS.items()))
    reason = forms.ChoiceField(label=gettext_lazy("Reason of the refusal"), choices=list, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(row.code, document_name(row.code)) for row in pack().documents if row.travel or row.identity]
        reasons = dict(refusal_reasons("entry", "") + refusal_reasons("exit", ""))
        self._offer("document_type", kinds)
        self._offer("reason", [("", "—"), *reasons.items()])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def past(self, day: str, place: Place) -> Past | None:
        """The movement of the line; what is wrong with it is said at its fields."""
        data = self.cleaned_data
        age = data["birth"] if data["birth"].isdigit() and len(data["birth"]) <= 3 else ""
        cells = [day if column is C.DATE else str(data.get(str(column), "")) for column in (*TYPED, *TYPED_TOO)]
        if age:
            cells[LAYOUT.columns[C.BIRTH]] = ""
        found = read_row(cells, LAYOUT, place, len(cells))
        if isinstance(found, Past):
            year = found.local_on.year - int(age) if age else 0
            return replace(found, birth=PartialDate(year, estimated=True)) if age else found
        for column, code in found:
            self.add_error("time" if column == C.DATE else column, fault_words(column, code))
        return None


class CountForm(forms.Form):
    """A number of the tally sheet."""

    command = forms.UUIDField(widget=forms.HiddenInput)
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=list(DIRECTIONS.items()))
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=list(CODES[C.SEX].items()))
    age_group = forms.ChoiceField(label=gettext_lazy("Age group"), choices=list(AGE_GROUPS.items()), initial=AgeGroup.ADULT)
    number = forms.IntegerField(label=gettext_lazy("People"), min_value=1, max_value=100_000)


class CloseForm(forms.Form):
    """What the paper itself says at its foot."""

    command = forms.UUIDField(widget=forms.HiddenInput)
    said_entries = forms.IntegerField(label=gettext_lazy("Entries on the paper"), min_value=0, max_value=100_000)
    said_exits = forms.IntegerField(label=gettext_lazy("Exits on the paper"), min_value=0, max_value=100_000)


@page(LATE_ENTER, purpose=BORDER, methods=READ)
def paper(request: DeskRequest) -> HttpResponse:
    """The day being entered, or the choice of one."""
    shift = late_shift_of(request.actor.id)
    if shift is None:
        return render(request, "imports/paper_day.html", {"form": DayForm(), "post": request.actor.post})
    return show(request, shift)


def show(request: DeskRequest, shift: Shift, fault: str = "", **forms_: forms.Form) -> HttpResponse:
    """The grid, with what was wrong in the line that is being typed."""
    movements = late_movements(shift)
    now = here(shift.post)
    if movements and request.method == "GET":
        people = {movement.person_id for movement in movements}
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.late.read", subjects=people)
    names = names_to_show({movement.person_id for movement in movements})
    kept = _as_before(movements[0], now) if movements else {}
    values = {
        "shift": shift,
        "movements": [(movement, names.get(movement.person_id, "—")) for movement in movements],
        "counts": late_counts(shift).items(),
        "line": LineForm(initial={"command": new_id(), **kept}),
        "count": CountForm(initial={"command": new_id()}),
        "close": CloseForm(initial={"command": new_id()}),
        "fault": fault,
        "tz": now.zone,
        "groups": AGE_GROUPS,
        **forms_,
    }
    return render(request, "imports/paper.html", values, status=422 if fault or forms_ else 200)


def _as_before(last: Crossing, now: Here) -> dict[str, str]:
    """What the next line begins with: as on the line before."""
    document = last.document
    paper = {"document_type": document.type, "issuing_state": document.issuing_state} if document else {}
    hour = last.at.astimezone(now.zone).strftime("%H:%M")
    return {"time": hour, "direction": last.direction, "nationality": last.nationality, **paper}


def own(request: DeskRequest) -> tuple[Shift, Here]:
    """The open shift of this person for paper records, and where it is. 404 without one."""
    shift = late_shift_of(request.actor.id)
    if shift is None:
        raise Http404
    return shift, here(shift.post)


@page(LATE_ENTER, purpose=BORDER, methods=WRITE)
def open_day(request: DeskRequest) -> HttpResponse:
    """Begin with the paper of a day that is over or of today."""
    form, post = DayForm(request.POST), request.actor.post
    if form.is_valid() and post:
        now, day = here(post), form.cleaned_data["day"]
        if day > now.today:
            form.add_error("day", _("This day is still to come."))
        else:
            sent: dict[str, Any] = {"post": post, "lane": form.cleaned_data["lane"], "direction": Direction.ENTRY}
            try:
                actions.open_shift(by=request.actor, at=now.at, late_for_on=day, **sent)
            except NotAllowed as refused:
                form.add_error(None, str(refused.reason))
            except actions.ShiftAlreadyOpen:
                return redirect("imports:paper")
            else:
                return redirect("imports:paper")
    return render(request, "imports/paper_day.html", {"form": form, "post": post}, status=422)


@page(LATE_ENTER, purpose=BORDER, methods=WRITE)
def enter(request: DeskRequest) -> HttpResponse:
    """Enter a line. One that is wrong stays as it was typed, with the reason."""
    shift, now = own(request)
    form = LineForm(request.POST)
    past = form.past(str(shift.late_for_on), Place(now.zone, now.at)) if form.is_valid() else None
    if past is not None and past.decision is Decision.REFUSED and not form.cleaned_data["reason"]:
        form.add_error("reason", _("Choose the reason of the refusal."))
    if past is None or form.errors:
        return show(request, shift, line=form)
    data = form.cleaned_data
    try:
        enter_late(
            by=request.actor, at=now.at, shift=shift, past=past, home=now.home, reason=data["reason"], command=data["command"]
        )
    except EnteredBefore:
        form.add_error(None, _("This movement stands in the register already: same document, same minute, same direction."))
        return show(request, shift, line=form)
    except CommandReused:
        return show(request, shift, _("This line was entered before and changed since: look at it below."))
    return redirect("imports:paper")


@page(LATE_ENTER, purpose=BORDER, methods=WRITE)
def count(request: DeskRequest) -> HttpResponse:
    """Enter a number of the tally sheet."""
    shift, now = own(request)
    form = CountForm(request.POST)
    if not form.is_valid():
        return show(request, shift, count=form)
    data = form.cleaned_data
    if shift.late_for_on is None:
        raise Http404
    sent: dict[str, Any] = {"direction": Direction(data["direction"]), "age_group": AgeGroup(data["age_group"])}
    noon = datetime.combine(shift.late_for_on, time(12), now.zone).astimezone(UTC)
    enter_late_count(
        by=request.actor,
        at=now.at,
        shift=shift,
        sex=data["sex"],
        number=data["number"],
        happened_at=noon,
        local_on=shift.late_for_on,
        command=data["command"],
        **sent,
    )
    return redirect("imports:paper")


@page(LATE_ENTER, purpose=BORDER, methods=WRITE)
def close_day(request: DeskRequest) -> HttpResponse:
    """The paper is entered: its own sums stand beside those of the register."""
    shift, now = own(request)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return show(request, shift, close=form)
    data = form.cleaned_data
    said = {"said_entries": data["said_entries"], "said_exits": data["said_exits"]}
    actions.close_shift(by=request.actor, at=now.at, shift=shift, command=data["command"], **said)
    shift.refresh_from_db()
    return render(request, "imports/paper_closed.html", {"shift": shift})
