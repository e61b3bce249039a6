"""The overview of the post."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from lakay.journal.models import Event
from tests.web.booth.conftest import Sit

HOME = reverse("coordination:home")


def test_it_shows_what_is_open_due_and_out(luckner: Client, gate: dict[str, Any]) -> None:
    page = luckner.get(HOME).text
    for words in ("Lorry with a double floor", "Too many at the bridge", "Weigh the lorry", "still out"):
        assert words in page


def test_each_role_is_offered_what_it_may_begin(luckner: Client, sit: Sit) -> None:
    offered = {"incident_new", "task_new", "patrol_new", "alert_new", "briefing"}

    def seen(page: str) -> set[str]:
        return {name for name in offered if f'href="{reverse(f"coordination:{name}")}"' in page}

    assert seen(luckner.get(HOME).text) == offered
    assert seen(sit("marie").get(HOME).text) == {"incident_new", "task_new"}
    assert seen(sit("pedro").get(HOME).text) == {"incident_new", "task_new", "alert_new"}


def test_the_desk_is_in_the_bar_of_those_who_work_there(luckner: Client, sit: Sit) -> None:
    assert f'href="{HOME}"' in luckner.get(HOME).text
    assert sit("frantz").get(HOME).status_code == 404


def test_it_is_short_to_ask_for(luckner: Client, gate: dict[str, Any], django_assert_max_num_queries: Any) -> None:
    luckner.get(HOME)
    with django_assert_max_num_queries(9):
        luckner.get(HOME)


def test_it_speaks_kreyol(luckner: Client, gate: dict[str, Any]) -> None:
    luckner.cookies["lakay_language"] = "ht"
    page = luckner.get(HOME).text
    assert "Ensidan ki louvri" in page
    assert "Kontrebann" in page


def test_those_who_protect_see_whom_patrols_handed_to_them(luckner: Client, sit: Sit, gate: dict[str, Any]) -> None:
    form = {"command": str(uuid4()), "category": "children-alone", "count": "2", "note": "By the mill", "to_protection": "on"}
    luckner.post(reverse("coordination:patrol_find", args=[gate["patrol"]]), form)
    assert "By the mill" in sit("mirlande").get(HOME).text
    assert Event.objects.filter(action="coordination.patrol.read").count() == 1
    assert "By the mill" not in luckner.get(HOME).text
    assert "By the mill" not in sit("marie").get(HOME).text
