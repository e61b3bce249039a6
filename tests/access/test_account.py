"""One's own account: the password, the one-time codes, the language."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from lakay.access import account, login, rules, sessions
from lakay.access.models import Staff, Totp
from lakay.access.sessions import SessionState
from lakay.kernel.refusals import NotAllowed
from tests.access.conftest import MORNING, PASSWORD, Office

DESK = "desk"
NEW = "four loud goats at dusk"


@pytest.fixture
def marie(office: Office) -> SessionState:
    """Marie, enrolled, at her desk."""
    made = login.with_password(username="marie", password=PASSWORD, device=DESK, at=MORNING)
    state = sessions.resolve(made.token, DESK, MORNING)
    assert state is not None
    offer = account.begin_totp(state=state, at=MORNING)
    account.confirm_totp(state=state, code=pyotp.TOTP(offer.secret).at(MORNING), at=MORNING)
    opened = sessions.resolve(made.token, DESK, MORNING)
    assert opened is not None
    return opened


def test_the_overview_tells_what_there_is_and_no_secret(marie: SessionState) -> None:
    account.make_recovery_codes(state=marie, at=MORNING)
    told = account.overview(marie.staff)
    assert (told.has_totp, told.recovery_left, told.passkeys, told.password_is_temporary) == (True, 10, (), False)


def test_the_new_password_opens_and_the_old_one_does_not(marie: SessionState) -> None:
    account.change_password(state=marie, old=PASSWORD, new=NEW, at=MORNING)
    codes = account.make_recovery_codes(state=marie, at=MORNING)
    with pytest.raises(login.LoginRefused):
        login.with_password(username="marie", password=PASSWORD, code=codes[0], device=DESK, at=MORNING)
    assert login.with_password(username="marie", password=NEW, code=codes[0], device=DESK, at=MORNING)


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short",
        "x" * 11,
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "marie-and-the-goats-"[:5] * 4,
        "password123456",
        "y" * 129,
        PASSWORD,
    ],
)
def test_a_weak_password_is_not_taken(marie: SessionState, weak: str) -> None:
    with pytest.raises(account.WeakPassword) as refusal:
        account.change_password(state=marie, old=PASSWORD, new=weak, at=MORNING)
    assert str(refusal.value.reason)


def test_a_long_plain_password_is_taken_without_asking_for_signs_of_every_kind() -> None:
    assert not rules.is_guessable("goats like the rain", "marie")


def test_guessing_the_old_password_on_an_open_screen_is_slowed(marie: SessionState) -> None:
    waits = []
    for _ in range(6):
        with pytest.raises(account.WrongPassword) as refusal:
            account.change_password(state=marie, old="a guess", new=NEW, at=MORNING)
        waits.append(refusal.value.wait_seconds)
    assert waits[:5] == [0] * 5
    assert waits[5] > 0
    with pytest.raises(account.WrongPassword):
        account.change_password(state=marie, old=PASSWORD, new=NEW, at=MORNING)
    account.change_password(state=marie, old=PASSWORD, new=NEW, at=MORNING + timedelta(minutes=1))


def test_a_second_authenticator_takes_the_place_of_the_first_only_when_it_has_shown_a_code(marie: SessionState) -> None:
    first = Totp.objects.get(ended_at=None)
    offer = account.begin_totp(state=marie, at=MORNING)
    assert Totp.objects.get(confirmed_at__isnull=False, ended_at=None) == first
    later = MORNING + timedelta(minutes=1)
    account.confirm_totp(state=marie, code=pyotp.TOTP(offer.secret).at(later), at=later)
    assert Totp.objects.get(confirmed_at__isnull=False, ended_at=None) != first


def test_the_last_factor_stays(marie: SessionState) -> None:
    with pytest.raises(account.LastFactor):
        account.remove_totp(state=marie, at=MORNING)


def test_the_address_for_the_authenticator_names_the_person_and_the_program(marie: SessionState) -> None:
    offer = account.begin_totp(state=marie, at=MORNING)
    assert offer.uri.startswith("otpauth://totp/Lakay:marie?secret=")


def test_the_language_is_remembered(marie: SessionState) -> None:
    account.set_language(state=marie, language="ht", at=MORNING)
    assert Staff.objects.get(id=marie.staff).language == "ht"
    with pytest.raises(ValueError, match="language"):
        account.set_language(state=marie, language="xx", at=MORNING)


def test_a_locked_screen_changes_nothing_of_the_account(marie: SessionState) -> None:
    login.lock(state=marie, at=MORNING)
    with pytest.raises(NotAllowed):
        account.begin_totp(state=_asleep(marie), at=MORNING)
    with pytest.raises(NotAllowed):
        account.make_recovery_codes(state=_asleep(marie), at=MORNING)


def _asleep(state: SessionState) -> SessionState:
    from dataclasses import replace

    from lakay.kernel.actors import Actor

    return replace(state, locked=True, actor=Actor(state.staff, state.agency, state.post))
