"""Logging in by name, password and a second factor; what is refused, and what the journal says of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pyotp
import pytest
from argon2 import PasswordHasher

from lakay.access import account, login, sessions, totp
from lakay.access.actions.credentials import WrongCode
from lakay.access.models import Attempts, RecoveryCode, Session, Staff, UsedStep
from lakay.access.sessions import SessionState
from lakay.journal.models import Event, Reference
from tests.access.conftest import MORNING, PASSWORD, Office

DESK = "device-at-the-first-booth"
ELSEWHERE = "device-of-a-stranger"


def code_at(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def state_of(made: login.NewSession, at: datetime, device: str = DESK) -> SessionState:
    state = sessions.resolve(made.token, device, at)
    assert state is not None
    return state


def enrol(name: str, at: datetime = MORNING, device: str = DESK) -> str:
    """Log in for the first time and set up one-time codes. Returns the secret."""
    state = state_of(login.with_password(username=name, password=PASSWORD, device=device, at=at), at, device)
    offer = account.begin_totp(state=state, at=at)
    account.confirm_totp(state=state, code=code_at(offer.secret, at), at=at)
    return offer.secret


def events_about(staff: Staff) -> list[str]:
    about = Reference.objects.filter(ref=staff.id, subject=True).values("event")
    return list(Event.objects.filter(id__in=about).order_by("seq").values_list("action", flat=True))


def test_marie_enters_with_her_password_and_the_code_of_the_moment(office: Office) -> None:
    secret = enrol("marie")
    later = MORNING + timedelta(minutes=2)
    made = login.with_password(username=" MARIE ", password=PASSWORD, code=code_at(secret, later), device=DESK, at=later)
    state = state_of(made, later)
    assert (state.full_name, state.post, state.must_enrol, state.locked) == ("Marie Desir", "HT-WAN", False, False)
    assert state.actor.may("border:crossing:record")
    assert events_about(office.marie)[-1] == "access.session.start"


def test_before_a_second_factor_is_chosen_only_the_own_account_is_open(office: Office) -> None:
    made = login.with_password(username="marie", password=PASSWORD, device=DESK, at=MORNING)
    state = state_of(made, MORNING)
    assert state.must_enrol
    assert state.actor.permissions == {"access:self:manage"}
    assert state.actor.roles == frozenset()


def test_confirming_a_code_opens_the_rest_of_the_program_to_the_same_session(office: Office) -> None:
    made = login.with_password(username="marie", password=PASSWORD, device=DESK, at=MORNING)
    state = state_of(made, MORNING)
    offer = account.begin_totp(state=state, at=MORNING)
    with pytest.raises(WrongCode):
        account.confirm_totp(state=state, code="000000", at=MORNING)
    assert state_of(made, MORNING).must_enrol
    account.confirm_totp(state=state, code=code_at(offer.secret, MORNING), at=MORNING)
    assert not state_of(made, MORNING).must_enrol


@pytest.mark.parametrize(
    ("name", "password", "right_code"),
    [
        ("marie", "wrong password here", True),
        ("marie", PASSWORD, False),
        ("nobody", PASSWORD, True),
        ("jean", PASSWORD + "x", True),
    ],
)
def test_a_refusal_never_says_what_was_wrong(office: Office, name: str, password: str, right_code: bool) -> None:
    secret = enrol("marie")
    later = MORNING + timedelta(minutes=2)
    code = code_at(secret, later) if right_code else "12345"
    with pytest.raises(login.LoginRefused) as refusal:
        login.with_password(username=name, password=password, code=code, device=DESK, at=later)
    assert refusal.value.wait_seconds == 0
    assert str(refusal.value) == "0"


def test_a_code_works_once_even_within_its_half_minute(office: Office) -> None:
    secret = enrol("marie")
    later = MORNING + timedelta(minutes=2)
    code = code_at(secret, later)
    login.with_password(username="marie", password=PASSWORD, code=code, device=DESK, at=later)
    with pytest.raises(login.LoginRefused):
        login.with_password(username="marie", password=PASSWORD, code=code, device=ELSEWHERE, at=later + timedelta(seconds=1))


def test_a_code_seen_yesterday_opens_nothing_when_the_clock_is_put_back(office: Office) -> None:
    secret = enrol("marie")
    yesterday = MORNING + timedelta(minutes=2)
    seen = code_at(secret, yesterday)
    login.with_password(username="marie", password=PASSWORD, code=seen, device=DESK, at=yesterday)
    for day in range(1, 4):
        now = yesterday + timedelta(days=day)
        login.with_password(username="marie", password=PASSWORD, code=code_at(secret, now), device=DESK, at=now)
    with pytest.raises(login.LoginRefused):
        login.with_password(username="marie", password=PASSWORD, code=seen, device=DESK, at=yesterday)


def test_the_code_that_confirmed_the_authenticator_is_spent_too(office: Office) -> None:
    secret = enrol("marie")
    with pytest.raises(login.LoginRefused):
        login.with_password(username="marie", password=PASSWORD, code=code_at(secret, MORNING), device=DESK, at=MORNING)


def test_a_code_of_the_neighbouring_half_minute_is_taken_and_an_older_one_is_not() -> None:
    secret = totp.new_secret()
    assert totp.matching_step(secret, code_at(secret, MORNING - timedelta(seconds=30)), MORNING) is not None
    assert totp.matching_step(secret, code_at(secret, MORNING + timedelta(seconds=30)), MORNING) is not None
    assert totp.matching_step(secret, code_at(secret, MORNING - timedelta(seconds=60)), MORNING) is None
    assert totp.matching_step(secret, code_at(secret, MORNING + timedelta(seconds=60)), MORNING) is None
    assert totp.matching_step(secret, "١٢٣٤٥٦", MORNING) is None


def test_a_recovery_code_opens_once_and_the_journal_holds_no_code(office: Office) -> None:
    enrol("marie")
    state = state_of_marie(office)
    codes = account.make_recovery_codes(state=state, at=MORNING)
    assert len(set(codes)) == 10
    later = MORNING + timedelta(hours=1)
    typed = codes[3].lower().replace("-", " ")
    made = login.with_password(username="marie", password=PASSWORD, code=typed, device=DESK, at=later)
    assert state_of(made, later).method == "recovery"
    with pytest.raises(login.LoginRefused):
        login.with_password(username="marie", password=PASSWORD, code=codes[3], device=DESK, at=later)
    stored = b"".join(bytes(body) for body in Event.objects.values_list("body", flat=True))
    assert all(code.replace("-", "").encode() not in stored for code in codes)
    assert RecoveryCode.objects.filter(staff=office.marie, ended_at=None).count() == 9


def state_of_marie(office: Office) -> SessionState:
    row = Session.objects.get(staff=office.marie, ended_at=None)
    made = login.NewSession("", row.id, office.marie.id)
    assert made.session == row.id
    return SessionState(
        session=row.id,
        staff=office.marie.id,
        username="marie",
        full_name="Marie Desir",
        language="",
        actor=sessions.actor_for(office.marie, MORNING, "HT-WAN"),
        locked=False,
        must_enrol=False,
        must_change_password=False,
        agency="DIE",
        post="HT-WAN",
        lane="",
        posts=("HT-WAN",),
        anywhere=False,
        method="password",
        started_at=MORNING,
        authenticated_at=MORNING,
    )


def test_new_recovery_codes_end_the_old_ones(office: Office) -> None:
    enrol("marie")
    state = state_of_marie(office)
    old = account.make_recovery_codes(state=state, at=MORNING)
    account.make_recovery_codes(state=state, at=MORNING)
    with pytest.raises(login.LoginRefused):
        login.with_password(username="marie", password=PASSWORD, code=old[0], device=DESK, at=MORNING)


def test_one_persons_recovery_code_is_nothing_to_another(office: Office) -> None:
    enrol("marie")
    codes = account.make_recovery_codes(state=state_of_marie(office), at=MORNING)
    enrol("jean", device="the next booth")
    with pytest.raises(login.LoginRefused):
        login.with_password(username="jean", password=PASSWORD, code=codes[0], device=DESK, at=MORNING)


def test_every_failure_is_an_event_and_an_unknown_name_is_not_written_anywhere(office: Office) -> None:
    for name in ("marie", "a-name-that-nobody-has"):
        with pytest.raises(login.LoginRefused):
            login.with_password(username=name, password="not it at all", device=ELSEWHERE, at=MORNING)
    refusals = Event.objects.filter(action="access.login.refuse").order_by("seq")
    assert [event.references.filter(subject=True).values_list("ref", flat=True).first() for event in refusals] == [
        office.marie.id,
        None,
    ]
    everything = b"".join(bytes(body) for body in Event.objects.values_list("body", flat=True))
    assert b"a-name-that-nobody-has" not in everything
    assert b"not it at all" not in everything
    assert not Attempts.objects.filter(key__contains="nobody").exists()


def test_a_name_that_nobody_has_is_checked_against_a_hash_all_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []
    real = PasswordHasher.verify

    def counting(self: PasswordHasher, stored: str | bytes, password: str | bytes) -> bool:
        worked.append(str(stored).split("$")[3])
        return real(self, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    for name in ("marie", "nobody"):
        with pytest.raises(login.LoginRefused):
            login.with_password(username=name, password="not it at all", device=ELSEWHERE, at=MORNING)
    assert len(worked) == 2
    assert worked[0] == worked[1], "the same cost for a known and an unknown name"


def test_the_secret_of_the_authenticator_lies_nowhere_in_clear(office: Office) -> None:
    secret = enrol("marie")
    stored = bytes(office.marie.totps.get().sealed_secret)
    assert secret.encode() not in stored
    bodies = b"".join(bytes(body) for body in Event.objects.values_list("body", flat=True))
    assert secret.encode() not in bodies
    assert b"argon2" not in bodies
    assert totp.opened(office.marie.id, stored) == secret


def test_an_ended_account_opens_no_more(office: Office) -> None:
    from lakay.access import actions

    secret = enrol("marie")
    actions.end_staff(by=office.as_actor("rose"), at=MORNING, staff=office.marie)
    later = MORNING + timedelta(minutes=5)
    with pytest.raises(login.LoginRefused):
        login.with_password(username="marie", password=PASSWORD, code=code_at(secret, later), device=DESK, at=later)


def test_a_step_is_spent_for_one_person_only(office: Office) -> None:
    enrol("marie")
    enrol("jean", device="the next booth")
    assert UsedStep.objects.count() == 2
    assert UsedStep.objects.values("step").distinct().count() == 1


def test_a_new_session_on_a_device_ends_the_one_before(office: Office) -> None:
    first = login.with_password(username="marie", password=PASSWORD, device=DESK, at=MORNING)
    second = login.with_password(username="jean", password=PASSWORD, device=DESK, at=MORNING)
    assert sessions.resolve(first.token, DESK, MORNING) is None
    assert Reference.objects.filter(ref=first.session, event__action="access.session.start").count() == 2
    assert state_of(second, MORNING).staff == office.jean.id
    assert first.token != second.token
    assert isinstance(first.session, UUID)
