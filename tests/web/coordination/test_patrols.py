"""The pages of patrols."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from lakay.coordination.models import Finding, Patrol
from tests.web.booth.conftest import Sit


def url(name: str, patrol: Any) -> str:
    return reverse(f"coordination:{name}", args=[patrol])


def found(**more: str) -> dict[str, str]:
    return {"command": str(uuid4()), "category": "vehicles", "count": "7", **more}


def test_a_patrol_goes_out_finds_and_comes_back(luckner: Client) -> None:
    form = {"command": str(uuid4()), "team_size": "5", "route": "To the old bridge"}
    page = luckner.post(reverse("coordination:patrol_new"), form, follow=True).text
    assert "To the old bridge" in page
    patrol = Patrol.objects.get()
    luckner.post(url("patrol_find", patrol.pk), found(note="All with papers"))
    page = luckner.post(url("patrol_find", patrol.pk), found(count="3"), follow=True).text
    assert "All with papers" in page
    assert "<dd>10</dd>" in page
    ended = luckner.post(url("patrol_end", patrol.pk), {"end-command": str(uuid4()), "end-report": "Calm"}, follow=True).text
    assert "Calm" in ended
    assert url("patrol_find", patrol.pk) not in ended
    assert luckner.post(url("patrol_find", patrol.pk), found()).status_code == 422


def test_a_patrol_has_a_team(luckner: Client) -> None:
    assert luckner.post(reverse("coordination:patrol_new"), {"command": str(uuid4()), "team_size": "0"}).status_code == 422
    assert not Patrol.objects.exists()


def test_a_finding_goes_to_an_incident_and_to_the_protection_desk(luckner: Client, sit: Sit, gate: dict[str, Any]) -> None:
    form = found(category="children-alone", count="2", incident=str(gate["incident"]), to_protection="on")
    luckner.post(url("patrol_find", gate["patrol"]), form)
    finding = Finding.objects.get(category="children-alone")
    assert (finding.incident_id, finding.to_protection) == (gate["incident"], True)
    assert 'class="badge primary">protection desk' in sit("mirlande").get(url("patrol", gate["patrol"])).text
    assert 'class="badge primary">protection desk' not in sit("marie").get(url("patrol", gate["patrol"])).text


def test_an_incident_of_others_cannot_be_chosen(luckner: Client, gate: dict[str, Any]) -> None:
    assert luckner.post(url("patrol_find", gate["patrol"]), found(incident=str(uuid4()))).status_code == 422


def test_who_sees_where_it_went(luckner: Client, sit: Sit, gate: dict[str, Any]) -> None:
    assert "Along the river" in luckner.get(url("patrol", gate["patrol"])).text
    for name in ("marie", "kettly"):
        page = sit(name).get(url("patrol", gate["patrol"])).text
        assert "Along the river" not in page
        assert "••••" in page
        assert "Traders" not in page
    for name in ("pedro", "kerby", "frantz"):
        assert sit(name).get(url("patrol", gate["patrol"])).status_code == 404


def test_the_list_names_no_route(luckner: Client, gate: dict[str, Any], django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        page = luckner.get(reverse("coordination:patrols")).text
    assert "POLIFRONT" in page
    assert "Along the river" not in page
