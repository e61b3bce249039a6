"""The desk of arrivals: a bus brought at Ouanaminthe, by the officer, the supervisor and strangers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from time_machine import travel

from lakay.border.models import Feed, FeedCalls, PassengerFile, PassengerList, PassengerScreening
from lakay.border.passengers.feeds import CALLS, forget_guesses, may_guess
from lakay.journal.models import Event
from lakay.kernel.clock import SystemClock
from tests.web.booth.conftest import Sit, decide, lines, scan
from tests.web.world import waiting

pytestmark = pytest.mark.django_db


def bus(**about: str) -> bytes:
    """A bus that comes this minute."""
    hour = (SystemClock().now() - timedelta(hours=5)).strftime("%Y-%m-%d %H:%M")
    head = f"Otobis;XX-1\nVwayaj;BIS-7\nSoti;Dajabón\nPou;Wanament\nRive;{hour}\nSiyati;Non;Seks;Dat nesans;Nimewo paspo\n"
    people = about.get("people", "Pierre;Marie Ange;F;04/03/1991;RD1234567\nSanon;Evens;M;12/12/1979;RD7777777\n")
    return (head + people).encode()


def bring(client: Client, raw: bytes) -> Any:
    """Bring a file at the desk."""
    return client.post("/arrivals/bring/", {"file": SimpleUploadedFile("bus.csv", raw)})


def test_the_officer_brings_it_and_sees_the_board_without_names(marie: Client) -> None:
    assert bring(marie, bus())["Location"] == "/arrivals/"
    shown = marie.get("/arrivals/").content.decode()
    assert "BIS-7" in shown
    assert "Sanon" not in shown
    assert marie.get(f"/arrivals/{PassengerList.objects.get().pk}/").status_code == 404


def test_the_supervisor_sees_who_came_and_who_did_not(marie: Client, sit: Sit) -> None:
    scan(marie, lines())
    decide(marie, waiting())
    scan(marie, lines(number="RD5554443", surname="Estime"))
    decide(marie, waiting())
    rose = sit("rose-laure")
    answer = bring(rose, bus())
    page = rose.get(answer["Location"]).content.decode()
    assert "came, by the document" in page
    assert "not yet" in page
    assert "ESTIME" in page
    assert Event.objects.filter(action="border.passengers.read").count() == 1


def test_a_file_that_is_none_is_refused_with_its_faults(sit: Sit) -> None:
    answer = bring(sit("rose-laure"), b"Dear colleague")
    assert answer.status_code == 422
    assert "No line says what the columns hold." in answer.content.decode()
    assert not PassengerFile.objects.exists()


def test_a_list_for_another_post_is_refused(sit: Sit) -> None:
    answer = bring(sit("rose-laure"), bus().replace(b"Wanament", b"HT-MAL"))
    assert answer.status_code == 422
    assert "This list is for another post." in answer.content.decode()


def test_the_file_comes_back_byte_for_byte(sit: Sit) -> None:
    rose, raw = sit("rose-laure"), bus()
    bring(rose, raw)
    assert rose.get(f"/arrivals/files/{PassengerFile.objects.get().pk}").content == raw


def test_alerts_show_to_those_who_may_and_protective_ones_to_the_protection_desk_alone(sit: Sit) -> None:
    rose, mirlande, marie = sit("rose-laure"), sit("mirlande"), sit("marie")
    bring(rose, bus())
    listed = PassengerList.objects.get()
    for number, protective in ((1, False), (2, True)):
        passenger = listed.passengers.get(number=number)
        found = {"passenger": str(passenger.pk), "alert": str(passenger.pk), "category": "wanted", "basis": "name"}
        about = {"file": listed.file, "listing": listed, "post": listed.post, "at": SystemClock().now()}
        met = [{**found, "evidence": ["birth_same"]}]
        PassengerScreening.objects.create(id=passenger.pk, **about, protective=protective, met=met)
    assert "1 alert" in rose.get("/arrivals/").content.decode()
    assert "1 alert" not in marie.get("/arrivals/").content.decode()
    page = rose.get(f"/arrivals/{listed.pk}/").content.decode()
    assert page.count("Pierre, Marie Ange") == 2
    assert page.count("Sanon, Evens") == 1
    protected = mirlande.get("/arrivals/protected/").content.decode()
    assert "Sanon, Evens" in protected
    assert "Pierre" not in protected
    assert rose.get("/arrivals/protected/").status_code == 404


def send(client: Client, key: str, raw: bytes) -> Any:
    """Hand a list in as a sender does."""
    return client.post("/arrivals/lists", raw, "application/octet-stream", headers={"Authorization": f"Bearer {key}"})


def test_a_sender_hands_lists_in_with_a_key_given_by_two_people(sit: Sit) -> None:
    frantz, solange = sit("frantz"), sit("solange")
    frantz.post("/arrivals/senders/", {"name": "Regional centre"})
    feed = Feed.objects.get()
    assert frantz.post(f"/arrivals/senders/{feed.pk}/approve/").status_code == 422
    shown = solange.post(f"/arrivals/senders/{feed.pk}/approve/").content.decode()
    key = shown.partition('<p class="mono">')[2].partition("</p>")[0]
    answer = send(Client(), key, bus())
    assert answer.status_code == 202
    assert answer.json()["lists"] == [{"type": "TABLE", "kind": "passengers", "voyage": "BIS-7", "people": 2, "crew": 0}]
    assert send(Client(), key, bus()).json()["again"]
    FeedCalls.objects.update(calls=CALLS)
    with travel(FeedCalls.objects.get().minute * 60 + 30, tick=False):
        assert send(Client(), key, bus()).status_code == 429
    FeedCalls.objects.update(calls=0)
    refused = send(Client(), key, b"Dear colleague")
    assert (refused.status_code, refused.json()["refused"]) == (422, "no_list")
    assert key not in solange.get("/arrivals/senders/").content.decode()
    solange.post(f"/arrivals/senders/{feed.pk}/end/")
    assert send(Client(), key, bus()).status_code == 404


def test_strangers_find_nothing_and_those_who_guess_are_held_up(db: None) -> None:
    assert send(Client(), "lakay-guess", b"x").status_code == 404
    while may_guess():
        pass
    assert send(Client(), "lakay-guess", b"x").status_code == 429
    forget_guesses()
