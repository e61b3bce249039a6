"""The files of the desk: who came, how urgent they are, what is next; and what waits too long."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.shown import shown
from lakay.access.visibility import get_or_404
from lakay.border.calls import before_desk
from lakay.border.models import Call
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.people.models import Person
from lakay.protection.actions import AlreadyOpened, open_intake
from lakay.protection.models import Intake
from lakay.protection.pack import the_pack
from lakay.protection.queries import load_of, open_files, overdue_files
from lakay.protection.rules.codes import Source
from lakay.protection.rules.given import IntakeGiven
from lakay.protection.rules.priorities import signals_of_call
from lakay.web.protection.file_forms import NewFileForm
from lakay.web.protection.file_rows import file_rows
from lakay.web.protection.rows import face_of
from lakay.web.shell.ages import whole_age
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
FOLLOW, WORK, SUPERVISE = Permission.INTAKE_FOLLOW, Permission.INTAKE_WORK, Permission.INTAKE_SUPERVISE
PAGE = 25


@page(FOLLOW, purpose=PROTECTION)
def file_list(request: DeskRequest) -> HttpResponse:
    """The open files, the most urgent first."""
    return _list(request, open_files(request.actor, request.purpose), ageing=False)


@page(SUPERVISE, purpose=PROTECTION)
def ageing(request: DeskRequest) -> HttpResponse:
    """What waits longer than the table of the pack allows, the longest first."""
    return _list(request, overdue_files(request.actor, request.purpose, SystemClock().now()), ageing=True)


def _list(request: DeskRequest, files: QuerySet[Intake], *, ageing: bool) -> HttpResponse:
    now = SystemClock().now()
    found = Paginator(files, PAGE).get_page(request.GET.get("page"))
    rows = list(found.object_list)
    if rows:
        subjects = [one.pk for one in rows]
        record_read(by=request.actor, at=now, purpose=request.purpose, what="protection.files.read", subjects=subjects)
    values = {
        "page": found,
        "rows": file_rows(rows, request.actor, now),
        "load": load_of(request.actor, request.purpose, now),
        "ageing": ageing,
        "may_open": request.actor.may(WORK) and bool(request.actor.post),
        "may_supervise": request.actor.may(SUPERVISE),
        "post": request.actor.post,
    }
    return render(request, "protection/files.html", values)


@page(WORK, purpose=PROTECTION, methods=FORM)
def new(request: DeskRequest) -> HttpResponse:
    """Somebody came by themselves, from the reception, by the hotline, from the community or from across the line."""
    form = NewFileForm(request.POST or None)
    if request.method != "POST":
        return render(request, "protection/file_new.html", {"form": form})
    if form.is_valid():
        try:
            command = form.cleaned_data["command"]
            made = open_intake(by=request.actor, at=SystemClock().now(), given=form.given, command=command)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except CommandReused:
            form.add_error(None, _("This was sent before with other answers. Look at the list of files."))
        else:
            return redirect("files:one", intake=made.id_of(Intake))
    return render(request, "protection/file_new.html", {"form": form}, status=422)


@page(WORK, purpose=PROTECTION, methods=WRITE)
def from_call(request: DeskRequest, call: UUID) -> HttpResponse:
    """Open a file for the traveller of a call that is in my hands. What the desk knows of them is copied: the file stands alone."""
    found = get_or_404(request.actor, request.purpose, Call, call)
    live = before_desk(found, request.actor.id)
    if not live:
        raise Http404
    now = SystemClock().now()
    person = found.person_id
    today = timezone.localtime(now).date()
    face = face_of(request.actor, request.purpose, person, live, today)
    record = get_or_404(request.actor, request.purpose, Person, person, live)
    age, sex = whole_age(record, today), shown(request.actor, request.purpose, record, live).sex
    signals = (*signals_of_call(the_pack().signals, found.reason), *(["child"] if age is not None and age < 18 else []))
    called = face.names[0][:120] if face.names else ""
    given = IntakeGiven(Source.BOOTH, signals, called=called, sex=str(sex or ""), age=age, person=person, call=found.pk)
    try:
        opened = open_intake(by=request.actor, at=now, given=given).id_of(Intake)
    except AlreadyOpened as before:
        opened = before.intake
    except NotAllowed:
        raise Http404 from None
    return redirect(reverse("files:one", kwargs={"intake": opened}))
