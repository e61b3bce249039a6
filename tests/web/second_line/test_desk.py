"""The second line at work: Rose-Laure takes whom Marie hands over, and Luckner is her second person."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lakay.border.models import Crossing, Encounter, SecondLook
from lakay.journal.models import Event, Reference
from tests.web.booth.conftest import Sit, lines, scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_over(sit: Sit, marie: Client) -> SecondLook:
    """A foreigner with an expired passport, handed over by the booth."""
    scan(marie, lines(country="USA", surname="Stranger", days_valid=-10))
    encounter = Encounter.objects.get()
    answer = marie.post(
        "/booth/declare/",
        {"encounter": str(encounter.pk), "purpose": "visit", "address": "Cap", "visa_shown": "true", "command": str(uuid4())},
    )
    assert answer.status_code in {200, 204, 302}, answer.content
    answer = marie.post("/booth/second-line/", {"encounter": str(encounter.pk), "command": str(uuid4())})
    assert answer.status_code in {200, 204, 302}, answer.content
    return SecondLook.objects.get()


@pytest.fixture
def rose(sit: Sit) -> Client:
    """The supervisor."""
    return sit("rose-laure")


def text(answer: Any) -> str:
    """The words of a page."""
    return str(answer.content.decode())


def do(client: Client, look: SecondLook, what: str, **sent: Any) -> Any:
    """One deed of the second line."""
    return client.post(f"/second-line/{look.pk}/{what}/", {"command": str(uuid4()), **sent})


def test_who_waits_stands_in_the_queue_with_the_wait_in_words(rose: Client, handed_over: SecondLook) -> None:
    page = text(rose.get("/second-line/"))
    assert "STRANGER" in page
    assert re.search(r"\b\d min", page), "the country of the tests is that old"
    assert "123456" not in page


def test_looking_at_the_queue_is_a_look_at_those_people(rose: Client, handed_over: SecondLook) -> None:
    rose.get("/second-line/")
    event = Event.objects.get(action="border.second_look_list.read")
    assert Reference.objects.filter(event=event, ref=handed_over.person_id, subject=True).exists()


def test_the_page_says_what_the_booth_saw_and_wrote(rose: Client, handed_over: SecondLook) -> None:
    page = text(rose.get(f"/second-line/{handed_over.pk}/"))
    assert "The document has expired." in page
    assert "Take this traveller" in page


def test_a_refusal_ends_with_the_notice_of_rights(rose: Client, handed_over: SecondLook) -> None:
    do(rose, handed_over, "take")
    do(rose, handed_over, "decide", decision="refused", reason="expired")
    crossing = Crossing.objects.get()
    page = text(rose.get(f"/second-line/notice/{crossing.pk}/?language=es"))
    assert "Sus derechos" in page
    assert "Vos droits" in page
    assert "188" in page
    assert Event.objects.filter(action="border.notice.print").count() == 0
    assert rose.post(f"/second-line/notice/{crossing.pk}/", {"language": "es"}).status_code == 200
    assert Event.objects.filter(action="border.notice.print").count() == 1


def test_a_refusal_needs_a_reason(rose: Client, handed_over: SecondLook) -> None:
    do(rose, handed_over, "take")
    assert do(rose, handed_over, "decide", decision="refused").status_code == 422
    assert not Crossing.objects.exists()


def test_one_person_alone_is_not_offered_to_admit_against_a_stop(rose: Client, handed_over: SecondLook) -> None:
    do(rose, handed_over, "take")
    page = text(rose.get(f"/second-line/{handed_over.pk}/"))
    assert 'value="admitted"' not in page
    assert "ask a second person" in page
    assert do(rose, handed_over, "decide", decision="admitted").status_code == 422


def test_two_people_admit_against_a_stop(sit: Sit, rose: Client, handed_over: SecondLook) -> None:
    luckner = sit("luckner")
    do(rose, handed_over, "take")
    do(rose, handed_over, "propose", grounds="A doctor waits on the other side")
    assert "I agree" not in text(rose.get(f"/second-line/{handed_over.pk}/"))
    assert "A doctor waits" in text(luckner.get(f"/second-line/{handed_over.pk}/"))
    assert do(luckner, handed_over, "answer", agrees="yes", answer="Seen").status_code == 302
    assert Crossing.objects.get().decision == "admitted"
    assert "Asked for by" in text(rose.get(f"/second-line/{handed_over.pk}/"))


def test_who_asked_does_not_answer(rose: Client, handed_over: SecondLook) -> None:
    do(rose, handed_over, "take")
    do(rose, handed_over, "propose", grounds="A doctor waits")
    assert do(rose, handed_over, "answer", agrees="yes").status_code == 422
    assert not Crossing.objects.exists()


def test_the_police_do_not_take_travellers(sit: Sit, handed_over: SecondLook) -> None:
    assert do(sit("luckner"), handed_over, "take").status_code == 404


def test_another_post_knows_nothing_of_it(sit: Sit, handed_over: SecondLook) -> None:
    assert sit("wilner").get(f"/second-line/{handed_over.pk}/").status_code == 404


def test_the_queue_costs_the_same_however_many_wait(
    rose: Client, handed_over: SecondLook, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40):
        rose.get("/second-line/")
