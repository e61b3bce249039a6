"""Signed passes at the booth: read like a document, and a child's authorisation read after the child."""

from __future__ import annotations

from binascii import crc_hqx
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from lakay.border.models import Crossing, Encounter, MinorCheck
from lakay.credentials.actions import revoke_pass
from lakay.credentials.codes import RevokedFor
from lakay.traveldocs.generate import generate
from lakay.traveldocs.passes.letters import from_letters, to_letters
from lakay.traveldocs.passes.signing import PREFIX
from tests.credentials.office import NOW, ODETTE, TODAY, Border, border, die_key, ibesr_key, minor  # noqa: F401  (fixtures)
from tests.web.booth.conftest import Sit, decide, scan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market_day() -> Iterator[None]:
    """It is a Monday: the market is held."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def pack(sit: Sit) -> None:
    """The posts are there with the people."""


def child(number: str = "RD7654321", surname: str = "Dorcé") -> str:
    """Widline's passport, or another child's."""
    return "\r".join(
        generate(
            "TD3",
            document_code="P",
            issuing_state="HTI",
            document_number=number,
            surname=surname,
            given_names="Widline",
            nationality="HTI",
            birth=TODAY.replace(year=2015, month=6, day=1),
            sex="F",
            expiry=TODAY + timedelta(days=900),
        )
    )


def test_a_border_pass_is_scan_look_enter(marie: Client, border: Border) -> None:  # noqa: F811
    given = border()
    page = scan(marie, given.text).content.decode()
    assert "Saint-Vil, Guerline Marie" in page
    assert 'id="admit"' in page
    encounter = Encounter.objects.get()
    assert (encounter.channel, encounter.person_id, encounter.document_id) == ("pass", given.person_id, given.document_id)
    assert decide(marie, encounter.pk).status_code == 200
    assert Crossing.objects.get().level == "documented"


def test_a_pass_that_was_taken_back_stops(marie: Client, border: Border) -> None:  # noqa: F811
    given = border()
    revoke_pass(by=ODETTE, at=NOW, issued=given, reason=RevokedFor.STOLEN)
    page = scan(marie, given.text).content.decode()
    assert "This pass was taken back." in page
    assert 'id="admit"' not in page


def test_a_pass_for_another_post_stops(marie: Client, border: Border) -> None:  # noqa: F811
    page = scan(marie, border(posts=("HT-MAL",)).text).content.decode()
    assert "This pass is not good here" in page
    assert 'id="admit"' not in page


def test_a_pass_that_was_changed_is_not_read(marie: Client, border: Border) -> None:  # noqa: F811
    text = border().text
    answer = scan(marie, text[:40] + ("B" if text[40] == "A" else "A") + text[41:])
    assert answer.status_code == 422
    assert not Encounter.objects.exists()


def test_a_pass_signed_by_a_stranger_in_the_name_of_the_office_finds_nobody(marie: Client, border: Border) -> None:  # noqa: F811
    given = border()
    page = scan(marie, forged(given.text)).content.decode()
    assert "it is forged or was changed" in page
    assert 'id="admit"' not in page
    assert Encounter.objects.get().person_id != given.person_id


def forged(text: str) -> str:
    """The same pass with another signature, and whole: as a forger would print it."""
    whole = from_letters(text.removeprefix(PREFIX))[:-2]
    other = whole[:-1] + bytes([whole[-1] ^ 1])
    return PREFIX + to_letters(other + crc_hqx(other, 0xFFFF).to_bytes(2, "big"))


def test_half_a_pass_is_told_of(marie: Client, border: Border) -> None:  # noqa: F811
    answer = scan(marie, border().text[:60])
    assert answer.status_code == 422
    assert b"was not read as a whole" in answer.content
    assert not Encounter.objects.exists()


def test_an_authorisation_is_read_after_the_child(marie: Client, minor: Border) -> None:  # noqa: F811
    given = minor()
    marie.post("/booth/turn/")
    assert scan(marie, given.text).status_code == 422  # nobody stands there yet
    scan(marie, child())
    before = str(Encounter.objects.get().pk)
    page = scan(marie, given.text, before=before).content.decode()
    assert 'id="admit"' in page
    check = MinorCheck.objects.get()
    assert (check.answer, check.authorisation, check.paper) == ("authorised", given.pk, given.number)


def test_the_number_of_an_authorisation_can_be_typed(marie: Client, minor: Border) -> None:  # noqa: F811
    given = minor()
    marie.post("/booth/turn/")
    scan(marie, child())
    sent = {"encounter": str(Encounter.objects.get().pk), "command": str(uuid4()), "answer": "authorised", "paper": given.number}
    assert marie.post("/booth/minor/", sent, headers={"HX-Request": "true"}).status_code == 200
    assert MinorCheck.objects.get().authorisation == given.pk


def type_number(client: Client, number: str) -> Any:
    """The number of an authorisation is typed for the child in front."""
    sent = {"encounter": str(Encounter.objects.get().pk), "command": str(uuid4()), "answer": "authorised", "paper": number}
    return client.post("/booth/minor/", sent, headers={"HX-Request": "true"})


def test_another_childs_authorisation_does_not_serve(marie: Client, minor: Border) -> None:  # noqa: F811
    given = minor()
    marie.post("/booth/turn/")
    scan(marie, child(number="RD5555555", surname="Jozèf"))
    assert b"for another child" in type_number(marie, given.number).content
    assert not MinorCheck.objects.exists()


def test_an_authorisation_to_leave_does_not_serve_to_enter(marie: Client, minor: Border) -> None:  # noqa: F811
    given = minor()
    scan(marie, child())
    assert b"for the other direction" in type_number(marie, given.number).content
    assert not MinorCheck.objects.exists()


def test_the_slip_has_a_signed_code_where_there_is_a_key(marie: Client, die_key: Any) -> None:  # noqa: F811
    visitor = "\r".join(
        generate(
            "TD3",
            document_code="P",
            issuing_state="USA",
            document_number="512345678",
            surname="Walker",
            given_names="Ann",
            nationality="USA",
            birth=TODAY.replace(year=1980),
            sex="F",
            expiry=TODAY + timedelta(days=900),
        )
    )
    scan(marie, visitor)
    encounter = Encounter.objects.latest("at")
    sent = {"encounter": str(encounter.pk), "command": str(uuid4()), "purpose": "visit", "address": "Okap"}
    marie.post("/booth/declare/", sent, headers={"HX-Request": "true"})
    decide(marie, encounter.pk)
    crossing = Crossing.objects.get()
    page = marie.get(f"/booth/slip/{crossing.pk}/").content.decode()
    assert "Signed code of this slip" in page
    assert "until" in page
