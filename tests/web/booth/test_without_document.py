"""People without a document: counted by one key, or known by their name."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lakay.border.models import Crossing, Encounter, Identification, Shift, Tally
from lakay.border.queries import counts_of, levels_of, tallied
from tests.web.booth.conftest import Sit, decide, lines, scan

pytestmark = pytest.mark.django_db


def tally(client: Client, sex: str = "F", age: str = "18-59", **more: Any) -> Any:
    """One key of the officer."""
    shift = Shift.objects.latest("opened_at")
    sent = {"sex": sex, "age_group": age, "direction": "entry", "shift": str(shift.pk), "command": str(uuid4()), **more}
    return client.post("/booth/tally/", sent)


def say(client: Client, **more: Any) -> Any:
    """Somebody says who they are."""
    said = {"family": "Jozèf", "given": "Wilnè", "sex": "M", "born": "34", "nationality": "HTI", "mother": "Anita"}
    return client.post("/booth/identify/", {**said, "command": str(uuid4()), **more}, headers={"HX-Request": "true"})


def test_a_key_counts_one_person_and_shows_the_counts(marie: Client) -> None:
    tally(marie)
    said = tally(marie, "M", "0-4").json()
    assert said["counts"] == {"F 18-59": 1, "M 0-4": 1}
    assert said["total"] == 2
    assert counts_of(Shift.objects.get()).counted_entries == 2


def test_the_same_key_sent_twice_counts_once(marie: Client) -> None:
    command = str(uuid4())
    first, second = tally(marie, command=command).json(), tally(marie, command=command).json()
    assert first == second
    assert Tally.objects.count() == 1


def test_the_last_key_is_taken_off_and_both_stay(marie: Client) -> None:
    made = tally(marie).json()["tally"]
    sent = {"tally": made, "command": str(uuid4())}
    assert marie.post("/booth/uncount/", sent).json()["total"] == 0
    assert marie.post("/booth/uncount/", {**sent, "command": str(uuid4())}).status_code == 409
    assert Tally.objects.count() == 2
    assert tallied(Shift.objects.get()) == {("F", "18-59"): 0}


def test_a_key_that_comes_after_the_lane_turned_counts_in_its_own_direction(marie: Client) -> None:
    marie.post("/booth/turn/")
    tally(marie, direction="entry")
    assert Tally.objects.get().direction == "entry"


def test_a_key_of_a_shift_that_is_closed_counts_nowhere(marie: Client) -> None:
    shift = Shift.objects.get()
    marie.post("/booth/close/", {"said_entries": "0", "said_exits": "0", "command": str(uuid4())})
    assert tally(marie, shift=str(shift.pk)).status_code == 404
    marie.post("/booth/open/", {"lane": "1", "direction": "entry", "command": str(uuid4())})
    assert tally(marie, shift=str(shift.pk)).status_code == 409
    assert not Tally.objects.exists()


def test_nonsense_is_no_key(marie: Client) -> None:
    assert tally(marie, age="7").status_code == 404


def test_ten_keys_are_printed(marie: Client) -> None:
    page = marie.get("/booth/count/").content.decode()
    assert [page.count(f'data-digit="{digit}"') for digit in range(10)] == [1] * 10


def test_a_citizen_without_a_document_is_known_by_name_and_comes_home(marie: Client) -> None:
    page = say(marie).content.decode()
    assert "Jozèf, Wilnè" in page
    encounter = Encounter.objects.get()
    assert (encounter.level, encounter.document_id, Identification.objects.get().mother) == ("identified", None, "Anita")
    assert decide(marie, encounter.pk).status_code == 200
    assert Crossing.objects.get().level == "identified"


def test_a_foreigner_without_a_document_goes_to_the_second_line(marie: Client) -> None:
    page = say(marie, nationality="DOM").content.decode()
    assert 'id="admit"' not in page
    assert decide(marie, Encounter.objects.get().pk).status_code == 422


def test_a_child_without_a_document_is_asked_about(marie: Client) -> None:
    assert b'name="answer"' in say(marie, born="9").content


@pytest.mark.parametrize(
    ("field", "value"), [("born", "31-02-1991"), ("born", "150"), ("nationality", "QQQ"), ("family", ""), ("given", "123")]
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(marie: Client, field: str, value: str) -> None:
    said = say(marie, **{field: value, **({"family": "4"} if value == "123" else {})})
    assert said.status_code == 422
    assert b"Anita" in said.content
    assert not Encounter.objects.exists()


def test_the_close_shows_each_level_apart(marie: Client) -> None:
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    say(marie)
    decide(marie, Encounter.objects.latest("at").pk)
    tally(marie)
    assert levels_of(Shift.objects.get()) == {"documented": 1, "identified": 1, "counted": 1}
    page = marie.post("/booth/close/", {"said_entries": "3", "said_exits": "0", "command": str(uuid4())}).content
    for word in (b"With a document", b"Without a document, by name", b"Only counted", b"agrees with the register"):
        assert word in page


def test_a_colleague_without_a_shift_counts_nobody(marie: Client, sit: Sit) -> None:
    assert tally(sit("jean")).status_code == 404
    assert sit("luckner").get("/booth/count/").status_code == 404
