"""From the file to the receipt on the screen, and back by the service's page, its code, or an SMS."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from lakay.journal.models import Event
from lakay.referral.models import Agreed, Complaint, Feedback, Referral
from lakay.services.importing import COLUMNS
from lakay.services.models import Service
from lakay.web.partner.guessing import GUESSES, forget_guesses, may_guess
from tests.web.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_guesses() -> None:
    forget_guesses()


@pytest.fixture
def mirlande(world: World) -> Client:
    """Who has the boy's file."""
    return world.clients["mirlande"]


@pytest.fixture
def yves(world: World) -> Client:
    """Who keeps the house."""
    return world.clients["yves"]


@pytest.fixture
def stranger() -> Client:
    """Anybody, with no account."""
    client = Client()
    client.cookies["lakay_language"] = "en"
    return client


def command(**more: Any) -> dict[str, Any]:
    return {"command": str(uuid4()), **more}


def sent_of(world: World) -> Referral:
    return Referral.objects.get(pk=world.records["referral_sent"])


def test_she_finds_the_house_prepares_sends_and_prints(world: World, mirlande: Client) -> None:
    intake, house = world.records["file_mirlande"], world.records["service"]
    page = mirlande.get(f"/referrals/of/{intake}").content.decode()
    assert f"/services/?file={intake}&amp;need=guardian" in page
    found = mirlande.get("/services/", {"file": intake, "need": "shelter-child", "sex": "M", "age": "11", "language": "ht"})
    assert "3 places free" in found.content.decode()
    assert f"/referrals/of/{intake}/to/{house}" in found.content.decode()
    made = mirlande.post(f"/referrals/of/{intake}/to/{house}", command(note="Afraid of dogs.", phone="+50937120000"))
    page = mirlande.get(made["Location"]).content.decode()
    assert "Afraid of dogs." in page
    assert "child-welfare" not in page, "the address is locked: the agreement would tell the kind of house"
    mirlande.post(f"{made['Location']}/send")
    one = Referral.objects.exclude(sent_at=None).latest("sent_at")
    assert one.status == "sent"
    paper = mirlande.get(f"{made['Location']}/receipt").content.decode()
    assert one.receipt in paper
    for secret in ("Ti Jo", "Kay Timoun", one.case):
        assert secret not in paper.partition("<main")[2]


def test_a_child_is_asked_and_a_no_is_heard(world: World, mirlande: Client) -> None:
    Agreed.objects.all()
    agreed, intake, house = (world.records[name] for name in ("agreed", "file_mirlande", "service"))
    mirlande.post(f"/referrals/agreed/{agreed}/end")
    assert sent_of(world).status == "withdrawn"
    address = f"/referrals/of/{intake}/to/{house}"
    told = {"agrees": "named", "method": "spoken", "language": "ht", "days": "30", "assent": "no", "guardian": "parent"}
    refused = mirlande.post(address, command(**told))
    assert refused.status_code == 422
    assert "The child said no." in refused.content.decode()
    alone = mirlande.post(address, command(**told | {"assent": "yes", "guardian": "nobody"}))
    assert "Somebody must answer for the child" in alone.content.decode()
    for name in ("assent", "guardian"):
        unasked = mirlande.post(
            address,
            command(
                **{key: said for key, said in told.items() if key != name} | ({"assent": "yes"} if name == "guardian" else {})
            ),
        )
        assert (unasked.status_code, "This must be answered." in unasked.content.decode()) == (422, True)
    life = mirlande.post(address, command(**told | {"agrees": "life"}))
    assert "Write why." in life.content.decode()
    fine = mirlande.post(address, command(**told | {"assent": "yes"}))
    assert fine.status_code == 302


def test_the_house_reads_the_packet_and_accepts_and_the_desk_sees_it(world: World, mirlande: Client, yves: Client) -> None:
    address = f"/referrals/{world.records['referral_sent']}"
    page = yves.get(address).content.decode()
    assert "He is afraid of dogs." in page
    assert "3712 0000" not in page
    assert "He laughed." not in page, "what the person says of the service is not for the service"
    refused = yves.post(f"{address}/answer", command(step="declined"))
    assert "Say why" in refused.content.decode()
    assert [yves.post(f"{address}/answer", command(step=step)).status_code for step in ("accepted", "begun")] == [302, 302]
    assert yves.post(f"{address}/answer", command(step="begun")).status_code == 422, "not offered any more"
    assert "The person is there" in mirlande.get(address).content.decode()


def test_a_stranger_learns_nothing_from_the_code_and_answers_with_it(world: World, stranger: Client) -> None:
    one = sent_of(world)
    assert stranger.post("/answer/", {"code": one.receipt.lower()})["Location"] == f"/answer/{one.receipt}/"
    page = stranger.get(f"/answer/{one.receipt}/").content.decode()
    for secret in ("Ti Jo", "Kay Timoun", "IBESR", one.case, "dogs", "shelter"):
        assert secret not in page
    stranger.post(f"/answer/{one.receipt}/", command(step="accepted"))
    assert sent_of(world).status == "accepted"
    stranger.post(f"/answer/{one.receipt}/say", command(understood="yes", safe="no", words="Too many people."))
    assert Feedback.objects.get(channel="public").safe is False


def test_wrong_codes_are_all_alike_and_are_counted(world: World, stranger: Client) -> None:
    pages = [stranger.post("/answer/", {"code": code}) for code in ("1234-5678-9ABC", "nonsense", sent_of(world).case)]
    assert {page.status_code for page in pages} == {422}
    old_paper = stranger.get("/answer/1234-5678-9ABC/")
    assert old_paper.status_code == 404
    assert all(words in old_paper.content.decode() for words in ('value="1234-5678-9ABC"', "or telephone the desk"))
    while may_guess():
        pass
    busy = [
        stranger.get("/answer/1234-5678-9ABC/"),
        stranger.post("/answer/", {"code": "nonsense"}),
        stranger.post("/say/asked", {"number": "nonsense"}),
    ]
    assert {(page.status_code, page["Retry-After"], "Wait a minute" in page.content.decode()) for page in busy} == {
        (429, "60", True)
    }
    assert all(
        typed in page.content.decode() for page, typed in zip(busy, ("1234-5678-9ABC", "nonsense", "nonsense"), strict=True)
    )
    assert stranger.get(f"/answer/{sent_of(world).receipt}/").status_code == 200, "who has a right code is not held up"


def test_guesses_lapse_after_a_minute() -> None:
    assert [may_guess(0.0) for _each in range(GUESSES)] == [True] * GUESSES
    assert not may_guess(59.9)
    assert may_guess(60.0)


def test_anybody_complains_without_a_name_and_asks_what_became_of_it(world: World, stranger: Client) -> None:
    asked = stranger.get("/say/").content.decode()
    assert "I do not want to say" in asked
    assert "(if known)" not in asked
    page = stranger.post("/say/", command(text="I waited all day.", safe="no"))
    made = Complaint.objects.get(channel="public")
    assert f'<p class="big-code mono">{made.number}</p>' in page.content.decode()
    assert "Nobody has answered it yet." in stranger.post("/say/asked", {"number": made.number}).content.decode()
    ginette = world.clients["ginette"]
    ginette.post(f"/referrals/voices/{made.pk}/answer", command(answer="Two more people work there."))
    assert "Two more people" in stranger.post("/say/asked", {"number": made.number.lower()}).content.decode()
    assert stranger.post("/say/asked", {"number": "XXXX-XXXX"}).status_code == 422
    assert stranger.post("/say/", command(text="")).status_code == 422


def test_the_help_line_writes_a_complaint_down(world: World) -> None:
    page = world.clients["nadege"].post("/referrals/voices/log", command(text="Nobody came.", safe="yes", contact=""))
    assert Complaint.objects.get(text="Nobody came.").number in page.content.decode()


@override_settings(SMS_TOKEN="a-token-of-the-gateway")
def test_the_gateway_hands_an_sms_over(world: World, stranger: Client) -> None:
    def post(body: Any, token: str = "a-token-of-the-gateway") -> int:  # noqa: S107  (of this test)
        raw = body if isinstance(body, str) else json.dumps(body)
        return stranger.post("/sms/in", raw, "application/json", headers={"Authorization": f"Bearer {token}"}).status_code

    told = {"id": "1", "from": "+50937120000", "text": f"WI {sent_of(world).receipt}"}
    assert post(told, "another") == 404
    bad: list[Any] = ["{", [], {"id": "1"}, told | {"id": ""}, told | {"text": 3}]
    assert [post(body) for body in bad] == [400] * 5
    assert post(told | {"text": "x" * 5000}) == 413
    assert sent_of(world).status == "sent"
    assert post(told) == post(told) == 204
    assert sent_of(world).status == "accepted"


@override_settings(SMS_TOKEN="")
def test_without_a_token_there_is_no_gateway(stranger: Client) -> None:
    assert stranger.post("/sms/in", "{}", "application/json", headers={"Authorization": "Bearer "}).status_code == 404


def test_the_house_counts_its_places(world: World, yves: Client) -> None:
    address = f"/services/{world.records['service']}"
    assert "9 / 12" not in yves.get("/services/own").content.decode()
    assert yves.post(f"{address}/count", command(capacity="12", occupied="12")).status_code == 302
    assert Service.objects.get().free == 0
    assert yves.post(f"{address}/count", command(capacity="-1", occupied="0")).status_code == 422


def test_a_file_is_tried_first_and_its_bad_rows_are_shown(world: World) -> None:
    ginette = world.clients["ginette"]
    good = {"provider": "CRH", "provider_name": "Red Cross", "category": "ngo", "country": "HTI", "language": "fr"}
    good |= {"code": "CRH-1", "type": "food", "name": "Hot meal", "hidden": "no", "cost": "free"}
    rows = [good, good | {"code": "CRH-2", "type": "castle"}]
    text = "\n".join([",".join(COLUMNS), *(",".join(row.get(name, "") for name in COLUMNS) for row in rows)])
    tried = ginette.post("/services/import", {"file": SimpleUploadedFile("d.csv", text.encode())})
    page = tried.content.decode()
    assert "1 services are new" in page
    assert "Nobody knows this code." in page
    assert not Service.objects.filter(code="CRH-1").exists()
    ginette.post("/services/import/read-in", {"content": text})
    assert Service.objects.get(code="CRH-1").name == "Hot meal"
    assert ginette.post("/services/import", {"file": SimpleUploadedFile("d.csv", b"x")}).status_code == 422


def test_looking_is_on_record(world: World, yves: Client) -> None:
    yves.get(f"/referrals/{world.records['referral_sent']}")
    last = Event.objects.filter(action="referral.referral.read").latest("seq")
    assert str(world.records["referral_sent"]).replace("-", "") in bytes(last.body).decode().replace("-", "")
