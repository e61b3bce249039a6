"""The keyholders' desk on the screen."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lakay.whereabouts.models import AddressLock, Card, Circle, Glass, HolderKey, Opening, Stay
from tests.web.whereabouts_world import PIN, WORD, key_of, the_card
from tests.web.world import World

pytestmark = pytest.mark.django_db
AT = "/protection/places"


def seen(response: Any) -> str:
    return str(response.content.decode())


def send(client: Client, path: str, **said: Any) -> Any:
    return client.post(f"{AT}/{path}", {"command": str(uuid4()), **said})


def own(name: str, **more: str) -> dict[str, str]:
    """What somebody's key needs."""
    return {"code": key_of(name).code, "pin": PIN, **more}


@pytest.fixture
def circle(world: World) -> str:
    """The address of the boy's circle."""
    return f"circle/{world.records['circle']}"


def test_a_keyholder_opens_it_and_the_page_of_the_circle_never_shows_it(world: World, circle: str) -> None:
    nadege = world.clients["nadege"]
    assert "zqplace" not in seen(nadege.get(f"{AT}/{circle}"))
    answer = send(nadege, f"{circle}/open", **own("nadege", why="To visit him."))
    assert "zqplaceaddress" in seen(answer)
    assert answer["Cache-Control"] == "no-store"
    assert "no-print" in seen(answer)
    assert f'href="{AT}/{circle}"' in seen(answer)
    assert "Not read yet" in seen(world.clients["carole"].get(f"{AT}/{circle}"))


def test_a_wrong_pin_shows_nothing_and_the_others_see_that_somebody_tried(world: World, circle: str) -> None:
    nadege = world.clients["nadege"]
    for _try in range(5):
        answer = send(nadege, f"{circle}/open", code=key_of("nadege").code, pin="999111", why="To visit him.")
        assert answer.status_code == 422
        assert "The code or the PIN is wrong" in seen(answer)
        assert key_of("nadege").code not in seen(answer)
    assert Opening.objects.filter(worked=False).count() == 5
    assert "Wait an hour" in seen(send(nadege, f"{circle}/open", **own("nadege", why="To visit him.")))
    assert "wrong code or PIN" in seen(world.clients["carole"].get(f"{AT}/{circle}"))


def test_who_has_the_file_writes_a_place_and_cannot_open_it(world: World, circle: str) -> None:
    mirlande = world.clients["mirlande"]
    told = {"place_kind": "shelter", "name": "Kay Zanmi", "directions": "Baryè vèt la"}
    assert send(mirlande, f"{circle}/place", **told).status_code == 302
    assert Stay.objects.count() == 2
    answer = send(mirlande, f"{circle}/open", **own("mirlande", why="I have the file."))
    assert answer.status_code == 422
    assert "Kay Zanmi" not in seen(answer)
    opened = seen(send(world.clients["carole"], f"{circle}/open", **own("carole", why="To visit him.")))
    assert opened.index("Kay Zanmi") < opened.index("zqplacename")


def test_a_new_key_shows_its_code_once_and_a_keyholder_closes_the_places_for_it(world: World, circle: str) -> None:
    carole = world.clients["carole"]
    assert "differ" in seen(carole.post(f"{AT}/key", {"pin": "771904", "again": "771905"}))
    assert "Take a PIN" in seen(carole.post(f"{AT}/key", {"pin": "123456", "again": "123456"}))
    shown = seen(carole.post(f"{AT}/key", {"pin": "771904", "again": "771904"}))
    code = re.search(r'<p class="mono">([A-Z2-7 ]{34})</p>', shown)
    assert code
    assert code.group(1) not in seen(carole.get(f"{AT}/key"))
    mine = {"code": code.group(1), "pin": "771904", "why": "To visit him."}
    assert "was not closed for your key" in seen(send(carole, f"{circle}/open", **mine))
    assert "Closed for other keys" in seen(carole.get(f"{AT}/{circle}"))
    assert send(world.clients["nadege"], f"{circle}/again", **own("nadege")).status_code == 302
    assert "zqplaceaddress" in seen(send(carole, f"{circle}/open", **mine))
    carole.post(f"{AT}/key/end")
    assert not HolderKey.objects.filter(staff=world.id_of("carole"), ended_at=None).exists()


def test_an_emergency_from_the_question_to_the_review(world: World, circle: str) -> None:
    mirlande, ginette, guerda = (world.clients[name] for name in ("mirlande", "ginette", "guerda"))
    short = send(mirlande, f"{circle}/ask", grounds="Now.")
    assert "in a sentence" in seen(short)
    assert send(mirlande, f"{circle}/ask", grounds="The uncle stands at the gate.").status_code == 302
    glass = Glass.objects.latest("asked_at", "pk")
    assert "The uncle stands at the gate." in seen(ginette.get(f"{AT}/"))
    assert "hour is over" in seen(send(mirlande, f"glass/{glass.pk}/open", **own("mirlande")))
    assert send(mirlande, f"glass/{glass.pk}/agree", **own("mirlande")).status_code == 422
    agreed = send(ginette, f"glass/{glass.pk}/agree", **own("ginette"))
    assert agreed.status_code == 302
    assert "zqplace" not in seen(ginette.get(f"{AT}/glass/{glass.pk}"))
    opened = seen(send(mirlande, f"glass/{glass.pk}/open", **own("mirlande")))
    assert "zqplaceaddress" in opened
    assert f'href="{AT}/glass/{glass.pk}"' in opened, "who has looked comes back to where it is ended"
    assert f'href="{AT}/glass/{glass.pk}"' in seen(mirlande.get(f"{AT}/{circle}"))
    assert send(mirlande, f"glass/{glass.pk}/end").status_code == 302
    assert "hour is over" in seen(send(mirlande, f"glass/{glass.pk}/open", **own("mirlande")))
    reviews = seen(guerda.get(f"{AT}/reviews"))
    assert "The uncle stands at the gate." in reviews
    assert "Ti Jo" not in reviews
    done = send(guerda, f"reviews/{glass.pk}", judgement="right", finding="Nobody answered. It was right.")
    assert done.status_code == 302
    assert "The uncle stands at the gate." not in seen(guerda.get(f"{AT}/reviews"))


def test_the_keyholders_are_named_from_the_file_and_one_of_them_is_taken_out(world: World, circle: str) -> None:
    ginette, carole_file = world.clients["ginette"], f"of/{world.records['file_carole']}"
    people = [str(world.id_of(name)) for name in ("nadege", "mirlande", "ginette")]
    assert "Two to four people" in seen(send(ginette, carole_file, holders=people[:1]))
    assert send(ginette, carole_file, holders=people).status_code == 302
    made = Circle.objects.exclude(pk=world.records["circle"]).get()
    holder = made.holders.get(staff=world.id_of("mirlande"))
    path = f"circle/{made.pk}"
    assert send(ginette, f"{path}/end/{holder.pk}", reason="She knows his uncle.").status_code == 302
    assert "Two to four people" in seen(send(ginette, f"{path}/end/{made.holders.get(staff=people[0]).pk}", reason="She left."))
    assert send(ginette, f"{path}/add", staff=str(world.id_of("carole"))).status_code == 302
    assert "of the tests" in seen(ginette.get(f"{AT}/{path}"))


def test_the_number_of_queries_does_not_grow_with_the_list(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            world.clients["nadege"].get(f"{AT}/")
        return len(asked)

    queries()
    before = queries()
    people = [str(world.id_of(name)) for name in ("nadege", "ginette")]
    assert send(world.clients["ginette"], f"of/{world.records['file_carole']}", holders=people).status_code == 302
    assert queries() == before


def test_the_lock_is_lifted_by_another_person(world: World) -> None:
    path = f"of/{world.records['file_mirlande']}"
    assert "stands already" in seen(send(world.clients["ginette"], f"{path}/lock", reason="Again."))
    assert send(world.clients["mirlande"], f"{path}/lift", reason="It is over.").status_code == 422
    assert send(world.clients["ginette"], f"{path}/lift", reason="He is in prison.").status_code == 302
    assert AddressLock.objects.get().lifted_at


def test_a_card_says_neither_name_nor_why_and_is_shown_once(world: World) -> None:
    mirlande, path = world.clients["mirlande"], f"of/{world.records['file_mirlande']}"
    assert "four letters" in seen(send(mirlande, f"{path}/card", word="abc"))
    printed = seen(send(mirlande, f"{path}/card", word="kokoye dlo"))
    paper = printed[printed.index("<article") :]
    assert "LAKAY " in paper
    for word in ("Ti Jo", "kokoye", "protection", "Protection", "HT-OUA", "BPM"):
        assert word not in paper
    assert Card.objects.filter(ended_at=None).count() == 1
    assert send(mirlande, f"{path}/card/end", why="lost").status_code == 302
    assert not Card.objects.filter(ended_at=None).exists()


def test_a_card_with_a_wrong_word_and_one_that_nobody_knows_get_the_same_answer(world: World) -> None:
    mirlande = world.clients["mirlande"]
    right = {"code": the_card().text, "word": WORD, "agreed": "on"}
    answers = [
        re.sub(r'value="[^"]*"', "", seen(send(mirlande, "card", **right | said)))
        for said in ({"word": "mango"}, {"code": "LAKAY LRLQ UZLH 53PS 3UGV H444 UK44 BEUQ"})
    ]
    assert all("open nothing" in answer for answer in answers)
    assert answers[0].count("<li>") == answers[1].count("<li>")
    assert send(mirlande, "card", **right | {"agreed": ""}).status_code == 422
    assert "not the code of a card" in seen(send(mirlande, "card", **right | {"code": "P<HTI"}))
    found = send(mirlande, "card", **right)
    assert found.status_code == 302
    assert "Ti Jo" in seen(mirlande.get(found["Location"]))
    assert world.clients["nadege"].get(found["Location"]).status_code == 404
