"""Places, accounts, roles and sessions, as an administrator sees them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lakay.access.models import Grant, Session, Staff
from lakay.kernel.clock import SystemClock
from lakay.places.models import Closure, Place, Post, PostFormerly
from tests.web.world import World

pytestmark = pytest.mark.django_db

NAMES = {"name_ht": "Wanament", "name_fr": "Ouanaminthe", "name_es": "Juana Méndez", "name_en": "Ouanaminthe"}


@pytest.fixture
def frantz(world: World) -> Client:
    """The administrator of the immigration office."""
    return world.clients["frantz"]


def tomorrow() -> str:
    """A day, as one types it."""
    return (SystemClock().now() + timedelta(days=1)).strftime("%d/%m/%Y")


def test_all_posts_are_listed_with_their_hours(frantz: Client) -> None:
    page = frantz.get(reverse("administration:places")).content.decode()
    assert "HT-OUA" in page
    assert "08:00-18:00" in page


def test_a_list_takes_no_more_queries_with_more_rows(frantz: Client, django_assert_max_num_queries: Any) -> None:
    for name in ("places", "staff", "staff_sessions"):
        with django_assert_max_num_queries(7):
            frantz.get(reverse(f"administration:{name}"))


def test_a_post_changes_from_a_day_on_and_what_was_before_is_kept(frantz: Client) -> None:
    form = {**NAMES, "status": "official", "hours": "Mo-Fr 07:00-19:00", "market_days": ["Mo"], "from_on": tomorrow()}
    response = frantz.post(reverse("administration:place_post", kwargs={"code": "HT-OUA"}), form)
    assert response.status_code == 302
    post = Post.objects.get(code="HT-OUA")
    assert post.hours == "Mo-Fr 07:00-19:00"
    assert PostFormerly.objects.filter(post=post, hours="Mo-Su 08:00-18:00").exists()


def test_hours_that_cannot_be_read_are_refused_beside_the_field(frantz: Client) -> None:
    form = {**NAMES, "status": "official", "hours": "8 to 6", "from_on": tomorrow()}
    response = frantz.post(reverse("administration:place_post", kwargs={"code": "HT-OUA"}), form)
    assert response.status_code == 422
    page = response.content.decode()
    assert 'aria-invalid="true"' in page
    assert "id_hours_fault" in page


def test_a_post_is_closed_once_and_opened_again(frantz: Client) -> None:
    for _ in range(2):
        frantz.post(reverse("administration:place_post_close", kwargs={"code": "HT-OUA"}), {"reason": "Bridge flooded"})
    assert Closure.objects.filter(post__code="HT-OUA", until_at=None).count() == 1
    frantz.post(reverse("administration:place_post_reopen", kwargs={"code": "HT-OUA"}))
    assert not Closure.objects.filter(post__code="HT-OUA", until_at=None).exists()


def test_a_place_is_corrected_or_renamed_from_a_day_on(frantz: Client) -> None:
    address = reverse("administration:place", kwargs={"pcode": "HT01"})
    names = {"name_ht": "Lwès la", "name_fr": "Ouest", "name_es": "Oeste", "name_en": "West"}
    assert frantz.post(address, names).status_code == 302
    assert Place.objects.get(pcode="HT01").name_ht == "Lwès la"
    assert frantz.post(address, {**names, "name_ht": "Lwès", "from_on": tomorrow()}).status_code == 302
    assert frantz.post(address, {**names, "from_on": "01/01/1800"}).status_code == 422


def test_a_place_ends_after_its_last_day(frantz: Client) -> None:
    response = frantz.post(reverse("administration:place_end", kwargs={"pcode": "HT0111"}), {"last_on": tomorrow()})
    assert response.status_code == 302
    assert Place.objects.get(pcode="HT0111").valid_to is not None


def test_a_new_account_gets_a_password_that_is_told_once(frantz: Client) -> None:
    form = {"username": "lourdes", "full_name": "Lourdes Pierre", "language": "ht"}
    page = frantz.post(reverse("administration:staff"), form).content.decode()
    clear = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page)
    assert clear
    lourdes = Staff.objects.get(username="lourdes")
    assert lourdes.agency.code == "DIE"
    again = frantz.get(reverse("administration:staff_person", kwargs={"person": lourdes.id})).content.decode()
    assert clear[0] not in again
    client = Client()
    client.get(reverse("entry:login"))
    client.post(reverse("entry:login"), {"username": "lourdes", "password": clear[0]})
    assert client.get("/")["Location"] == reverse("entry:account")


def test_a_user_name_is_given_once(frantz: Client) -> None:
    response = frantz.post(reverse("administration:staff"), {"username": "marie", "full_name": "Marie Two", "language": "ht"})
    assert response.status_code == 422
    assert "has this user name already" in response.content.decode()


def test_a_role_given_opens_the_desk_and_taken_back_shuts_it(world: World, frantz: Client) -> None:
    address = {"person": world.id_of("idle")}
    frantz.post(reverse("administration:staff_grant", kwargs=address), {"role": "inspector", "post": "HT-MAL"})
    idle = world.clients["idle"]
    idle.post(reverse("entry:post"), {"post": "HT-MAL", "lane": "2"})
    assert idle.get(reverse("booth:home")).status_code == 200
    grant = Grant.objects.get(staff=world.id_of("idle"))
    frantz.post(reverse("administration:staff_grant_end", kwargs={**address, "grant": grant.id}))
    assert idle.get(reverse("booth:home")).status_code == 404


def test_nobody_gives_a_role_to_themselves(world: World, frantz: Client) -> None:
    address = reverse("administration:staff_grant", kwargs={"person": world.id_of("frantz")})
    response = frantz.post(address, {"role": "data_protection_officer"})
    assert response.status_code == 422
    assert not Grant.objects.filter(staff=world.id_of("frantz"), role="data_protection_officer").exists()


def test_an_account_form_sets_no_field_but_its_own(world: World, frantz: Client) -> None:
    wilner = Staff.objects.get(id=world.id_of("wilner"))
    sent = {"full_name": "Wilner D.", "language": "fr", "username": "hacker", "agency": "x", "ended_at": "2020-01-01", "id": "1"}
    frantz.post(reverse("administration:staff_person", kwargs={"person": wilner.id}), sent)
    after = Staff.objects.get(id=wilner.id)
    assert (after.full_name, after.language) == ("Wilner D.", "fr")
    assert (after.username, after.agency_id, after.ended_at) == (wilner.username, wilner.agency_id, None)


def test_a_session_ended_by_the_administrator_opens_nothing_at_once(world: World, frantz: Client) -> None:
    session = Session.objects.filter(staff=world.id_of("wilner")).latest("created_at")
    frantz.post(reverse("administration:staff_session_end", kwargs={"session": session.id}))
    assert world.clients["wilner"].get(reverse("booth:home"))["Location"].startswith(reverse("entry:login"))


def test_a_closed_account_opens_nothing_at_once(world: World, frantz: Client) -> None:
    frantz.post(reverse("administration:staff_end", kwargs={"person": world.id_of("wilner")}))
    assert world.clients["wilner"].get(reverse("booth:home"))["Location"].startswith(reverse("entry:login"))


def test_a_lost_key_is_replaced_by_a_temporary_password_and_ends_the_sessions(world: World, frantz: Client) -> None:
    page = frantz.post(reverse("administration:staff_reset", kwargs={"person": world.id_of("wilner")})).content.decode()
    assert "Temporary password" in page
    assert world.clients["wilner"].get(reverse("booth:home"))["Location"].startswith(reverse("entry:login"))


def test_the_state_of_the_machine_says_what_to_do(frantz: Client) -> None:
    page = frantz.get(reverse("administration:node")).content.decode()
    assert "SQLite" in page or "PostgreSQL" in page
    assert "What to do" in page
