"""The booth's screen: read, look, decide; by the officer, her colleague and a stranger."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from lakay.border.models import Crossing, Encounter, Shift
from lakay.journal.models import Event
from lakay.people.models import Person
from tests.web.booth.conftest import Sit, decide, lines, scan

pytestmark = pytest.mark.django_db


def test_it_shows_the_form_until_a_shift_is_open(sit: Sit) -> None:
    client = sit("marie")
    assert b'name="lane"' in client.get("/booth/").content
    client.post("/booth/open/", {"lane": "2", "direction": "exit", "command": str(uuid4())})
    assert b'id="mrz"' in client.get("/booth/").content
    assert Shift.objects.get().post == "HT-OUA"


def test_a_bad_lane_keeps_what_was_typed(sit: Sit) -> None:
    answer = sit("marie").post("/booth/open/", {"lane": "lane number one!", "direction": "entry", "command": str(uuid4())})
    assert answer.status_code == 422
    assert b"lane number one!" in answer.content
    assert not Shift.objects.exists()


def test_a_passport_is_read_and_admitted(marie: Client) -> None:
    answer = scan(marie, lines())
    assert answer.status_code == 200
    assert b"PIERRE, MARIE ANGE" in answer.content
    assert b'id="admit"' in answer.content
    done = decide(marie, Encounter.objects.get().pk)
    assert b"Admitted" in done.content
    assert Crossing.objects.get().decision == "admitted"


def test_what_is_no_zone_is_said_and_nothing_is_entered(marie: Client) -> None:
    answer = scan(marie, "HELLO WORLD")
    assert answer.status_code == 422
    assert b"The document was not read." in answer.content
    assert not Encounter.objects.exists()
    assert not Person.objects.exists()


def test_a_misread_digit_is_named_and_a_repair_offered_never_taken(marie: Client) -> None:
    good = lines()
    first, second = good.split("\r")
    answer = scan(marie, f"{first}\r{second[:8]}O{second[9:]}" if second[8] == "0" else f"{first}\r{second[:2]}I{second[3:]}")
    assert answer.status_code == 422
    assert b"Check digit of the number" in answer.content
    assert not Encounter.objects.exists()


def test_a_failing_zone_goes_on_only_when_asked_and_is_never_admitted(marie: Client) -> None:
    first, second = lines().split("\r")
    wrong = f"{first}\r{second[:9]}{(int(second[9]) + 1) % 10}{second[10:]}"
    assert scan(marie, wrong).status_code == 422
    answer = scan(marie, wrong, as_read="1")
    assert b"The booth may not admit" in answer.content
    encounter = Encounter.objects.get()
    assert decide(marie, encounter.pk).status_code == 422
    assert decide(marie, encounter.pk, "refused", reason="in-doubt").status_code == 200
    assert Crossing.objects.get().decision == "refused"


def test_a_refusal_needs_a_reason_of_the_pack(marie: Client) -> None:
    scan(marie, lines(country="USA", number="512345678"))
    encounter = Encounter.objects.get().pk
    for reason in ("", "because"):
        answer = decide(marie, encounter, "refused", reason=reason)
        assert answer.status_code == 422
        assert b"Choose the reason" in answer.content
    assert not Crossing.objects.exists()


def test_a_citizen_is_not_offered_reasons_for_foreigners(marie: Client) -> None:
    foreigner, citizen = scan(marie, lines("USA", "512345678")), scan(marie, lines())
    assert b'value="no-visa"' in foreigner.content
    assert b'value="no-visa"' not in citizen.content


def test_the_same_decision_sent_twice_is_one_movement(marie: Client) -> None:
    scan(marie, lines())
    encounter, command = Encounter.objects.get().pk, str(uuid4())
    first, second = (decide(marie, encounter, command=command) for _n in range(2))
    assert first.status_code == second.status_code == 200
    assert Crossing.objects.count() == 1


def test_a_program_gets_the_receipt(marie: Client) -> None:
    scan(marie, lines())
    sent = {"encounter": str(Encounter.objects.get().pk), "decision": "admitted", "command": str(uuid4())}
    receipt = marie.post("/booth/decide/", sent, headers={"Accept": "application/json"}).json()
    event = Event.objects.get(action="border.crossing.record")
    assert receipt["event"] == str(event.pk) == sent["command"]
    assert (receipt["seq"], receipt["hash"]) == (event.seq, bytes(event.hash).hex())


def test_a_second_decision_is_refused_in_words(marie: Client) -> None:
    scan(marie, lines())
    encounter = Encounter.objects.get().pk
    decide(marie, encounter)
    answer = decide(marie, encounter, "refused", reason="in-doubt")
    assert answer.status_code == 422
    assert b"decided upon already" in answer.content


def test_a_colleague_cannot_decide_on_my_traveller(marie: Client, sit: Sit) -> None:
    scan(marie, lines())
    jean = sit("jean")
    jean.post("/booth/open/", {"lane": "2", "direction": "entry", "command": str(uuid4())})
    assert decide(jean, Encounter.objects.get().pk).status_code == 404
    assert not Crossing.objects.exists()


@pytest.mark.parametrize("stranger", ["guerda", "frantz", "nadege", "fabienne"])
def test_a_stranger_finds_no_booth(sit: Sit, stranger: str) -> None:
    client = sit(stranger)
    for path in ("/booth/", "/booth/register/", "/booth/close/"):
        assert client.get(path).status_code == 404
    assert scan(client, lines()).status_code == 404
    assert not Encounter.objects.exists()


def test_the_border_police_read_but_do_not_decide(sit: Sit, marie: Client) -> None:
    luckner = sit("luckner")
    assert luckner.post("/booth/open/", {"lane": "1", "direction": "entry", "command": str(uuid4())}).status_code == 404
    scan(marie, lines())
    assert decide(luckner, Encounter.objects.get().pk).status_code == 404


def test_a_scan_needs_few_queries(marie: Client, django_assert_max_num_queries: object) -> None:
    scan(marie, lines())
    with django_assert_max_num_queries(43):  # type: ignore[operator]
        scan(marie, lines())


def test_the_lane_turns(marie: Client) -> None:
    marie.post("/booth/turn/")
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    assert Crossing.objects.get().direction == "exit"


def test_the_close_shows_both_counts(marie: Client) -> None:
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    answer = marie.post("/booth/close/", {"said_entries": "2", "said_exits": "0", "command": str(uuid4())})
    assert b"the register differ" in answer.content
    assert Shift.objects.get().entries == 1


def test_a_close_without_a_count_says_so(marie: Client) -> None:
    answer = marie.post("/booth/close/", {"said_entries": "", "said_exits": "-1", "command": str(uuid4())})
    assert answer.status_code == 422
    assert Shift.objects.get().status == "open"


@pytest.mark.parametrize("language", ["ht", "fr", "es", "en"])
def test_the_screen_speaks_every_language(marie: Client, language: str) -> None:
    marie.cookies["lakay_language"] = language
    words = {"ht": "Kite pase", "fr": "Admettre", "es": "Admitir", "en": "Admit"}
    assert words[language] in scan(marie, lines()).content.decode()


def test_no_personal_data_stands_in_an_address(marie: Client) -> None:
    answer = scan(marie, lines())
    assert "RD1234567" not in answer.request["PATH_INFO"] + answer.request.get("QUERY_STRING", "")
    assert Event.objects.filter(action="border.encounter.open").count() == 1
