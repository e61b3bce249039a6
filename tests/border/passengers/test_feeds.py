"""A sender gets its key by two people, and loses it by one."""

from __future__ import annotations

import pytest

from lakay.border.models import Feed
from lakay.border.passengers.actions import approve_feed, end_feed, propose_feed
from lakay.border.passengers.feeds import CALLS, digest_of, feed_of, may_call, new_key
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


def test_who_calls_too_often_waits() -> None:
    assert [may_call("one", now=float(second)) for second in range(CALLS)] == [True] * CALLS
    assert not may_call("one", now=CALLS + 1.0)
    assert may_call("two", now=CALLS + 1.0)
    assert may_call("one", now=61.5)
