"""Tasks: asked, answered by a named person of the other agency, done, overdue."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lakay.coordination import actions
from lakay.coordination.models import Task
from lakay.coordination.queries import tasks_of, tasks_of_incident, waiting_tasks
from lakay.coordination.rules import TaskStatus
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from tests.coordination.conftest import HOUR, NOW, asked, opened, person

pytestmark = pytest.mark.django_db


def test_a_person_of_the_other_agency_takes_it_on_in_their_own_name():
    task = asked("luckner", "AGD")
    assert (task.to_agency, task.to_post, task.status) == ("AGD", "HT-OUA", TaskStatus.ASKED)
    actions.answer_task(by=person("kettly"), at=NOW + HOUR, task=task, accept=True)
    assert (task.status, task.answered_by, task.answered_at) == ("accepted", person("kettly").id, NOW + HOUR)
    assert task.ended_at is None


@pytest.mark.parametrize("stranger", ["luckner", "marie", "clerveau", "pedro", "fabienne"])
def test_nobody_else_answers(stranger):
    with pytest.raises(NotAllowed):
        actions.answer_task(by=person(stranger), at=NOW, task=asked("luckner", "AGD"), accept=True)


def test_who_asked_does_not_answer_after_changing_sides():
    from dataclasses import replace

    task = asked("luckner", "AGD")
    turncoat = replace(person("kettly"), id=person("luckner").id)
    with pytest.raises(NotAllowed):
        actions.answer_task(by=turncoat, at=NOW, task=task, accept=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(answered_by=task.asked_by, answered_at=NOW)


def test_to_decline_needs_a_reason():
    task = asked("luckner", "AGD")
    with pytest.raises(actions.NothingWritten):
        actions.answer_task(by=person("kettly"), at=NOW, task=task, accept=False, reason=" ")
    actions.answer_task(by=person("kettly"), at=NOW, task=task, accept=False, reason="The scale is broken")
    assert (task.status, task.reason, task.ended_by) == ("declined", "The scale is broken", person("kettly").id)


def test_it_is_done_by_the_agency_that_took_it_on():
    task = asked("luckner", "AGD")
    with pytest.raises(CannotMove):
        actions.finish_task(by=person("kettly"), at=NOW, task=task, outcome="Weighed")
    actions.answer_task(by=person("kettly"), at=NOW, task=task, accept=True)
    with pytest.raises(NotAllowed):
        actions.finish_task(by=person("luckner"), at=NOW, task=task, outcome="Weighed")
    actions.finish_task(by=person("kettly_colleague"), at=NOW, task=task, outcome="38 tonnes")
    assert (task.status, task.outcome, task.ended_by) == ("done", "38 tonnes", person("kettly_colleague").id)


def test_the_agency_that_asked_withdraws_it():
    task = asked("luckner", "AGD")
    with pytest.raises(NotAllowed):
        actions.withdraw_task(by=person("kettly"), at=NOW, task=task, reason="No")
    actions.withdraw_task(by=person("luckner"), at=NOW, task=task, reason="The lorry is gone")
    assert task.status == "withdrawn"
    with pytest.raises(CannotMove):
        actions.answer_task(by=person("kettly"), at=NOW, task=task, accept=True)


def test_an_agency_does_not_ask_itself():
    with pytest.raises(actions.SameSeat):
        asked("luckner", "POLIFRONT")


def test_a_deadline_lies_ahead():
    with pytest.raises(actions.BadDeadline):
        asked("luckner", "AGD", due_at=NOW)


def test_a_task_of_an_incident_is_asked_by_those_who_take_part():
    incident = opened("luckner", "AGD")
    task = asked("luckner", "AGD", incident=incident)
    assert [turn.task for turn in tasks_of_incident(person("kettly"), incident, NOW)] == [task]
    with pytest.raises(NotAllowed):
        asked("marie", "AGD", incident=incident)


def test_the_reminder_has_the_overdue_first_and_says_whose_turn_it_is():
    late = asked("luckner", "AGD", title="Late", due_at=NOW + HOUR)
    soon = asked("kettly", "POLIFRONT", title="Soon", due_at=NOW + 3 * HOUR)
    over = asked("luckner", "AGD", title="Over", due_at=NOW + HOUR)
    actions.withdraw_task(by=person("luckner"), at=NOW, task=over, reason="Done by others")
    turns = waiting_tasks(person("kettly"), NOW + 2 * HOUR)
    assert [(turn.task, turn.mine, turn.overdue) for turn in turns] == [(late, True, True), (soon, False, False)]
    assert [turn.mine for turn in waiting_tasks(person("luckner"), NOW)] == [False, True]


def test_a_task_across_the_line_is_asked_of_the_post_there():
    task = asked("marie", "DGM")
    assert (task.to_agency, task.to_post) == ("DGM", "DO-DAJ")
    actions.answer_task(by=person("pedro"), at=NOW, task=task, accept=True)
    assert task.status == "accepted"


def test_a_task_is_seen_by_the_two_agencies_alone():
    task = asked("luckner", "AGD")
    seeing = [name for name in ("luckner", "kettly", "marie", "clerveau", "pedro", "josue") if tasks_of(person(name)).exists()]
    assert seeing == ["luckner", "kettly"]
    assert list(tasks_of(person("kettly"), "asked")) == [task]
    assert list(tasks_of(person("kettly"), "done")) == []
