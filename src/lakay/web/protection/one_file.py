"""One file: what is next, what was answered, what it says, and who decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.address_lock import is_hidden
from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.shown import shown
from lakay.access.visibility import get_or_404, visible
from lakay.border.models import Call
from lakay.border.rules import CallStatus
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.protection.actions import (
    AlreadyDone,
    AlreadyYours,
    NoGrounds,
    assign_intake,
    close_intake,
    decide_status,
    raise_signals,
    receive_intake,
)
from lakay.protection.models import Intake
from lakay.protection.queries import Story, story_of, who_can_take
from lakay.protection.rules.codes import Finding, Outcome
from lakay.protection.rules.intakes import OPEN, treated_as_child
from lakay.web.protection import file_words as words
from lakay.web.protection.file_forms import AssignForm, CloseFileForm, CommandForm, DecideForm, SignalsForm
from lakay.web.protection.file_rows import decided_of, file_rows, result_of, steps_of, told_of, yes_of
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
FOLLOW, WORK, SUPERVISE = Permission.INTAKE_FOLLOW, Permission.INTAKE_WORK, Permission.INTAKE_SUPERVISE
DECIDE = Permission.STATUS_DECIDE


@page(FOLLOW, purpose=PROTECTION)
def one(request: DeskRequest, intake: UUID) -> HttpResponse:
    """A file, with its name and answers for whoever has it and for the supervisor."""
    return show(request, get_or_404(request.actor, request.purpose, Intake, intake))


def show(request: DeskRequest, found: Intake, fault: str = "", **forms: CommandForm) -> HttpResponse:
    """The page of a file; `forms` are those sent back with what is wrong in them."""
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="protection.intake.read", subjects=[found.pk])
    story = story_of(request.actor, request.purpose, found, now)
    values = {**_facts(request, story), **_work(request, story), "fault": fault}
    return render(request, "protection/file.html", values | forms, status=422 if fault or forms else 200)


def _facts(request: DeskRequest, story: Story) -> dict[str, Any]:
    """Who it is, as far as the reader may know, and what was answered."""
    found = story.intake
    wrote = {row.by for row in story.screenings} | {row.by for row in story.decisions}
    names = staff_names((wrote | {found.opened_by}) - ({found.assigned_to} if is_hidden(found, "assigned_to") else set()))
    test = story.domesticity
    known = shown(request.actor, request.purpose, found)
    return {
        "known": known,
        "sex": words.SEXES.get(str(known.sex), known.sex) if known.sex is not None else "",
        "row": file_rows([found], request.actor, SystemClock().now())[0],
        "next": words.NEXT.get(found.status, ""),
        "outcome": words.OUTCOMES.get(found.outcome, ""),
        "opener": names.get(found.opened_by, ""),
        "told": [told_of(row, names) for row in story.screenings],
        "results": [result_of(each) for each in story.assessments],
        "test": test if test.met else None,
        "met": [words.said(criterion.labels) for criterion in test.met],
        "answers": [yes_of(row, row.pk in story.ended) for row in story.consents],
        "decisions": [decided_of(row, names) for row in story.decisions],
    }


def _work(request: DeskRequest, story: Story) -> dict[str, Any]:
    """What the reader may do with it."""
    found, actor = story.intake, request.actor
    is_open = found.status in OPEN
    mine = is_open and found.assigned_to == actor.id
    return {
        "open": is_open,
        "mine": mine,
        "may_receive": is_open and not mine and actor.may(WORK) and actor.post == found.post,
        "may_ask": story.may_ask,
        "child": treated_as_child(found.age_group),
        "steps": steps_of(story) if mine else [],
        "call": _open_call(request, found),
        "signalling": SignalsForm(found.signals or ()) if mine or (is_open and _supervises(actor, found)) else None,
        "closing": CloseFileForm() if mine else None,
        "assigning": _assigning(request, found) if is_open else None,
        "deciding": DecideForm() if _decides(actor, story) else None,
    }


def _open_call(request: DeskRequest, found: Intake) -> Call | None:
    """The booth's call that still waits for an answer, for whoever has the file."""
    if found.call is None or found.assigned_to != request.actor.id:
        return None
    return visible(request.actor, request.purpose, Call).exclude(status=CallStatus.CLOSED).filter(pk=found.call).first()


def _supervises(actor: Actor, found: Intake) -> bool:
    return actor.may(SUPERVISE) and actor.post == found.post


def _assigning(request: DeskRequest, found: Intake) -> AssignForm | None:
    """To whom the supervisor may give it."""
    people = who_can_take(found.post, SystemClock().now()) if _supervises(request.actor, found) else []
    return AssignForm([(str(key), name) for key, name in people]) if people else None


def _decides(actor: Actor, story: Story) -> bool:
    """Whether the reader may set the status: has the file or supervises, and did not ask the questions."""
    asked = any(row.by == actor.id for row in story.screenings)
    return actor.may(DECIDE) and not asked and (story.intake.assigned_to == actor.id or _supervises(actor, story.intake))


@page(WORK, purpose=PROTECTION, methods=WRITE)
def receive(request: DeskRequest, intake: UUID) -> HttpResponse:
    """The file is mine."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    try:
        receive_intake(by=request.actor, at=SystemClock().now(), intake=found)
    except AlreadyYours:
        pass  # pressed twice: it is as they wish
    except CannotMove:
        return show(request, found, _("Somebody closed this file meanwhile."))
    except NotAllowed as refused:
        return show(request, found, str(refused.reason))
    return redirect("files:one", intake=found.pk)


@page(SUPERVISE, purpose=PROTECTION, methods=WRITE)
def assign(request: DeskRequest, intake: UUID) -> HttpResponse:
    """Give the file to somebody."""
    found, now = get_or_404(request.actor, request.purpose, Intake, intake), SystemClock().now()
    form = AssignForm([(str(key), name) for key, name in who_can_take(found.post, now)], request.POST)
    if not form.is_valid():
        return show(request, found, assigning=form)
    said = form.cleaned_data
    try:
        assign_intake(by=request.actor, at=now, intake=found, to=UUID(said["to"]), command=said["command"])
    except AlreadyYours:
        pass  # it is there already
    except (CannotMove, CommandReused):
        return show(request, found, _("Somebody closed this file meanwhile."), assigning=form)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), assigning=form)
    return redirect("files:list")


@page(FOLLOW, purpose=PROTECTION, methods=WRITE)
def signal(request: DeskRequest, intake: UUID) -> HttpResponse:
    """Something new is known that makes the person more urgent."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    form = SignalsForm(found.signals or (), request.POST)
    if not form.is_valid():
        return show(request, found, signalling=form)
    said = form.cleaned_data
    try:
        raise_signals(by=request.actor, at=SystemClock().now(), intake=found, signals=said["signals"], command=said["command"])
    except (AlreadyDone, CommandReused):
        return show(request, found, _("Somebody closed this file meanwhile."), signalling=form)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), signalling=form)
    return redirect("files:one", intake=found.pk)


@page(FOLLOW, purpose=PROTECTION, methods=WRITE)
def close(request: DeskRequest, intake: UUID) -> HttpResponse:
    """The work of the desk is done."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    form = CloseFileForm(request.POST)
    if not form.is_valid():
        return show(request, found, closing=form)
    said = form.cleaned_data
    outcome = Outcome(said["outcome"])
    try:
        close_intake(
            by=request.actor, at=SystemClock().now(), intake=found, outcome=outcome, note=said["note"], command=said["command"]
        )
    except (CannotMove, CommandReused):
        return show(request, found, _("Somebody closed this file meanwhile."), closing=form)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), closing=form)
    return redirect("files:list")


@page(DECIDE, purpose=PROTECTION, methods=WRITE)
def decide(request: DeskRequest, intake: UUID) -> HttpResponse:
    """It was trafficking, or was not. The engine only suggested."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return show(request, found, deciding=form)
    said = form.cleaned_data
    try:
        decide_status(
            by=request.actor,
            at=SystemClock().now(),
            intake=found,
            finding=Finding(said["finding"]),
            grounds=said["grounds"],
            command=said["command"],
        )
    except NoGrounds:
        form.add_error("grounds", _("Write why."))
        return show(request, found, deciding=form)
    except CommandReused:
        return show(request, found, _("This was sent before with other answers. Look at the list of files."), deciding=form)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), deciding=form)
    return redirect("files:one", intake=found.pk)
