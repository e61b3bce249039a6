"""Passkeys against a security key in software: adding one, entering by it, unlocking, and everything that must be refused."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from lakay.access import account, login, sessions
from lakay.access.actions.credentials import LastFactor
from lakay.access.models import Challenge, Passkey
from lakay.access.sessions import SessionState
from lakay.journal.models import Event
from lakay.kernel.refusals import NotAllowed
from tests.access.conftest import MORNING, PASSWORD, Office, person
from tests.access.soft_authenticator import PRESENT, SoftKey

DESK, ELSEWHERE = "desk", "elsewhere"
LATER = MORNING + timedelta(minutes=1)


def enter(name: str, device: str = DESK) -> SessionState:
    made = login.with_password(username=name, password=PASSWORD, device=device, at=MORNING)
    return state_of(made, device)


def state_of(made: login.NewSession, device: str = DESK) -> SessionState:
    state = sessions.resolve(made.token, device, MORNING)
    assert state is not None
    return state


def add(state: SessionState, key: SoftKey, device: str = DESK, name: str = "blue key") -> None:
    options = account.passkey_creation_options(state=state, device=device, at=MORNING)
    account.add_passkey(state=state, answer=key.create(options), name=name, device=device, at=MORNING)


@pytest.fixture
def key(office: Office) -> SoftKey:
    """Marie's key, added at her desk."""
    made = SoftKey()
    add(enter("marie"), made)
    return made


def by_key(key: SoftKey, device: str = DESK) -> login.NewSession:
    options = login.passkey_options(device=device, at=LATER)
    return login.with_passkey(answer=key.get(options), device=device, at=LATER)


def test_marie_adds_a_key_and_enters_by_it_alone_without_typing_a_name(office: Office, key: SoftKey) -> None:
    options = json.loads(login.passkey_options(device=ELSEWHERE, at=LATER))
    assert options["userVerification"] == "required"
    assert options.get("allowCredentials", []) == []
    made = by_key(key, ELSEWHERE)
    state = sessions.resolve(made.token, ELSEWHERE, LATER)
    assert state is not None
    assert (state.staff, state.method, state.must_enrol) == (office.marie.id, "passkey", False)


def test_adding_a_key_ends_the_enrolment(office: Office) -> None:
    made = login.with_password(username="marie", password=PASSWORD, device=DESK, at=MORNING)
    assert state_of(made).must_enrol
    add(state_of(made), SoftKey())
    assert not state_of(made).must_enrol


def test_while_the_password_is_an_administrators_a_key_alone_does_not_end_the_enrolment(
    office: Office, password_hash: str
) -> None:
    person("luc", "Luc Pierre", office.marie.agency, password_hash, ("inspector", ""), own_password=False)
    key = SoftKey()
    add(enter("luc"), key)
    state = state_of_key(key)
    assert (state.must_enrol, state.must_change_password) == (True, True)
    account.change_password(state=state, old=PASSWORD, new="four loud goats at dusk", at=LATER)
    assert not state_of_key(key).must_enrol


def test_with_a_key_the_password_alone_is_no_longer_enough(office: Office, key: SoftKey) -> None:
    with pytest.raises(login.LoginRefused):
        enter("marie")


def test_a_challenge_is_answered_once(office: Office, key: SoftKey) -> None:
    options = login.passkey_options(device=DESK, at=LATER)
    answer = key.get(options)
    login.with_passkey(answer=answer, device=DESK, at=LATER)
    with pytest.raises(login.LoginRefused):
        login.with_passkey(answer=answer, device=DESK, at=LATER)
    assert Challenge.objects.count() == 0


def test_a_wrong_answer_spends_the_challenge_too(office: Office, key: SoftKey) -> None:
    options = login.passkey_options(device=DESK, at=LATER)
    stranger = SoftKey(credential=key.credential, user=key.user)
    with pytest.raises(login.LoginRefused):
        login.with_passkey(answer=stranger.get(options), device=DESK, at=LATER)
    with pytest.raises(login.LoginRefused):
        login.with_passkey(answer=key.get(options), device=DESK, at=LATER)


def test_the_answer_to_a_registration_is_not_taken_twice(office: Office) -> None:
    state = enter("marie")
    options = account.passkey_creation_options(state=state, device=DESK, at=MORNING)
    answer = SoftKey().create(options)
    account.add_passkey(state=state, answer=answer, name="one", device=DESK, at=MORNING)
    with pytest.raises(account.PasskeyRefused):
        account.add_passkey(state=state, answer=answer, name="again", device=DESK, at=MORNING)
    assert Passkey.objects.count() == 1


def test_a_challenge_of_another_device_or_another_hour_is_not_answered(office: Office, key: SoftKey) -> None:
    options = login.passkey_options(device=DESK, at=LATER)
    with pytest.raises(login.LoginRefused):
        login.with_passkey(answer=key.get(options), device=ELSEWHERE, at=LATER)
    with pytest.raises(login.LoginRefused):
        login.with_passkey(answer=key.get(options), device=DESK, at=LATER + timedelta(hours=1))


@pytest.mark.parametrize(
    "bent",
    [{"origin": "http://localhost.evil.example"}, {"flags": PRESENT}, {"rp": "evil.example"}, {"user": b"0123456789abcdef"}],
    ids=["another origin", "no finger, no PIN", "another host", "another person"],
)
def test_an_answer_that_proves_less_than_it_should_is_refused(office: Office, key: SoftKey, bent: dict[str, Any]) -> None:
    for name, value in bent.items():
        setattr(key, name, value)
    with pytest.raises(login.LoginRefused):
        by_key(key)


def test_a_key_without_a_verified_user_cannot_be_added(office: Office) -> None:
    with pytest.raises(account.PasskeyRefused):
        add(enter("marie"), SoftKey(flags=PRESENT))


def test_a_copied_key_shows_by_its_counter(office: Office, key: SoftKey) -> None:
    by_key(key)
    copy = SoftKey(private=key.private, credential=key.credential, user=key.user, count=0)
    with pytest.raises(login.LoginRefused):
        by_key(copy)
    assert by_key(key).staff == office.marie.id


def test_a_key_that_does_not_count_is_taken_every_time(office: Office) -> None:
    key = SoftKey(counts=False)
    add(enter("marie"), key)
    assert [by_key(key).staff for _ in range(3)] == [office.marie.id] * 3


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"id": 1}', '{"id":"x","rawId":"x","type":"public-key","response":{}}']
)
def test_what_is_not_an_answer_at_all_is_refused_and_is_an_event(office: Office, answer: str) -> None:
    login.passkey_options(device=DESK, at=LATER)
    with pytest.raises(login.LoginRefused):
        login.with_passkey(answer=answer, device=DESK, at=LATER)
    assert Event.objects.filter(action="access.login.refuse").count() == 1


def test_a_key_that_was_taken_off_opens_nothing(office: Office, key: SoftKey) -> None:
    second = SoftKey()
    state = state_of_key(key)
    add(state, second, name="green key")
    account.remove_passkey(state=state, passkey=Passkey.objects.get(name="blue key").id, at=MORNING)
    with pytest.raises(login.LoginRefused):
        by_key(key)
    assert by_key(second).staff == office.marie.id


def state_of_key(key: SoftKey) -> SessionState:
    state = sessions.resolve(by_key(key).token, DESK, LATER)
    assert state is not None
    return state


def test_the_last_key_stays_while_there_are_no_one_time_codes(office: Office, key: SoftKey) -> None:
    with pytest.raises(LastFactor):
        account.remove_passkey(state=state_of_key(key), passkey=Passkey.objects.get().id, at=MORNING)


def test_another_persons_key_does_not_exist_for_me(office: Office, key: SoftKey) -> None:
    jean = enter("jean", ELSEWHERE)
    with pytest.raises(Http404):
        account.remove_passkey(state=jean, passkey=Passkey.objects.get().id, at=MORNING)


def test_a_key_is_added_to_one_account_only(office: Office, key: SoftKey) -> None:
    with pytest.raises(NotAllowed):
        add(enter("jean", ELSEWHERE), SoftKey(private=key.private, credential=key.credential), ELSEWHERE)


def test_a_known_key_is_named_so_that_it_is_not_added_twice(office: Office, key: SoftKey) -> None:
    options = json.loads(account.passkey_creation_options(state=state_of_key(key), device=DESK, at=MORNING))
    assert [entry["id"] for entry in options["excludeCredentials"]] == [Passkey.objects.get().credential_id]


def test_the_lock_opens_to_the_same_persons_key_only(office: Office, key: SoftKey) -> None:
    jeans = SoftKey()
    add(enter("jean", ELSEWHERE), jeans, ELSEWHERE)
    made = by_key(key)
    state = sessions.resolve(made.token, DESK, LATER)
    assert state is not None
    login.lock(state=state, at=LATER)
    asked = login.passkey_options(device=DESK, at=LATER, state=state)
    assert len(json.loads(asked)["allowCredentials"]) == 1
    with pytest.raises(login.LoginRefused):
        login.unlock_with_passkey(state=state, answer=jeans.get(asked), device=DESK, at=LATER)
    asked = login.passkey_options(device=DESK, at=LATER, state=state)
    login.unlock_with_passkey(state=state, answer=key.get(asked), device=DESK, at=LATER)
    opened = sessions.resolve(made.token, DESK, LATER)
    assert opened is not None
    assert not opened.locked


def test_an_answer_to_the_lock_does_not_log_anybody_in(office: Office, key: SoftKey) -> None:
    state = state_of_key(key)
    asked = login.passkey_options(device=DESK, at=LATER, state=state)
    with pytest.raises(login.LoginRefused):
        login.with_passkey(answer=key.get(asked), device=DESK, at=LATER)
