"""The files of the protection desk on the screen."""

from __future__ import annotations

import re
from pathlib import Path
from time import thread_time
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lakay.border.models import Call
from lakay.border.queries import call_status
from lakay.journal.models import Event, Reference
from lakay.protection.actions import open_intake
from lakay.protection.models import ConsentAnswer, Decision, Intake, Screening
from lakay.protection.rules.codes import Source
from lakay.protection.rules.consents import STATEMENTS
from lakay.protection.rules.given import IntakeGiven
from tests.protection.test_queue_size import many
from tests.web.world import World, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirlande(world: World) -> Client:
    """The protection officer at Ouanaminthe, who has a file."""
    return world.clients["mirlande"]


@pytest.fixture
def hers(world: World) -> str:
    """The address of her file."""
    return f"/protection/files/{world.records['file_mirlande']}"


def seen(response: Any) -> str:
    return str(response.content.decode())


def send(client: Client, address: str, **said: Any) -> Any:
    return client.post(address, {"command": str(uuid4()), **said})


def new(client: Client, **said: Any) -> Any:
    return send(client, "/protection/files/new", **{"source": "community", "called": "Ti Mari", "here": "yes", **said})


YES = {
    **{f"s_{code}": "yes" for code in STATEMENTS},
    "language": "ht",
    "informed": ["audio", "pictures"],
    "method": "signed",
    "months": "6",
    "assent": "yes",
    "guardian": "parent",
    "guardian_name": "Manman Jo",
}


def test_the_list_says_how_urgent_and_why_and_names_nobody(world: World, mirlande: Client) -> None:
    page = seen(mirlande.get("/protection/files/"))
    assert "A child alone" in page
    assert "Yours" in page
    assert "Waits to be received" in page
    assert "Ti Jo" not in page
    read = Event.objects.filter(action="protection.files.read").latest("seq")
    assert Reference.objects.filter(event=read, subject=True).count() == 3


def test_the_number_of_queries_does_not_grow_with_the_list(world: World, mirlande: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            mirlande.get("/protection/files/")
        return len(asked)

    queries()
    before = queries()
    for _each in range(6):
        open_intake(
            by=actor(world, "mirlande", "HT-OUA"),
            at=Intake.objects.earliest("opened_at").opened_at,
            given=IntakeGiven(Source.SELF, received=False),
        )
    assert queries() == before


@pytest.mark.slow
@pytest.mark.tampers
def test_ten_thousand_open_files_are_shown_in_little_time(world: World, mirlande: Client) -> None:
    many(10_000)
    mirlande.get("/protection/files/")
    began = thread_time()
    assert mirlande.get("/protection/files/").status_code == 200
    took = thread_time() - began
    assert took < 1, "seconds of the processor; the aim is 0.3, measured 0.05 to 0.09"


def test_somebody_who_came_by_themselves_gets_a_file(mirlande: Client) -> None:
    response = new(mirlande, age="9", sex="F", signals=["hungry"], note="Found at the market.")
    made = Intake.objects.latest("opened_at")
    assert response["Location"] == f"/protection/files/{made.pk}"
    assert (made.called, made.age, made.age_group, made.source) == ("Ti Mari", 9, "child", "community")
    assert made.signals == ["child", "hungry"]
    assert "Ti Mari" in seen(mirlande.get(response["Location"]))


@pytest.mark.parametrize("wrong", [{"source": "booth"}, {"age": "-1"}, {"here": ""}, {"signals": ["rich"]}])
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(mirlande: Client, wrong: dict[str, Any]) -> None:
    before = Intake.objects.count()
    response = new(mirlande, note="Found at the market.", **wrong)
    assert response.status_code == 422
    assert "Found at the market." in seen(response)
    assert Intake.objects.count() == before


def test_a_file_sent_twice_is_one(mirlande: Client) -> None:
    before, command = Intake.objects.count(), str(uuid4())
    first, second = (new(mirlande, command=command) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Intake.objects.count() == before + 1


def test_a_call_becomes_a_file_and_the_booth_learns_one_word(world: World, mirlande: Client) -> None:
    call = Call.objects.get(pk=world.records["call_taken"])
    response = mirlande.post(f"/protection/files/of-call/{call.pk}")
    made = Intake.objects.get(pk=response["Location"].rsplit("/", 1)[1])
    assert (made.source, made.person, made.call, made.signals) == ("booth", call.person_id, call.pk, ["concern"])
    assert made.called
    page = seen(mirlande.get(response["Location"]))
    assert "The booth waits" in page
    again = mirlande.post(f"/protection/files/of-call/{call.pk}")
    assert again["Location"] == response["Location"]
    assert "Go to the file" in seen(mirlande.get(f"/protection/calls/{call.pk}"))
    assert call.encounter is not None
    assert call_status(call.encounter) == "waiting"


def test_nothing_in_the_journal_leads_from_the_traveller_to_the_file(world: World, mirlande: Client) -> None:
    call = Call.objects.get(pk=world.records["call_taken"])
    made = mirlande.post(f"/protection/files/of-call/{call.pk}")["Location"].rsplit("/", 1)[1]
    mirlande.get(f"/protection/files/{made}")
    events = Event.objects.filter(pk__in=Reference.objects.filter(ref=made).values("event"))
    assert events.count() == 2
    for event in events:
        assert not Reference.objects.filter(event=event, ref__in=(call.pk, call.person_id)).exists()
        assert call.person_id.hex not in bytes(event.body).decode()


def test_a_first_look_is_answered_without_a_line_of_script(mirlande: Client, hers: str) -> None:
    page = seen(mirlande.get(f"{hers}/ask/rapid"))
    assert "Are you in danger now" in page
    response = send(mirlande, f"{hers}/ask/rapid", q_danger="yes", q_signs=["ill"], interpreter="none", private="yes")
    assert response["Location"] == hers
    one = Screening.objects.latest("pk")
    assert (one.answers, one.private) == ({"danger": "yes", "signs": ["ill"]}, True)
    page = seen(mirlande.get(hers))
    assert "Are you in danger now, or afraid of somebody here?" in page
    assert "Looks ill or exhausted" in page


@pytest.mark.parametrize("said", [{}, {"q_danger": "perhaps"}, {"q_signs": ["rich"]}, {"q_danger": "no", "interpreter": "dog"}])
def test_answers_that_do_not_fit_are_not_kept(mirlande: Client, hers: str, said: dict[str, Any]) -> None:
    before = Screening.objects.count()
    assert send(mirlande, f"{hers}/ask/rapid", **{"interpreter": "none", **said}).status_code == 422
    assert Screening.objects.count() == before


@pytest.mark.parametrize("code", ["palm-reading", "labour-adult"])
def test_an_instrument_that_is_none_or_for_others_is_not_found(mirlande: Client, hers: str, code: str) -> None:
    assert mirlande.get(f"{hers}/ask/{code}").status_code == 404


def test_the_result_shows_the_line_and_the_answers_it_fired_on(mirlande: Client, hers: str) -> None:
    page = seen(mirlande.get(hers))
    for words in (
        "Possible trafficking of a child",
        "One strong sign and one other",
        "Excessive working days or hours",
        "(strong)",
    ):
        assert words in page
    assert "Nobody has checked the weights at the source yet." in page
    assert "All the criteria are met." in page
    assert "Ginette of the tests" in page
    assert "It was trafficking" in page


def test_consent_is_seven_answers_and_a_no_closes_nothing(world: World, mirlande: Client, hers: str) -> None:
    page = seen(mirlande.get(f"{hers}/consent"))
    assert page.count('name="s_') == 14
    assert send(mirlande, f"{hers}/consent", **YES | {"s_interview": "no"})["Location"] == hers
    page = seen(mirlande.get(hers))
    assert "Long questions wait for a yes" in page
    assert mirlande.get(f"{hers}/ask/health").status_code == 200
    refused = send(mirlande, f"{hers}/ask/full", q_story="Long.", interpreter="none")
    assert refused.status_code == 422
    assert "Help does not." in seen(refused)
    assert "Long." in seen(refused)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"method": "thumb"}, "needs a witness"),
        ({"guardian_name": ""}, "Write the name"),
        ({"s_uses": ""}, "required"),
        ({"informed": []}, "required"),
    ],
)
def test_what_is_missing_from_a_consent_is_said_at_its_field(
    mirlande: Client, hers: str, wrong: dict[str, Any], words: str
) -> None:
    before = ConsentAnswer.objects.count()
    response = send(mirlande, f"{hers}/consent", **YES | wrong)
    assert response.status_code == 422
    assert words in seen(response)
    assert ConsentAnswer.objects.count() == before


def test_what_is_missing_from_a_consent_is_told_in_the_order_of_the_page(mirlande: Client, hers: str) -> None:
    page = seen(send(mirlande, f"{hers}/consent"))
    names = [name for name in re.findall(r'href="#id_(\w+?)(?:_0)?"', page) if name != "main"]
    assert names == [*(f"s_{code}" for code in STATEMENTS), "assent", "guardian", "informed", *("language", "method", "months")]
    assert "Witness</label>" in page
    assert page.count("(if known)") == 0, "a witness and a name are asked for, or not: it never depends on who knows them"


def test_a_consent_is_taken_back_by_one_button(world: World, mirlande: Client, hers: str) -> None:
    assert "May be asked" in seen(mirlande.get(hers))
    mirlande.post(f"{hers}/consent/{world.records['file_consent']}/take-back")
    page = seen(mirlande.get(hers))
    assert "taken back" in page
    assert "Long questions wait for a yes" in page


def test_who_asked_does_not_decide(mirlande: Client, hers: str, world: World) -> None:
    response = send(mirlande, f"{hers}/decide", finding="not", grounds="I think so.")
    assert response.status_code == 422
    assert "Another person must decide" in seen(response)
    ginette = world.clients["ginette"]
    assert send(ginette, f"{hers}/decide", finding="not", grounds=" ").status_code == 422
    assert send(ginette, f"{hers}/decide", finding="not", grounds="Heard again.").status_code == 302
    assert [one.finding for one in Decision.objects.order_by("at")] == ["actual", "not"]


def test_a_colleague_sees_why_and_not_who_until_the_file_is_hers(world: World) -> None:
    waiting = f"/protection/files/{world.records['file_waiting']}"
    mirlande = world.clients["mirlande"]
    page = seen(mirlande.get(waiting))
    assert "A child alone" in page
    assert "Ti Jo" not in page
    assert "I receive them" in page
    mirlande.post(f"{waiting}/receive")
    assert "Ti Jo" in seen(mirlande.get(waiting))


def test_the_supervisor_hands_on_what_waits_too_long(world: World) -> None:
    waiting = world.records["file_waiting"]
    Intake.objects.filter(pk=waiting).update(due_at="2026-01-01T00:00Z")
    ginette = world.clients["ginette"]
    page = seen(ginette.get("/protection/files/late"))
    assert str(waiting) in page
    assert str(world.records["file_mirlande"]) not in page
    assert send(ginette, f"/protection/files/{waiting}/assign", to=str(world.id_of("carole")))["Location"] == "/protection/files/"
    assert str(waiting) in seen(world.clients["carole"].get("/protection/files/"))
    assert send(ginette, f"/protection/files/{waiting}/assign", to=str(world.id_of("marie"))).status_code == 422


def test_a_file_is_closed_once(mirlande: Client, hers: str) -> None:
    assert send(mirlande, f"{hers}/close", outcome="helped", note="His aunt came.")["Location"] == "/protection/files/"
    late = send(mirlande, f"{hers}/close", outcome="helped")
    assert late.status_code == 422
    assert "Somebody closed this file meanwhile." in seen(late)
    assert mirlande.get(f"{hers}/ask/rapid").status_code == 404


def test_each_statement_has_its_picture_and_is_spoken_in_kreyol_first(mirlande: Client, hers: str) -> None:
    page = seen(mirlande.get(f"{hers}/consent"))
    pictures = Path(str(finders.find("lakay/consent/pictograms.svg"))).read_text(encoding="utf-8")
    for number, code in enumerate(STATEMENTS, 1):
        address = f"/protection/files/statements/1/{code}.ht.ogg"
        assert f'href="{address}"' in page
        assert f'data-key="Alt+{number}"' in page
        assert f"pictograms.svg#{code}" in page
        assert f'<symbol id="{code}"' in pictures
    assert "autoplay" not in page
    assert 'interview.fr.ogg"' in seen(mirlande.get(f"{hers}/consent?listen=fr"))


@pytest.mark.parametrize("language", ["ht", "fr", "es", "en"])
def test_a_statement_is_heard(mirlande: Client, language: str) -> None:
    for code in STATEMENTS:
        heard = mirlande.get(f"/protection/files/statements/1/{code}.{language}.ogg")
        assert heard["Content-Type"] == "audio/ogg"
        assert heard.content.startswith(b"OggS")
        assert len(heard.content) < 20_000


@pytest.mark.parametrize(
    "name", ["1/nothing.ht", "1/interview.de", "2/interview.ht", "../interview.ht", "1/..%2f..%2fconsents.ht"]
)
def test_nothing_but_a_statement_is_heard(mirlande: Client, name: str) -> None:
    assert mirlande.get(f"/protection/files/statements/{name}.ogg").status_code == 404


def test_something_new_makes_a_file_more_urgent(world: World, mirlande: Client, hers: str) -> None:
    before = Intake.objects.get(pk=world.records["file_mirlande"])
    assert send(mirlande, f"{hers}/signal", signals=["danger"]).status_code == 302
    after = Intake.objects.get(pk=before.pk)
    assert (after.priority, "danger" in (after.signals or [])) == (1, True)
    assert after.due_at <= before.due_at
    assert send(mirlande, f"{hers}/signal", signals=["from-the-moon"]).status_code == 422
    assert send(mirlande, f"{hers}/signal").status_code == 422
