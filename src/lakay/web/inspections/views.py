"""Travellers sent to inspection, the form, and the receipt for what was kept back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.border.actions.inspections import record_inspection, send_to_inspection
from lakay.border.actions.plates import ask_plate as record_plate
from lakay.border.lookups import alerts_about_plate
from lakay.border.models import Encounter, Inspection
from lakay.border.permissions import INSPECTION_RECORD
from lakay.border.queues import (
    encounter_by_reference,
    inspected,
    inspection_with_seizures,
    inspections_on,
    is_sent,
    last_travellers,
    sent_to_inspection,
)
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.people.models import Document
from lakay.people.queries import names_to_show
from lakay.places.queries import where
from lakay.web.inspections.forms import (
    RESULT_NAMES,
    WHAT_NAMES,
    InspectionForm,
    KeptLines,
    PlateForm,
    ReferenceForm,
    goods_names,
    vehicle_names,
)
from lakay.web.shell.country import document_name
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest
from lakay.web.shell.words import KINDS

BORDER = Purpose.BORDER_CONTROL
HANDED_ON_FOR = timedelta(hours=12)
"""How long the reference on a slip opens a traveller here: the day on which they stand there with their goods."""

LATEST = 12
ENCOUNTER_VIEW = "border:encounter:view"


@page(INSPECTION_RECORD, purpose=BORDER)
def home(request: DeskRequest) -> HttpResponse:
    """Who was sent, what was written down today. Police and supervisors also see the last travellers; customs does not."""
    if not request.actor.post:
        return render(request, "inspections/home.html", {"post": ""})
    return show(request, ReferenceForm())


def show(request: DeskRequest, form: ReferenceForm) -> HttpResponse:
    """The desk with the form for a reference."""
    post = request.actor.post
    now = here(post)
    sent = [asked.encounter for asked in sent_to_inspection(post, now.today)]
    latest = last_travellers(post, LATEST) if request.actor.may(ENCOUNTER_VIEW) else []
    done, written = inspected([one.pk for one in sent]), list(inspections_on(post, now.today))
    people = {one.person_id for one in (*sent, *latest)} | {one.person_id for one in written}
    if people:
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.inspection_list.read", subjects=people)
    names = names_to_show(people)
    values: dict[str, Any] = {
        "post": post,
        "form": form,
        "sent": [_line(one, names) for one in sent if one.pk not in done],
        "latest": [_line(one, names) for one in latest],
        "written": [(one, names.get(one.person_id, "—"), WHAT_NAMES[one.what], RESULT_NAMES[one.result]) for one in written],
        "tz": now.zone,
    }
    return render(request, "inspections/home.html", values, status=422 if form.errors else 200)


def _line(encounter: Encounter, names: dict[UUID, str]) -> tuple[Encounter, str, str]:
    return encounter, names.get(encounter.person_id, "—"), kind_of(encounter.document)


def kind_of(document: Document | None) -> str:
    """What kind of document it is; its number is not for this desk."""
    return str(KINDS.get(document.type) or document_name(document.type)) if document else _("no document")


@page(INSPECTION_RECORD, purpose=BORDER, methods=WRITE)
def find_by_reference(request: DeskRequest) -> HttpResponse:
    """A traveller hands over the slip: its reference sends them here and opens the form."""
    form = ReferenceForm(request.POST)
    post = request.actor.post
    if not post:
        raise Http404
    if form.is_valid():
        now = here(post)
        found = encounter_by_reference(post, form.cleaned_data["reference"], now.at - HANDED_ON_FOR)
        if found is not None:
            send_to_inspection(by=request.actor, at=now.at, encounter=found, what="luggage", local_on=now.today)
            return redirect("inspections:write", found.pk)
        form.add_error("reference", _("No traveller of today at this post has this reference."))
    return show(request, form)


def traveller(request: DeskRequest, key: UUID) -> Encounter:
    """A traveller of this post who was sent here, or handed over the slip today. 404 for any other."""
    found = encounter_by_reference(request.actor.post, str(key)[-8:], here(request.actor.post).at - HANDED_ON_FOR)
    if found is None or found.pk != key or not (request.actor.may(ENCOUNTER_VIEW) or is_sent(key)):
        raise Http404
    get_or_404(request.actor, request.purpose, Encounter, key, live=[found.person_id])
    return found


@page(INSPECTION_RECORD, purpose=BORDER, methods=FORM)
def write(request: DeskRequest, encounter: UUID) -> HttpResponse:
    """Write down what was looked into."""
    found = traveller(request, encounter)
    now = here(found.post)
    form = InspectionForm(request.POST or None, initial={"command": new_id()})
    lines = KeptLines(request.POST or None, prefix="kept")
    if request.method == "POST" and form.is_valid() and lines.is_valid() and (seen := form.together(lines)):
        sent = {"encounter": found, "local_on": now.today, "seen": seen, "command": form.cleaned_data["command"]}
        try:
            receipt = record_inspection(by=request.actor, at=now.at, **sent)
        except CommandReused:
            form.add_error(None, _("This was written down already."))
        else:
            return redirect("inspections:receipt", receipt.id_of(Inspection))
    return show_form(request, found, form, lines, status=422 if request.method == "POST" else 200)


def show_form(request: DeskRequest, found: Encounter, form: InspectionForm, lines: Any, status: int, **more: Any) -> HttpResponse:
    """The form of a traveller, entered as a look at them; beside it the question about a plate, with its answer."""
    subjects, records = [found.person_id], [found.pk]
    at = here(found.post).at
    record_read(
        by=request.actor, at=at, purpose=request.purpose, what="border.inspection.read", subjects=subjects, records=records
    )
    name = names_to_show(subjects).get(found.person_id, "—")
    values = {"form": form, "lines": lines, "name": name, "kind": kind_of(found.document), "reference": str(found.pk)[-8:]}
    values |= {"encounter": found, "plate": PlateForm(initial={"state": where(found.post).country}), **more}
    return render(request, "inspections/write.html", values, status=status)


@page(INSPECTION_RECORD, purpose=BORDER, methods=WRITE)
def ask_plate(request: DeskRequest, encounter: UUID) -> HttpResponse:
    """Ask the alert list about the vehicle in front. The answer says what to do, never whose vehicle it is."""
    found = traveller(request, encounter)
    plate = PlateForm(request.POST)
    form, lines = InspectionForm(initial={"command": new_id()}), KeptLines(prefix="kept")
    if not plate.is_valid():
        return show_form(request, found, form, lines, 422, plate=plate)
    at, said = here(found.post).at, plate.cleaned_data
    asked = {"state": said["state"].upper(), "plate": said["number"]}
    record_plate(by=request.actor, at=at, encounter=found, **asked)
    met = alerts_about_plate(**asked, direction=found.shift.direction, at=at)
    language = get_language() or "fr"
    told = [(one.label.in_language(language), one.todo.in_language(language), one.protective) for one in met if not one.silent]
    return show_form(request, found, form, lines, 200, plate=plate, asked=True, told=told)


@page(INSPECTION_RECORD, purpose=BORDER)
def receipt(request: DeskRequest, inspection: UUID) -> HttpResponse:
    """What was written down, with the receipt to print for goods that were kept back."""
    found = inspection_with_seizures(get_or_404(request.actor, request.purpose, Inspection, inspection).pk)
    now = here(found.post)
    subjects, records = [found.person_id], [found.pk]
    record_read(
        by=request.actor, at=now.at, purpose=request.purpose, what="border.inspection.read", subjects=subjects, records=records
    )
    goods = dict(goods_names())
    values = {
        "inspection": found,
        "name": names_to_show(subjects).get(found.person_id, "—"),
        "what": WHAT_NAMES[found.what],
        "result": RESULT_NAMES[found.result],
        "vehicle": dict(vehicle_names()).get(found.vehicle, found.vehicle),
        "officer": staff_names([found.officer]).get(found.officer, ""),
        "seizures": [(seizure, goods.get(seizure.goods, seizure.goods)) for seizure in found.seizures.all()],
        "tz": now.zone,
    }
    return render(request, "inspections/receipt.html", values)
