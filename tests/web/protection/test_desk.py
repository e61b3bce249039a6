"""The protection desk at work."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lakay.border.actions import call_protection
from lakay.border.models import Call, Crossing
from lakay.journal.models import Event, Reference
from tests.web.world import World, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirlande(world: World) -> Client:
    """The protection officer at Ouanaminthe."""
    return world.clients["mirlande"]


def seen(response: Any) -> str:
    """What stands on a page."""
    return str(response.content.decode())


def reads(what: str) -> int:
    """How many looks of a kind are entered."""
    return Event.objects.filter(action=what).count()


def answer(client: Client, call: Any, agreed: str = "yes", **more: Any) -> Any:
    return client.post(f"/protection/calls/{call}/close", {"agreed": agreed, "command": str(uuid4()), **more})


def test_the_queue_says_how_long_where_and_why_and_names_nobody(world: World, mirlande: Client) -> None:
    page = seen(mirlande.get("/protection/"))
    assert "The officer&#x27;s own concern" in page
    assert "The officer is worried about this traveller." in page
    assert re.search(r"\b\d min", page), "the country of the tests is that old"
    assert "Yours" in page
    assert page.count("<td>1</td>") == 2, "the lane of each call, though both are about one traveller"
    assert "Pierre" not in page
    assert "Marie Ange" not in page


def test_looking_is_entered_and_asking_again_is_not_unless_something_changed(world: World, mirlande: Client) -> None:
    first = mirlande.get("/protection/")
    mark = seen(first).split("?seen=")[1][:16]
    before = reads("border.queue.read")
    poll = mirlande.get(f"/protection/?seen={mark}", headers={"HX-Request": "true"})
    assert "<html" not in seen(poll)
    assert "HX-Request" in poll["Vary"]
    assert reads("border.queue.read") == before
    mirlande.post(f"/protection/calls/{world.records['call_waiting']}/take")
    mirlande.get(f"/protection/?seen={mark}", headers={"HX-Request": "true"})
    assert reads("border.queue.read") == before + 1


def test_only_who_took_the_call_sees_who_it_is(world: World, mirlande: Client) -> None:
    waiting = world.records["call_waiting"]
    page = seen(mirlande.get(f"/protection/calls/{waiting}"))
    assert "Pierre" not in page
    assert "I go there" in page
    assert mirlande.post(f"/protection/calls/{waiting}/take").status_code == 302
    page = seen(mirlande.get(f"/protection/calls/{waiting}"))
    assert "PIERRE" in page.upper()
    assert "It was right to call" in page
    read = Event.objects.filter(action="border.call.read").latest("seq")
    assert Reference.objects.filter(event=read, ref=world.records["seen"], subject=True).exists()


def test_a_rule_explains_itself_in_one_sentence(world: World, mirlande: Client) -> None:
    page = seen(mirlande.get(f"/protection/calls/{world.records['call_taken']}"))
    assert "This adult came with 6 different children in 30 days, 5 of them without a paper" in page
    assert "1 other person is counted in it" in page


def test_the_photo_is_shown_and_the_look_entered(world: World, mirlande: Client) -> None:
    before = reads("border.photo.read")
    response = mirlande.get(f"/protection/calls/{world.records['call_taken']}/photo/{world.records['seen']}")
    assert response["Content-Type"] == "image/jpeg"
    assert reads("border.photo.read") == before + 1


def test_a_closed_call_shows_what_was_found_and_nobody_any_more(world: World, mirlande: Client) -> None:
    call = world.records["call_taken"]
    assert answer(mirlande, call, "no", note="a class on a trip").status_code == 302
    page = seen(mirlande.get(f"/protection/calls/{call}"))
    assert "There was no need to call." in page
    assert "a class on a trip" in page
    assert "PIERRE" not in page.upper()
    assert mirlande.get(f"/protection/calls/{call}/photo/{world.records['seen']}").status_code == 404


def test_a_call_can_stay_unclear(world: World, mirlande: Client) -> None:
    answer(mirlande, world.records["call_taken"], "unclear")
    now = Call.objects.get(pk=world.records["call_taken"])
    assert (now.status, now.agreed) == ("closed", None)


@pytest.mark.parametrize("sent", [{}, {"agreed": "maybe"}, {"agreed": "yes", "note": "x" * 501}])
def test_a_wrong_answer_closes_nothing(world: World, mirlande: Client, sent: dict[str, str]) -> None:
    call = world.records["call_taken"]
    assert mirlande.post(f"/protection/calls/{call}/close", {"command": str(uuid4()), **sent}).status_code == 422
    assert Call.objects.get(pk=call).status == "taken"


def test_taking_twice_is_taking_once_and_a_closed_call_cannot_be_taken(world: World, mirlande: Client) -> None:
    assert mirlande.post(f"/protection/calls/{world.records['call_taken']}/take").status_code == 302
    late = mirlande.post(f"/protection/calls/{world.records['call_closed']}/take")
    assert late.status_code == 422
    assert "Somebody closed this call meanwhile." in seen(late)


def test_what_was_typed_is_shown_where_somebody_else_was_faster(world: World, mirlande: Client) -> None:
    said = {"agreed": "yes", "note": "Matant li vin chèche l.", "command": str(uuid4())}
    late = mirlande.post(f"/protection/calls/{world.records['call_closed']}/close", said)
    assert late.status_code == 422
    assert "Matant li vin chèche l." in seen(late)


def test_somebody_without_a_post_is_told_to_choose_one(world: World) -> None:
    page = seen(world.clients["nadege"].get("/protection/"))
    assert "Choose your post first" in page
    assert 'href="/post"' in page.partition("<main")[2]
    assert "Nobody waits for you." not in page, "nobody can say so without a post"


def test_the_sweep_says_how_many_it_found(world: World, mirlande: Client) -> None:
    response = mirlande.post("/protection/sweep", follow=True)
    assert "0 children who left have not come back" in seen(response)
    assert "stand in the list" not in seen(mirlande.get("/protection/?found=x²"))


def queries(client: Client) -> int:
    """How often a poll of the queue asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.get("/protection/?seen=")
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_the_queue(world: World, mirlande: Client) -> None:
    queries(mirlande)
    before = queries(mirlande)
    encounter = (
        Crossing.objects.select_related("encounter__shift", "encounter__person").get(pk=world.records["crossing"]).encounter
    )
    for _ in range(10):
        call_protection(by=actor(world, "marie", "HT-OUA"), at=encounter.at, encounter=encounter)
    assert queries(mirlande) == before
