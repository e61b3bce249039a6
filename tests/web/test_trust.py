"""The page of trusted states: a file is brought, looked at, agreed to by a second person; a key is withdrawn."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lakay.credentials.models import TrustAnchor, Upload
from lakay.traveldocs.chips.specimen import make_authority, make_crl
from tests.traveldocs.chips.world import START
from tests.web.world import World

pytestmark = pytest.mark.django_db


def bring(world: World, who: str, content: bytes) -> UUID:
    """Bring a file; its number."""
    given = SimpleUploadedFile("utopia.cer", content)
    answer = world.clients[who].post(reverse("oversight:trust_bring"), {"file": given})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.latest("brought_at").id


def test_a_file_is_brought_looked_at_and_agreed_to_by_a_second_person(world: World) -> None:
    key = bring(world, "frantz", make_authority("ZZ", not_before=START).certificate)
    shown = world.clients["frantz"].get(reverse("oversight:trust_file", args=[key])).content.decode()
    assert "You have brought this file. A colleague decides on it." in shown
    accept = reverse("oversight:trust_accept", args=[key])
    assert world.clients["frantz"].post(accept, {"compared": "embassy"}).status_code == 422
    assert world.clients["solange"].post(accept, {}).status_code == 422
    assert world.clients["solange"].post(accept, {"compared": "embassy"}).status_code == 302
    assert TrustAnchor.objects.get(state="ZZ").compared == "embassy"
    assert "ZZ" in world.clients["claudette"].get(reverse("oversight:trust")).content.decode()


def test_a_file_without_anything_in_it_is_refused_at_once(world: World) -> None:
    given = SimpleUploadedFile("letter.txt", b"Dear colleague")
    answer = world.clients["frantz"].post(reverse("oversight:trust_bring"), {"file": given})
    assert answer.status_code == 422
    assert "There is no certificate" in answer.content.decode()


def test_what_is_left_out_is_told_with_the_reason(world: World) -> None:
    stranger = make_authority("ZZ", not_before=START)
    key = bring(world, "frantz", make_crl(stranger, {}, this_update=START))
    shown = world.clients["claudette"].get(reverse("oversight:trust_file", args=[key])).content.decode()
    assert "not signed by a state known here" in shown
    assert "Trust all of it" not in shown


def test_a_key_is_withdrawn_with_a_reason_and_trusted_again(world: World) -> None:
    page = reverse("oversight:trust_anchor", args=[world.records["anchor"]])
    withdraw = reverse("oversight:trust_withdraw", args=[world.records["anchor"]])
    frantz = world.clients["frantz"]
    assert frantz.post(withdraw, {"reason": ""}).status_code == 422
    assert frantz.post(withdraw, {"reason": "the key was stolen"}).status_code == 302
    assert "the key was stolen" in frantz.get(page).content.decode()
    assert frantz.post(withdraw, {"reason": "again"}).status_code == 422
    assert frantz.post(reverse("oversight:trust_restore", args=[world.records["anchor"]])).status_code == 302
    assert "the key was stolen" not in frantz.get(page).content.decode()


def test_a_file_is_put_away(world: World) -> None:
    key = bring(world, "frantz", make_authority("ZZ", not_before=START).certificate)
    assert world.clients["frantz"].post(reverse("oversight:trust_drop", args=[key])).status_code == 302
    assert world.clients["frantz"].get(reverse("oversight:trust_file", args=[key])).status_code == 404


def test_the_state_of_a_number_that_nobody_has_is_not_found(world: World) -> None:
    assert world.clients["claudette"].get(reverse("oversight:trust_state", args=["QQ"])).status_code == 404
