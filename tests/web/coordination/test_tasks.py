"""The pages of tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lakay.coordination.models import Task
from lakay.kernel.clock import SystemClock
from tests.web.booth.conftest import Sit


def url(name: str, task: Any) -> str:
    return reverse(f"coordination:{name}", args=[task])


def asking(**more: str) -> dict[str, str]:
    tomorrow = timezone.localdate(SystemClock().now()) + timedelta(days=1)
    form = {"command": str(uuid4()), "agency": "AGD", "title": "Weigh the lorry", "due_time": "16:00"}
    return {**form, "due_on": tomorrow.strftime("%d/%m/%Y"), **more}


def test_a_task_is_asked_until_an_hour_at_the_clock_of_the_post(luckner: Client) -> None:
    response = luckner.post(reverse("coordination:task_new"), asking(), follow=True)
    assert "Weigh the lorry" in response.text
    task = Task.objects.get()
    assert timezone.localtime(task.due_at, timezone.get_fixed_timezone(-300)).hour in {16, 15}  # winter, summer
    assert (task.to_agency, task.to_post) == ("AGD", "HT-OUA")


def test_a_deadline_that_has_passed_is_refused_at_the_field(luckner: Client) -> None:
    response = luckner.post(reverse("coordination:task_new"), asking(due_on="01/02/2020"))
    assert response.status_code == 422
    assert "This moment has passed." in response.text
    assert not Task.objects.exists()


def test_one_of_the_other_agency_takes_it_on_and_finishes_it(luckner: Client, sit: Sit, gate: dict[str, Any]) -> None:
    customs, task = sit("kettly"), gate["task"]
    assert "At the old scale" in customs.get(url("task", task)).text
    customs.post(url("task_answer", task), {"accept": "yes"})
    taken = luckner.get(url("task", task)).text
    assert "Kettly Dormeus" in taken
    done = {"finish-command": str(uuid4()), "finish-outcome": "38 tonnes"}
    assert "38 tonnes" in customs.post(url("task_finish", task), done, follow=True).text
    assert Task.objects.get(pk=task).status == "done"
    late = customs.post(url("task_finish", task), {**done, "finish-command": str(uuid4())})
    assert late.status_code == 422


def test_to_decline_one_says_why(sit: Sit, gate: dict[str, Any]) -> None:
    customs, task = sit("kettly"), gate["task"]
    assert customs.post(url("task_answer", task), {"accept": "no"}).status_code == 422
    form = {"decline-command": str(uuid4()), "decline-reason": "The scale is broken"}
    assert "The scale is broken" in customs.post(url("task_answer", task), form, follow=True).text


def test_who_asked_withdraws_but_does_not_answer(luckner: Client, gate: dict[str, Any]) -> None:
    task = gate["task"]
    assert luckner.post(url("task_answer", task), {"accept": "yes"}).status_code == 404
    form = {"withdraw-command": str(uuid4()), "withdraw-reason": "The lorry is gone"}
    luckner.post(url("task_withdraw", task), form)
    assert Task.objects.get(pk=task).status == "withdrawn"


def test_neighbours_and_strangers_do_not_find_it(sit: Sit, gate: dict[str, Any]) -> None:
    for name in ("marie", "mirlande", "pedro", "kerby", "frantz"):
        assert sit(name).get(url("task", gate["task"])).status_code == 404


def test_the_overdue_stands_first_and_says_so(luckner: Client, gate: dict[str, Any]) -> None:
    Task.objects.filter(pk=gate["task_taken"]).update(due_at=SystemClock().now() - timedelta(hours=2))
    for page in (reverse("coordination:home"), url("task", gate["task_taken"])):
        assert "overdue" in luckner.get(page).text
    home = luckner.get(reverse("coordination:home")).text
    assert home.index("Seal the lorry") < home.index("Weigh the lorry")
    assert "Seal the lorry" in luckner.get(reverse("coordination:tasks")).text


def test_a_task_asked_from_an_incident_is_tied_to_it(luckner: Client, gate: dict[str, Any]) -> None:
    page = luckner.get(reverse("coordination:task_new"), {"incident": gate["incident"]}).text
    assert f'value="{gate["incident"]}" selected' in page
    luckner.post(reverse("coordination:task_new"), asking(title="Photograph it", incident=str(gate["incident"])))
    assert "Photograph it" in luckner.get(reverse("coordination:incident", args=[gate["incident"]])).text
