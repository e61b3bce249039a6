"""A sender gets its key by two people, and loses it by one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from lakay.border.models import Feed, FeedCalls
from lakay.border.passengers.actions import approve_feed, count_call, end_feed, propose_feed
from lakay.border.passengers.feeds import CALLS, GUESSES, digest_of, feed_of, forget_guesses, may_guess, new_key
from lakay.kernel.refusals import NotAllowed
from tests.border.passengers.conftest import NOW, staff

FRANTZ, SOLANGE, MARIE = staff(21, "administrator", ""), staff(22, "administrator", ""), staff(23, "inspector")


@pytest.mark.django_db
def test_two_people_give_a_key_and_one_takes_it_back() -> None:
    asked = propose_feed(by=FRANTZ, at=NOW, name="Regional centre")
    feed, key = Feed.objects.get(pk=asked.id_of(Feed)), new_key()
    with pytest.raises(NotAllowed):
        approve_feed(by=FRANTZ, at=NOW, feed=feed, digest=digest_of(key))
    assert feed_of(key) is None
    approve_feed(by=SOLANGE, at=NOW, feed=feed, digest=digest_of(key))
    assert feed_of(key) == feed
    assert feed_of(new_key()) is None
    assert feed_of("") is None
    with pytest.raises(NotAllowed):
        approve_feed(by=SOLANGE, at=NOW, feed=feed, digest=digest_of(new_key()))
    end_feed(by=SOLANGE, at=NOW, feed=feed)
    assert feed_of(key) is None


@pytest.mark.django_db
def test_others_do_not_manage_senders() -> None:
    with pytest.raises(NotAllowed):
        propose_feed(by=MARIE, at=NOW, name="x")


@pytest.mark.django_db
def test_who_calls_too_often_waits_whichever_process_answers() -> None:
    one, two, later = UUID(int=1), UUID(int=2), NOW + timedelta(seconds=59)
    assert [count_call(one, CALLS, NOW) for _ in range(CALLS)] == [True] * CALLS
    assert not count_call(one, CALLS, later)
    assert count_call(two, CALLS, later)
    assert count_call(one, CALLS, NOW + timedelta(seconds=60))
    assert FeedCalls.objects.get(feed=one).calls == 1


def test_guesses_of_all_together_are_held_up_for_a_minute() -> None:
    forget_guesses()
    assert all(may_guess(now=second / 100) for second in range(GUESSES))
    assert not may_guess(now=59.0)
    assert may_guess(now=60.5)
    forget_guesses()
