"""The door: who gets in, how the screen locks, what an account shows."""

from __future__ import annotations

import re
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.urls import reverse

from lakay.access.models import Session, Staff
from tests.web.world import PASSWORD, World, sit_down

pytestmark = pytest.mark.django_db


def browser() -> Client:
    """A machine that has opened the log-in once."""
    client = Client()
    client.cookies["lakay_language"] = "en"
    client.get(reverse("entry:login"))
    return client


def test_the_first_page_of_a_stranger_is_the_log_in(world: World) -> None:
    response = Client().get("/")
    assert response.status_code == 302
    assert response["Location"] == "/login"


def test_the_log_in_gives_the_machine_an_id_and_keeps_nothing(world: World) -> None:
    response = Client().get(reverse("entry:login"))
    assert response["Cache-Control"] == "no-store"
    cookie = response.cookies["lakay_device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_a_wrong_password_says_no_more_than_an_unknown_name(world: World) -> None:
    told = []
    for username in ("marie", "nobody-here"):
        response = browser().post(reverse("entry:login"), {"username": username, "password": "wrong"})
        assert response.status_code == 422
        told.append(re.sub(r'value="[^"]*"', "", response.content.decode()))
    assert told[0] == told[1]


def test_what_was_typed_as_password_never_comes_back(world: World) -> None:
    response = browser().post(reverse("entry:login"), {"username": "marie", "password": "zq-typed-secret", "code": ""})
    assert "zq-typed-secret" not in response.content.decode()


def test_a_temporary_password_opens_the_account_page_alone(world: World) -> None:
    client = browser()
    response = client.post(reverse("entry:login"), {"username": "jean", "password": PASSWORD, "next": reverse("booth:home")})
    assert response["Location"] == reverse("booth:home")
    assert client.get(reverse("booth:home"))["Location"].startswith(reverse("entry:account"))
    assert "Before you begin" in client.get(reverse("entry:account")).content.decode()


def test_after_the_log_in_one_comes_back_to_ones_page_but_never_to_another_site(world: World) -> None:
    for wanted, landed in (("https://elsewhere.example/", "/"), ("//elsewhere.example", "/"), ("/help/", "/help/")):
        response = browser().post(reverse("entry:login"), {"username": "jean", "password": PASSWORD, "next": wanted})
        assert response["Location"] == landed


FIRST = {
    "marie": "booth:home",
    "rose": "second_line:queue",
    "mirlande": "protection:queue",
    "nadege": "files:list",
    "yves": "referral:received",
    "josue": "filling:home",
    "guerda": "oversight:reads",
    "frantz": "administration:node",
    "idle": "entry:account",
}


def test_the_first_page_is_where_there_is_work(world: World) -> None:
    """Calls and incidents are at a post: who sits at none begins with the files in their hands, or with what they fill in."""
    first = {name: world.clients[name].get("/")["Location"] for name in FIRST}
    assert first == {name: reverse(view) for name, view in FIRST.items()}


def test_a_form_without_its_token_is_refused_in_plain_words(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("entry:login"), {"username": "marie"}, headers={"Accept-Language": "ht"})
    assert response.status_code == 403
    assert "Fòm sa a pa bon ankò" in response.content.decode()


def test_no_demo_people_outside_the_demo(world: World) -> None:
    assert "Sit down" not in browser().get(reverse("entry:login")).content.decode()


def test_the_screen_locks_and_the_same_person_comes_back(world: World) -> None:
    client = world.clients["jean"]
    client.post(reverse("entry:lock_now"))
    assert client.get(reverse("booth:register"))["Location"] == f"{reverse('entry:lock')}?next=%2Fbooth%2Fregister%2F"
    assert client.post(reverse("entry:lock"), {"password": "wrong"}).status_code == 422
    response = client.post(reverse("entry:lock"), {"password": PASSWORD, "next": "/booth/register/"})
    assert response["Location"] == "/booth/register/"
    assert client.get(reverse("booth:register")).status_code == 200


def test_five_wrong_passwords_at_the_lock_end_the_session(world: World) -> None:
    client = world.clients["jean"]
    client.post(reverse("entry:lock_now"))
    answers = [client.post(reverse("entry:lock"), {"password": "wrong"}) for _ in range(8)]
    assert client.get(reverse("entry:lock"))["Location"].startswith(reverse("entry:login")) or answers[-1].status_code == 422


def test_a_fragment_of_a_locked_screen_moves_the_whole_window(world: World) -> None:
    client = world.clients["jean"]
    client.post(reverse("entry:lock_now"))
    response = client.get(reverse("booth:register"), headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == reverse("entry:lock")


def test_logging_out_empties_the_browser_and_the_session_opens_nothing(world: World) -> None:
    client = world.clients["jean"]
    kept = client.cookies["lakay_session"].value
    response = client.post(reverse("entry:logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["lakay_session"] = kept
    assert client.get(reverse("booth:register"))["Location"].startswith(reverse("entry:login"))


def test_another_machine_cannot_use_the_session(world: World) -> None:
    thief = Client()
    thief.cookies["lakay_session"] = world.clients["marie"].cookies["lakay_session"].value
    assert thief.get(reverse("booth:home"))["Location"].startswith(reverse("entry:login"))


def test_the_language_is_kept_by_the_browser(world: World) -> None:
    client = browser()
    client.post(reverse("shell:language"), {"language": "es", "next": "/login"})
    page = client.get(reverse("entry:login")).content.decode()
    assert '<html lang="es"' in page
    assert "Contraseña" in page
    client.post(reverse("shell:language"), {"language": "xx"})
    assert '<html lang="es"' in client.get(reverse("entry:login")).content.decode()


def test_the_colours_are_kept_by_the_browser(world: World) -> None:
    client = browser()
    client.post(reverse("shell:theme"), {"theme": "dark"})
    page = client.get(reverse("entry:login")).content.decode()
    assert 'data-bs-theme="dark"' in page
    assert "auto-dark.css" not in page


def test_a_telephone_is_set_up_with_its_first_code(world: World) -> None:
    client = world.clients["jean"]
    page = client.post(reverse("entry:account_totp")).content.decode()
    secret = re.search(r'class="mono">([A-Z2-7]+)<', page)
    assert secret
    assert client.post(reverse("entry:account_totp"), {"code": "12"}).status_code == 422


def test_the_code_of_the_picture_puts_it_in_force(world: World) -> None:
    client = world.clients["jean"]
    found = re.search(r'class="mono">([A-Z2-7]+)<', client.post(reverse("entry:account_totp")).content.decode())
    assert found
    response = client.post(reverse("entry:account_totp"), {"code": pyotp.TOTP(found[1]).now()})
    assert response.status_code == 302
    assert "set up" in client.get(reverse("entry:account")).content.decode()


def test_recovery_codes_are_shown_this_once(world: World) -> None:
    client = world.clients["jean"]
    page = client.post(reverse("entry:account_codes")).content.decode()
    codes = re.findall(r"<li>([^<]+)</li>", page.partition('class="codes"')[2])
    assert len(codes) == 10
    assert not any(code in client.get(reverse("entry:account")).content.decode() for code in codes)


def test_one_ends_ones_session_on_another_machine(world: World, settings: Any) -> None:
    settings.MODE = "demo"
    elsewhere = sit_down("jean")
    session = Session.objects.filter(staff=world.id_of("jean")).latest("created_at").id
    world.clients["jean"].post(reverse("entry:account_end_session", kwargs={"session": session}))
    assert elsewhere.get(reverse("booth:register"))["Location"].startswith(reverse("entry:login"))


def test_in_the_demo_the_visitors_own_language_stays(world: World, settings: Any) -> None:
    settings.MODE = "demo"
    world.clients["jean"].post(reverse("entry:account_language"), {"language": "es"})
    response = browser().post(reverse("entry:login_demo"), {"username": "jean"})
    assert "lakay_language" not in response.cookies


def test_the_language_of_the_account_is_that_of_the_next_log_in(world: World) -> None:
    world.clients["jean"].post(reverse("entry:account_language"), {"language": "es"})
    assert Staff.objects.get(id=world.id_of("jean")).language == "es"
    response = browser().post(reverse("entry:login"), {"username": "jean", "password": PASSWORD})
    assert response.cookies["lakay_language"].value == "es"
