"""Wrong attempts cost time: to the account and to the device, never to an address, and never to the person at their own desk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connections

from lakay.access import login, rules
from lakay.access.actions.attempts import Counter, reserve_attempt
from lakay.access.models import Attempts
from lakay.journal.models import Event
from lakay.journal.writer import writer
from tests.access.conftest import MORNING, PASSWORD, Office

DESK, ELSEWHERE = "desk", "elsewhere"


def wrong(name: str, device: str, at: datetime) -> int:
    """Try a wrong password. Returns the seconds to wait that the refusal names."""
    with pytest.raises(login.LoginRefused) as refusal:
        login.with_password(username=name, password="certainly wrong", device=device, at=at)
    return refusal.value.wait_seconds


def enter(name: str, device: str, at: datetime) -> login.NewSession:
    return login.with_password(username=name, password=PASSWORD, device=device, at=at)


def test_four_mistakes_are_free_and_each_further_one_costs_twice_as_long() -> None:
    waits = [rules.bar_after(count, rules.FREE_FOR_ACCOUNT) for count in range(1, 9)]
    assert waits[:4] == [None] * 4
    assert waits[4:] == [timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]
    assert rules.bar_after(10_000, 4) == timedelta(hours=1)


def test_after_five_mistakes_even_the_right_password_must_wait(office: Office) -> None:
    assert [wrong("marie", ELSEWHERE, MORNING) for _ in range(5)] == [0] * 5
    with pytest.raises(login.LoginRefused) as refusal:
        enter("marie", ELSEWHERE, MORNING + timedelta(seconds=29))
    assert refusal.value.wait_seconds in {1, 2}
    assert enter("marie", ELSEWHERE, MORNING + timedelta(seconds=31)).staff == office.marie.id


def test_a_name_that_nobody_has_is_barred_in_the_same_way(office: Office) -> None:
    known = [wrong("marie", "one", MORNING) for _ in range(7)]
    unknown = [wrong("nobody", "two", MORNING) for _ in range(7)]
    assert known == unknown
    assert known[-1] > 0


def test_twenty_officers_behind_one_address_are_not_held_up_by_an_attacker_beside_them(office: Office) -> None:
    for number in range(40):
        wrong("marie", f"a new device each time {number}", MORNING)
    for number in range(20):
        assert enter("jean", f"booth {number}", MORNING).staff == office.jean.id


def test_a_stranger_who_guesses_elsewhere_does_not_shut_marie_out_at_her_own_desk(office: Office) -> None:
    enter("marie", DESK, MORNING)
    for _ in range(8):
        wrong("marie", ELSEWHERE, MORNING)
    assert wrong("marie", ELSEWHERE, MORNING) > 0
    assert enter("marie", DESK, MORNING).staff == office.marie.id


def test_a_device_that_tries_many_names_must_wait_whatever_the_name(office: Office) -> None:
    for number in range(20):
        wrong(f"name{number}", ELSEWHERE, MORNING)
    with pytest.raises(login.LoginRefused) as refusal:
        enter("marie", ELSEWHERE, MORNING)
    assert refusal.value.wait_seconds > 0


def test_one_right_log_in_between_does_not_give_a_guesser_new_tries(office: Office) -> None:
    for number in range(19):
        wrong(f"name{number}", ELSEWHERE, MORNING)
    enter("paul", ELSEWHERE, MORNING)
    wrong("another", ELSEWHERE, MORNING)
    assert wrong("yet another", ELSEWHERE, MORNING) > 0


def test_a_right_log_in_clears_the_mistakes_of_the_account(office: Office) -> None:
    for _ in range(4):
        wrong("marie", DESK, MORNING)
    enter("marie", DESK, MORNING)
    assert [wrong("marie", DESK, MORNING) for _ in range(4)] == [0] * 4


def test_the_bar_is_an_event(office: Office) -> None:
    for _ in range(5):
        wrong("marie", ELSEWHERE, MORNING)
    told = list(Event.objects.filter(action__startswith="access.login").order_by("seq").values_list("action", flat=True))
    assert told == ["access.login.refuse"] * 4 + ["access.login.bar"]


def test_while_barred_nothing_is_written_at_all(office: Office) -> None:
    for _ in range(5):
        wrong("marie", ELSEWHERE, MORNING)
    before = (Event.objects.count(), list(Attempts.objects.order_by("key").values_list("key", "count")))
    for _ in range(5):
        assert wrong("marie", ELSEWHERE, MORNING) > 0
    assert (Event.objects.count(), list(Attempts.objects.order_by("key").values_list("key", "count"))) == before


def test_a_clock_put_back_does_not_bar_for_a_year(office: Office) -> None:
    ahead = MORNING + timedelta(days=365)
    for _ in range(6):
        wrong("marie", ELSEWHERE, ahead)
    assert enter("marie", ELSEWHERE, MORNING).staff == office.marie.id


def test_the_slips_of_a_shared_computer_lapse_after_an_hour_and_those_of_an_account_after_a_day(office: Office) -> None:
    for number in range(19):
        wrong(f"name{number}", DESK, MORNING)
    assert [wrong(f"other{number}", DESK, MORNING + timedelta(hours=1)) for number in range(19)] == [0] * 19
    for _ in range(4):
        wrong("marie", ELSEWHERE, MORNING)
    wrong("marie", "a third", MORNING + timedelta(hours=23))
    assert wrong("marie", "a fourth", MORNING + timedelta(hours=23)) > 0
    assert [wrong("marie", "a fifth", MORNING + timedelta(days=2)) for _ in range(5)] == [0] * 5


@pytest.mark.django_db(transaction=True)
def test_a_hundred_guesses_at_once_get_no_more_tries_than_one_after_the_other() -> None:
    def guess(_: int) -> int:
        try:
            return reserve_attempt([Counter("account", rules.FREE_FOR_ACCOUNT, rules.ACCOUNT_LAPSE)], MORNING).wait
        finally:
            connections.close_all()

    try:
        with ThreadPoolExecutor(16) as pool:
            waits = list(pool.map(guess, range(100)))
    finally:
        writer.stop()
    assert waits.count(0) == rules.FREE_FOR_ACCOUNT + 1
