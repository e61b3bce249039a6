"""Tasks: the list, a new one, its page with the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.coordination import actions
from lakay.coordination.models import Incident, Task
from lakay.coordination.permissions import INCIDENT_VIEW, TASK_WRITE, asked_it, is_asked
from lakay.coordination.queries import own_open_incidents, tasks_of
from lakay.coordination.rules import WAITING, TaskStatus
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.web.coordination.forms import OutcomeForm, ReasonForm, TaskForm
from lakay.web.coordination.home import may
from lakay.web.coordination.rows import task_row
from lakay.web.coordination.words import agency_choices
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

TOGETHER = Purpose.COORDINATION
ON_A_PAGE = 40


@page(INCIDENT_VIEW, purpose=TOGETHER)
def tasks(request: DeskRequest) -> HttpResponse:
    """All tasks between the own agency and others."""
    actor, now = request.actor, SystemClock().now()
    listed = Paginator(tasks_of(actor, request.GET.get("status", "")), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [task_row(actor, task, now) for task in listed.object_list]
    return render(request, "coordination/tasks.html", {"page": listed, "rows": rows, "may": may(actor), "here": "tasks"})


@page(TASK_WRITE, purpose=TOGETHER, methods=FORM)
def new(request: DeskRequest) -> HttpResponse:
    """Ask another agency for something."""
    actor = request.actor
    incidents = own_open_incidents(actor)
    today = timezone.localdate(SystemClock().now())
    form = TaskForm(
        request.POST or None,
        agencies=agency_choices(actor.post, {actor.agency}),
        incidents=incidents,
        initial={"incident": request.GET.get("incident", ""), "due_on": today, "due_time": "16:00"},
    )
    if request.method == "POST" and form.is_valid():
        asked = _ask(request, form, incidents)
        if asked is not None:
            return redirect("coordination:task", asked)
    values = {"form": form, "may": may(actor), "here": "tasks"}
    return render(request, "coordination/task_new.html", values, status=422 if request.method == "POST" else 200)


def _ask(request: DeskRequest, form: TaskForm, incidents: list[Incident]) -> UUID | None:
    data = form.cleaned_data
    due_at = timezone.make_aware(datetime.combine(data["due_on"], data["due_time"]))
    incident = next((incident for incident in incidents if str(incident.pk) == data["incident"]), None)
    given = actions.TaskGiven(data["agency"], data["title"], due_at, data["text"], incident)
    try:
        receipt = actions.ask_task(by=request.actor, at=SystemClock().now(), given=given, command=data["command"])
    except NotAllowed as refused:
        form.add_error(None, str(refused.reason))
    except actions.BadDeadline:
        form.add_error("due_time", _("This moment has passed."))
    except CommandReused:
        form.add_error(None, _("This was sent before with other words. Look at the list before you send it again."))
    else:
        return receipt.id_of(Task)
    return None


@page(INCIDENT_VIEW, purpose=TOGETHER)
def task(request: DeskRequest, task: UUID) -> HttpResponse:
    """One task."""
    return _show(request, get_or_404(request.actor, TOGETHER, Task, task))


def _show(request: DeskRequest, found: Task, **wrong: Form) -> HttpResponse:
    actor, now = request.actor, SystemClock().now()
    record_read(by=actor, at=now, purpose=TOGETHER, what="coordination.task.read", subjects=[found.pk], records=[found.pk])
    mine, asking = (actor.may(TASK_WRITE) and stands(actor, found) for stands in (is_asked, asked_it))
    values: dict[str, Any] = {
        "task": task_row(actor, found, now),
        "answered_by": staff_names([found.answered_by]).get(found.answered_by, "") if found.answered_by else "",
        "may_answer": mine and found.status == TaskStatus.ASKED and found.asked_by != actor.id,
        "may_finish": mine and found.status == TaskStatus.ACCEPTED,
        "may_withdraw": asking and found.status in WAITING,
        "decline_form": ReasonForm(prefix="decline"),
        "finish_form": OutcomeForm(prefix="finish"),
        "withdraw_form": ReasonForm(prefix="withdraw"),
        "may": may(actor),
        "here": "tasks",
        **wrong,
        "wrong": list(wrong.values()),
    }
    return render(request, "coordination/task.html", values, status=422 if wrong else 200)


def _find(request: DeskRequest, task: UUID, stands: Callable[[Actor, Task], bool]) -> Task:
    """A task that is this agency's to move; 404 for any other."""
    found = get_or_404(request.actor, TOGETHER, Task, task)
    if not stands(request.actor, found):
        raise Http404
    return found


def _move(request: DeskRequest, found: Task, name: str, form: Form, do: Callable[[dict[str, Any]], object]) -> HttpResponse:
    """Carry a form out, or show it again with what stands in the way."""
    if form.is_valid():
        try:
            do(form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except CannotMove:
            form.add_error(None, _("Somebody else has moved this task meanwhile. Look again."))
        except CommandReused:
            form.add_error(None, _("This was sent before with other words. Look again before you send it."))
        else:
            return redirect("coordination:task", found.pk)
    return _show(request, found, **{name: form})


@page(TASK_WRITE, purpose=TOGETHER, methods=WRITE)
def answer(request: DeskRequest, task: UUID) -> HttpResponse:
    """Take it on in one's own name, or decline with a reason."""
    found, by, at = _find(request, task, is_asked), request.actor, SystemClock().now()
    accept = request.POST.get("accept") == "yes"
    form = Form(request.POST) if accept else ReasonForm(request.POST, prefix="decline")
    return _move(
        *(request, found, "decline_form", form),
        lambda data: actions.answer_task(by=by, at=at, task=found, accept=accept, reason=data.get("reason", "")),
    )


@page(TASK_WRITE, purpose=TOGETHER, methods=WRITE)
def finish(request: DeskRequest, task: UUID) -> HttpResponse:
    """Say what came of it."""
    found, by, at = _find(request, task, is_asked), request.actor, SystemClock().now()
    return _move(
        *(request, found, "finish_form", OutcomeForm(request.POST, prefix="finish")),
        lambda data: actions.finish_task(by=by, at=at, task=found, outcome=data["outcome"], command=data["command"]),
    )


@page(TASK_WRITE, purpose=TOGETHER, methods=WRITE)
def withdraw(request: DeskRequest, task: UUID) -> HttpResponse:
    """It is no longer needed."""
    found, by, at = _find(request, task, asked_it), request.actor, SystemClock().now()
    return _move(
        *(request, found, "withdraw_form", ReasonForm(request.POST, prefix="withdraw")),
        lambda data: actions.withdraw_task(by=by, at=at, task=found, reason=data["reason"], command=data["command"]),
    )
