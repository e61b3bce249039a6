"""The pages of incidents."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lakay.coordination.models import Incident, Note
from lakay.journal.models import Event, Reference
from tests.web.booth.conftest import Sit


def url(name: str, incident: Any) -> str:
    return reverse(f"coordination:{name}", args=[incident])


def command(prefix: str = "") -> dict[str, str]:
    return {f"{prefix}-command" if prefix else "command": str(uuid4())}


def test_a_new_incident_is_opened_with_its_first_line_and_shown(luckner: Client) -> None:
    form = {
        **command(),
        "category": "crowd",
        "title": "Too many at the bridge",
        "seriousness": "grave",
        "text": "Two hundred at once",
        "audience": "involved",
        "involved": ["AGD", "DGM"],
    }
    response = luckner.post(reverse("coordination:incident_new"), form, follow=True)
    assert "Two hundred at once" in response.text
    incident = Incident.objects.get()
    assert sorted(incident.participations.values_list("agency", "post")) == [
        ("AGD", "HT-OUA"),
        ("DGM", "DO-DAJ"),
        ("POLIFRONT", "HT-OUA"),
    ]


def test_what_is_missing_is_said_at_the_field_and_what_was_written_stays(luckner: Client) -> None:
    response = luckner.post(reverse("coordination:incident_new"), {"text": "Two hundred at once"})
    assert response.status_code == 422
    assert "Two hundred at once" in response.text
    assert not Incident.objects.exists()


def test_a_form_sent_twice_opens_one_and_with_other_words_none(luckner: Client) -> None:
    form = {**command(), "category": "crowd", "title": "Too many", "seriousness": "minor", "audience": "involved"}
    for _ in range(2):
        assert luckner.post(reverse("coordination:incident_new"), form).status_code == 302
    assert luckner.post(reverse("coordination:incident_new"), {**form, "title": "Far too many"}).status_code == 422
    assert Incident.objects.count() == 1


def test_a_traveller_is_tied_to_it_by_a_number_alone(luckner: Client) -> None:
    encounter = uuid4()
    page = luckner.get(reverse("coordination:incident_new"), {"encounter": str(encounter)}).text
    assert str(encounter) in page
    form = {**command(), "category": "forgery", "title": "Passport in doubt", "seriousness": "serious", "audience": "agency"}
    luckner.post(reverse("coordination:incident_new"), {**form, "encounter": encounter})
    assert Incident.objects.get().encounter == encounter


def test_one_writes_a_line_and_is_back_at_the_field(luckner: Client, gate: dict[str, Any]) -> None:
    form = {**command(), "text": "Found in the sugar cane", "audience": "involved"}
    response = luckner.post(url("incident_note", gate["incident"]), form, follow=True)
    assert "Found in the sugar cane" in response.text
    assert 'name="text" autocomplete="off"' in response.text.replace('maxlength="2000" ', "")
    assert "autofocus" in response.text


def test_an_empty_line_is_none(luckner: Client, gate: dict[str, Any]) -> None:
    assert luckner.post(url("incident_note", gate["incident"]), {**command(), "text": " "}).status_code == 422
    assert Note.objects.count() == 1


def test_to_look_at_an_incident_is_entered_as_a_look(luckner: Client, gate: dict[str, Any]) -> None:
    luckner.get(url("incident", gate["incident"]))
    event = Event.objects.get(action="coordination.incident.read")
    assert Reference.objects.filter(event=event, ref=gate["incident"], subject=True).exists()


def test_colleague_neighbour_and_stranger(sit: Sit, gate: dict[str, Any]) -> None:
    customs, immigration, partner = sit("kettly"), sit("marie"), sit("pedro")
    assert "The driver ran away" in customs.get(url("incident", gate["incident"])).text
    looking_on = immigration.get(url("incident", gate["incident"])).text
    assert "Lorry with a double floor" in looking_on
    assert "The driver ran away" not in looking_on
    across = partner.get(url("incident", gate["incident"])).text
    assert "Lorry with a double floor" in across
    assert "The driver ran away" not in across
    for stranger in ("mirlande", "wilner", "kerby", "frantz", "guerda"):
        assert sit(stranger).get(url("incident", gate["incident"])).status_code == 404


def test_the_partner_writes_for_both_sides_unless_they_choose_otherwise(sit: Sit, gate: dict[str, Any]) -> None:
    page = sit("pedro").get(url("incident", gate["incident"])).text
    assert '<option value="abroad" selected>' in page
    assert '<option value="involved" selected>' in sit("kettly").get(url("incident", gate["incident"])).text


def test_only_the_lead_is_offered_what_the_lead_does(luckner: Client, sit: Sit, gate: dict[str, Any]) -> None:
    close = url("incident_close", gate["incident"])
    assert close in luckner.get(url("incident", gate["incident"])).text
    assert close not in sit("kettly").get(url("incident", gate["incident"])).text


def test_it_goes_from_hand_to_hand_and_is_closed(luckner: Client, sit: Sit, gate: dict[str, Any]) -> None:
    customs, incident = sit("kettly"), gate["incident_handed"]
    assert "incident_answer" not in luckner.get(url("incident", incident)).text
    assert url("incident_answer", incident) in customs.get(url("incident", incident)).text
    customs.post(url("incident_answer", incident), {"take": "yes"})
    assert luckner.post(url("incident_close", incident), {**command("close"), "close-outcome": "All gone"}).status_code == 404
    closed = customs.post(url("incident_close", incident), {**command("close"), "close-outcome": "All gone"}, follow=True)
    assert "All gone" in closed.text
    assert Incident.objects.get(pk=incident).status == "closed"


def test_the_lead_calls_in_assesses_and_hands_over(luckner: Client, gate: dict[str, Any]) -> None:
    incident = gate["incident"]
    luckner.post(url("incident_involve", incident), {**command("involve"), "involve-agency": "BPM"})
    luckner.post(url("incident_assess", incident), {**command("assess"), "assess-seriousness": "grave"})
    twice = luckner.post(url("incident_involve", incident), {**command("involve"), "involve-agency": "BPM"})
    assert twice.status_code == 422
    luckner.post(url("incident_hand_over", incident), {**command("hand_over"), "hand_over-agency": "DGM"})
    found = Incident.objects.get(pk=incident)
    assert (found.seriousness, found.status, found.offered_to_post) == ("grave", "handed_over", "DO-DAJ")
    moved = luckner.post(url("incident_hand_over", incident), {**command("hand_over"), "hand_over-agency": "AGD"})
    assert moved.status_code == 422
    assert 'role="alert"' in moved.text


def test_where_persons_may_need_protection_the_page_says_to_call_that_desk(luckner: Client) -> None:
    form = {**command(), "category": "children", "title": "Children alone on the bridge", "seriousness": "grave"}
    page = luckner.post(reverse("coordination:incident_new"), {**form, "audience": "agency"}, follow=True).text
    assert "call the protection desk" in page


def test_the_list_is_short_to_ask_for(luckner: Client, gate: dict[str, Any], django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        form = {**command(), "category": "crowd", "title": f"Rush {number}", "seriousness": "minor", "audience": "agency"}
        luckner.post(reverse("coordination:incident_new"), form)
    luckner.get(reverse("coordination:incidents"))
    with django_assert_max_num_queries(6):
        page = luckner.get(reverse("coordination:incidents")).text
    assert page.count(">Rush ") == 6
    assert ">Rush 1" not in luckner.get(reverse("coordination:incidents"), {"status": "closed"}).text


@pytest.mark.parametrize("status", ["nonsense", "handed_over", "closed", "open"])
def test_the_list_by_state(luckner: Client, gate: dict[str, Any], status: str) -> None:
    page = luckner.get(reverse("coordination:incidents"), {"status": status}).text
    assert ("Too many at the bridge" in page) == (status in {"nonsense", "handed_over"})
