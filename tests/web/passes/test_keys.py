"""The page of the signing keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from lakay.credentials.keys import is_here
from lakay.credentials.models import Issuer
from lakay.kernel.clock import SystemClock
from tests.web.world import World

pytestmark = pytest.mark.django_db


def days() -> dict[str, str]:
    now = SystemClock().now().date()
    return {"valid_from": f"{now:%d/%m/%Y}", "valid_until": f"{now + timedelta(days=365):%d/%m/%Y}"}


def decide(world: World, who: str, issuer: Issuer, decision: str = "approve") -> int:
    address = reverse("passes:key_decide", kwargs={"issuer": issuer.id})
    return world.clients[who].post(address, {"decision": decision}).status_code


def test_a_key_is_made_here_and_waits_for_another_person(world: World) -> None:
    sent = {**days(), "kinds": ["refusal", "entry"]}
    assert world.clients["frantz"].post(reverse("passes:key_list"), sent).status_code == 302
    issuer = Issuer.objects.latest("proposed_at", "id")
    assert (issuer.agency, issuer.status, issuer.kinds) == ("DIE", "proposed", ["entry", "refusal"])
    assert is_here(issuer.key_id)
    assert decide(world, "frantz", issuer) == 422
    assert decide(world, "guerda", issuer) == 302
    issuer.refresh_from_db()
    assert issuer.status == "active"
    assert decide(world, "solange", issuer, "refuse") == 422


def test_oversight_proposes_no_key(world: World) -> None:
    before = Issuer.objects.count()
    response = world.clients["guerda"].post(reverse("passes:key_list"), {**days(), "kinds": ["border"]})
    assert response.status_code == 422
    assert Issuer.objects.count() == before


def test_a_key_needs_kinds_and_days_in_order(world: World) -> None:
    frantz = world.clients["frantz"]
    assert frantz.post(reverse("passes:key_list"), days()).status_code == 422
    turned = {"valid_from": days()["valid_until"], "valid_until": days()["valid_from"], "kinds": ["border"]}
    assert "comes before" in frantz.post(reverse("passes:key_list"), turned).content.decode()


def test_a_key_is_withdrawn_with_its_reason(world: World) -> None:
    address = reverse("passes:key_withdraw", kwargs={"issuer": world.records["key"]})
    assert world.clients["frantz"].post(address, {"reason": ""}).status_code == 422
    assert world.clients["solange"].post(address, {"reason": "x"}).status_code == 422
    assert world.clients["frantz"].post(address, {"reason": "stolen laptop"}).status_code == 302
    page = world.clients["guerda"].get(reverse("passes:key_list")).content.decode()
    assert "stolen laptop" in page


def test_whose_turn_it_is_shows_in_the_buttons(world: World) -> None:
    assert "Agree" not in world.clients["frantz"].get(reverse("passes:key_list")).content.decode()
    assert "Agree" in world.clients["guerda"].get(reverse("passes:key_list")).content.decode()
