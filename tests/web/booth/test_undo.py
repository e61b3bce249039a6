"""Taking a decision back within the minute."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from lakay.border.models import Crossing, Encounter, Shift
from lakay.border.queries import counts_of, last_admitted
from lakay.kernel.clock import SystemClock
from tests.web.booth.conftest import Sit, decide, lines, scan

pytestmark = pytest.mark.django_db


def take_back(client: Client, crossing: Crossing, **more: Any) -> Any:
    """The key that takes the last decision back."""
    sent = {"crossing": str(crossing.pk), "command": str(uuid4()), **more}
    return client.post("/booth/undo/", sent, headers={"HX-Request": "true"})


@pytest.fixture
def crossing(marie: Client) -> Crossing:
    """A movement of a moment ago."""
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    return Crossing.objects.get()


def test_the_traveller_stands_there_again_and_is_decided_anew(marie: Client, crossing: Crossing) -> None:
    page = take_back(marie, crossing).content.decode()
    assert 'id="admit"' in page
    assert last_admitted(crossing.person_id) is None
    assert decide(marie, crossing.encounter_id, "refused", reason="in-doubt").status_code == 200
    second = Crossing.objects.get(decision="refused")
    assert (second.attempt, counts_of(Shift.objects.get()).entries) == (1, 0)
    assert decide(marie, crossing.encounter_id).status_code == 422


def test_what_was_taken_back_is_struck_through_in_the_lists(marie: Client, crossing: Crossing) -> None:
    take_back(marie, crossing)
    assert "<s>Admitted</s>" in marie.get("/booth/").content.decode()
    assert "<s>Admitted</s>" in marie.get("/booth/register/").content.decode()


def test_after_the_minute_it_stands(marie: Client, crossing: Crossing) -> None:
    with time_machine.travel(SystemClock().now() + timedelta(seconds=61), tick=True):
        said = take_back(marie, crossing)
    assert said.status_code == 422
    assert last_admitted(crossing.person_id) == crossing


def test_the_button_is_there_for_a_minute_after_a_reload_too(marie: Client, crossing: Crossing) -> None:
    assert b'id="undo"' in marie.get("/booth/").content
    with time_machine.travel(SystemClock().now() + timedelta(seconds=61), tick=True):
        assert b'id="undo"' not in marie.get("/booth/").content


def test_it_is_taken_back_once(marie: Client, crossing: Crossing) -> None:
    take_back(marie, crossing)
    assert b"taken back before" in take_back(marie, crossing).content


def test_a_colleague_takes_nothing_back(crossing: Crossing, sit: Sit) -> None:
    assert take_back(sit("jean"), crossing).status_code == 404


def test_the_effort_is_kept_and_nonsense_is_left_out(marie: Client) -> None:
    scan(marie, lines())
    sent = {"read": [900, 0], "decide": [1200, 1], "sleep": [1, 1], "alert": [-1, 2], "minor": "x"}
    decide(marie, Encounter.objects.get().pk, effort=json.dumps(sent))
    assert Crossing.objects.get().effort == {"read": [900, 0], "decide": [1200, 1]}


def test_effort_that_is_no_json_holds_nobody_up(marie: Client) -> None:
    scan(marie, lines())
    assert decide(marie, Encounter.objects.get().pk, effort="{").status_code == 200
    assert Crossing.objects.get().effort == {}


def test_of_two_decisions_made_at_machines_apart_the_first_counts_until_it_is_taken_back(
    marie: Client, crossing: Crossing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other machine had not heard of the first: both stay in the register (ADR 21)."""
    with monkeypatch.context() as apart:
        apart.setattr("lakay.border.actions.crossings.is_decided", lambda encounter: False)
        assert decide(marie, crossing.encounter_id).status_code == 200
    shift = Shift.objects.get()
    assert (Crossing.objects.count(), counts_of(shift).entries) == (2, 1)
    assert last_admitted(crossing.person_id) == crossing
    assert marie.get("/booth/register/").content.count(b"decided twice") == 1
    take_back(marie, crossing)
    assert counts_of(shift).entries == 1
    page = marie.get("/booth/register/").content
    assert (page.count(b"decided twice"), page.count(b"taken back")) == (0, 1)
