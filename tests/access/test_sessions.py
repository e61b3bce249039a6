"""A session from the log-in to its end: the device it is bound to, the lock, the post, and what ends it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.test.utils import override_settings
from pytest_django import DjangoAssertNumQueries

from lakay.access import account, actions, login, sessions
from lakay.access.actions.sessions import PostNotGranted
from lakay.access.models import Session, Staff
from lakay.access.sessions import SessionState
from lakay.journal.core.events import from_body
from lakay.journal.models import Event, Reference
from lakay.kernel.refusals import NotAllowed
from tests.access.conftest import INSTALLER, MORNING, PASSWORD, Office, person
from tests.access.soft_authenticator import SoftKey

DESK, ELSEWHERE = "desk", "elsewhere"
MINUTE = timedelta(minutes=1)


def enter(name: str, device: str = DESK) -> login.NewSession:
    """Log in and enrol a key, so that the roles count."""
    made = login.with_password(username=name, password=PASSWORD, device=device, at=MORNING)
    state = sessions.resolve(made.token, device, MORNING)
    assert state is not None
    options = account.passkey_creation_options(state=state, device=device, at=MORNING)
    account.add_passkey(state=state, answer=SoftKey().create(options), name="key", device=device, at=MORNING)
    return made


def look(made: login.NewSession, after: timedelta = timedelta(), device: str = DESK) -> SessionState | None:
    return sessions.resolve(made.token, device, MORNING + after)


def seen(made: login.NewSession, after: timedelta = timedelta(), device: str = DESK) -> SessionState:
    state = look(made, after, device)
    assert state is not None
    return state


def test_one_query_tells_who_is_there(office: Office, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = enter("marie")
    with django_assert_num_queries(1):
        assert seen(made).actor.roles == {"inspector"}


def test_a_token_opens_nothing_on_another_device_or_when_guessed(office: Office) -> None:
    made = enter("marie")
    assert look(made, device=ELSEWHERE) is None
    assert sessions.resolve(made.token + "x", DESK, MORNING) is None
    assert sessions.resolve("", "", MORNING) is None


def test_only_hashes_of_the_token_and_the_device_are_stored(office: Office) -> None:
    made = enter("marie")
    row = Session.objects.get(id=made.session)
    assert made.token not in {row.token_hash, row.device_hash}
    assert DESK not in {row.token_hash, row.device_hash}


def test_a_person_of_one_post_sits_there_at_once(office: Office) -> None:
    state = seen(enter("marie"))
    assert (state.post, state.posts, state.anywhere, state.agency) == ("HT-WAN", ("HT-WAN",), False, "DIE")
    assert state.actor.post == "HT-WAN"


def test_a_person_of_two_posts_has_no_role_before_choosing_one(office: Office) -> None:
    actions.grant_role(by=INSTALLER, at=MORNING, staff=office.marie, role="booth_supervisor", post="HT-BEL")
    made = enter("marie")
    assert seen(made).actor.roles == frozenset()
    assert seen(made).posts == ("HT-BEL", "HT-WAN")
    login.choose_post(state=seen(made), post="HT-BEL", lane="2", at=MORNING)
    assert seen(made).actor.roles == {"booth_supervisor"}
    assert seen(made).lane == "2"


def test_nobody_sits_down_at_a_post_where_no_role_holds(office: Office) -> None:
    made = enter("marie")
    with pytest.raises(PostNotGranted):
        login.choose_post(state=seen(made), post="HT-BEL", lane="1", at=MORNING)
    assert seen(made).post == "HT-WAN"


def test_a_role_without_a_post_holds_at_every_post(office: Office) -> None:
    made = enter("rose")
    login.choose_post(state=seen(made), post="HT-ANS", lane="", at=MORNING)
    assert seen(made).actor.roles == {"administrator"}
    assert seen(made).actor.post == "HT-ANS"


# ------------------------------------------------------------------ the lock


def test_five_minutes_without_a_request_lock_the_screen(office: Office) -> None:
    made = enter("marie")
    assert not seen(made, 4 * MINUTE + timedelta(seconds=59)).locked
    assert not seen(made, 9 * MINUTE).locked
    state = seen(made, 15 * MINUTE)
    assert state.locked
    assert state.actor.permissions == frozenset()
    assert state.actor.roles == frozenset()
    assert Event.objects.filter(action="access.session.lock").count() == 1


def test_a_locked_session_stays_locked_however_often_it_is_asked(office: Office) -> None:
    made = enter("marie")
    for minutes in range(6, 12):
        assert seen(made, minutes * MINUTE).locked
    assert Event.objects.filter(action="access.session.lock").count() == 1


def test_a_clock_that_jumps_back_locks_too(office: Office) -> None:
    made = enter("marie")
    assert seen(made, timedelta(days=-1)).locked


def test_the_last_request_is_written_once_a_minute(office: Office, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = enter("marie")
    seen(made, MINUTE)
    with django_assert_num_queries(1):
        seen(made, MINUTE + timedelta(seconds=59))
    assert Session.objects.get(id=made.session).last_seen_at == MORNING + MINUTE


def test_the_password_opens_the_lock_to_the_same_session(office: Office) -> None:
    made = enter("marie")
    login.lock(state=seen(made), at=MORNING)
    assert seen(made).locked
    with pytest.raises(login.LoginRefused):
        login.unlock_with_password(state=seen(made), password="not this one", device=DESK, at=MORNING)
    assert seen(made).locked
    login.unlock_with_password(state=seen(made), password=PASSWORD, device=DESK, at=MORNING + MINUTE)
    assert not seen(made, MINUTE).locked
    assert seen(made, MINUTE).authenticated_at == MORNING + MINUTE


def test_five_wrong_answers_at_the_lock_end_the_session(office: Office) -> None:
    made = enter("marie")
    login.lock(state=seen(made), at=MORNING)
    for _ in range(4):
        with pytest.raises(login.LoginRefused):
            login.unlock_with_password(state=seen(made), password="not this one", device=DESK, at=MORNING)
    with pytest.raises(sessions.SessionEnded):
        login.unlock_with_password(state=seen(made), password="not this one", device=DESK, at=MORNING)
    assert look(made) is None


# ------------------------------------------------------------------ the end


def test_after_the_log_out_the_token_opens_nothing(office: Office) -> None:
    made = enter("marie")
    login.logout(state=seen(made), at=MORNING)
    assert look(made) is None
    about = Reference.objects.filter(ref=office.marie.id, subject=True, event__action="access.session.end")
    assert about.count() == 1


def test_no_session_outlives_a_shift(office: Office) -> None:
    made = enter("marie")
    for minutes in range(0, 12 * 60, 4):
        seen(made, minutes * MINUTE)
    assert look(made, timedelta(hours=12)) is None


def test_an_ended_account_has_no_session_from_the_next_request_on(office: Office) -> None:
    made = enter("marie")
    actions.end_staff(by=office.as_actor("rose"), at=MORNING, staff=office.marie)
    assert look(made) is None


def test_an_account_that_was_ended_at_another_node_has_no_session_here(office: Office) -> None:
    made = enter("marie")
    Staff.objects.filter(id=office.marie.id).update(ended_at=MORNING)
    assert look(made) is None


def test_an_ended_role_counts_no_more_from_the_next_request_on(office: Office) -> None:
    made = enter("marie")
    actions.end_grant(by=office.as_actor("rose"), at=MORNING, grant=office.grant("marie"))
    state = seen(made)
    assert state.actor.roles == frozenset()
    assert state.actor.permissions == {"access:self:manage", "places:place:view"}
    assert state.actor.post == ""


def test_a_role_holds_from_its_first_instant_to_its_last(office: Office) -> None:
    made = enter("marie")
    actions.end_grant(by=office.as_actor("rose"), at=MORNING, grant=office.grant("marie"))
    begin, end = MORNING + MINUTE, MORNING + 3 * MINUTE
    actions.grant_role(
        by=office.as_actor("rose"), at=MORNING, staff=office.marie, role="inspector", post="HT-WAN", starts_at=begin, until_at=end
    )
    held = [bool(seen(made, minutes * MINUTE).actor.roles) for minutes in range(5)]
    assert held == [False, True, True, False, False]
    grant = office.grant("marie")
    assert [grant.is_live(MORNING + minutes * MINUTE) for minutes in range(5)] == held


def test_resetting_the_credentials_ends_every_session_and_every_factor(office: Office, password_hash: str) -> None:
    made = enter("marie")
    actions.reset_credentials(by=office.as_actor("rose"), at=MORNING, staff=office.marie, password_hash=password_hash)
    assert look(made) is None
    again = login.with_password(username="marie", password=PASSWORD, device=DESK, at=MORNING)
    state = seen(again)
    assert (state.must_enrol, state.must_change_password) == (True, True)
    event = Event.objects.get(action="access.credentials.reset")
    kinds = [change.kind for change in from_body(bytes(event.body))[1]]
    assert kinds == ["access.password"], "it takes effect whole, at machines too that know none of the codes and keys of this one"


def test_an_administrator_ends_a_session_of_the_own_agency_only(office: Office) -> None:
    marie, paul = enter("marie"), enter("paul", ELSEWHERE)
    actions.end_session_of(by=office.as_actor("rose"), at=MORNING, session=Session.objects.get(id=marie.session))
    assert look(marie) is None
    with pytest.raises(NotAllowed):
        actions.end_session_of(by=office.as_actor("rose"), at=MORNING, session=Session.objects.get(id=paul.session))
    assert look(paul, device=ELSEWHERE) is not None


def test_marie_ends_her_own_session_elsewhere_and_no_one_elses(office: Office) -> None:
    here = enter("marie")
    there = Session.objects.create(
        token_hash="t",
        device_hash="d",
        staff=office.marie,
        method="passkey",
        created_at=MORNING,
        authenticated_at=MORNING,
        last_seen_at=MORNING,
    )
    jean = enter("jean", ELSEWHERE)
    account.revoke_session(state=seen(here), session=there.id, at=MORNING)
    assert [row.id for row in sessions.sessions_of(office.marie.id)] == [here.session]
    with pytest.raises(Http404):
        account.revoke_session(state=seen(here), session=jean.session, at=MORNING)


def test_a_new_password_ends_the_sessions_elsewhere_and_keeps_this_one(office: Office) -> None:
    made = enter("marie")
    other = Session.objects.create(
        token_hash="t",
        device_hash="d",
        staff=office.marie,
        method="passkey",
        created_at=MORNING,
        authenticated_at=MORNING,
        last_seen_at=MORNING,
    )
    account.change_password(state=seen(made), old=PASSWORD, new="four loud goats at dusk", at=MORNING)
    other.refresh_from_db()
    assert other.ended_at == MORNING
    assert look(made) is not None


# ------------------------------------------------------------------ the demo


@pytest.mark.parametrize("mode", ["node", "test"])
def test_on_a_node_of_real_people_nobody_enters_by_one_click(office: Office, mode: str) -> None:
    with override_settings(MODE=mode):
        with pytest.raises(sessions.DemoOnly):
            login.demo_login(username="marie", device=DESK, at=MORNING)
        with pytest.raises(sessions.DemoOnly):
            sessions.demo_people(MORNING)
    assert Session.objects.count() == 0


@override_settings(MODE="demo")
def test_in_the_demo_a_visitor_is_a_named_person_by_one_click(office: Office) -> None:
    people = {who.username: who.roles for who in sessions.demo_people(MORNING)}
    assert people["claire"] == ("data_protection_officer",)
    state = seen(login.demo_login(username="claire", device=DESK, at=MORNING))
    assert (state.full_name, state.method, state.must_enrol) == ("Claire Moise", "demo", False)
    with pytest.raises(login.LoginRefused):
        login.demo_login(username="nobody", device=DESK, at=MORNING)


def test_a_person_without_a_role_has_the_own_account_and_nothing_else(office: Office, password_hash: str) -> None:
    person("luc", "Luc Pierre", office.marie.agency, password_hash)
    state = seen(enter("luc"))
    assert state.actor.permissions == {"access:self:manage", "places:place:view"}
    assert Staff.objects.get(username="luc").id == state.staff
