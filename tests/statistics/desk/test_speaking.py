"""How long a post has been silent: in hours in which it should have been open, and of posts that ever spoke."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.kernel.actors import Actor, system_actor
from lakay.places.actions import close_post, load_pack
from lakay.places.models import Post
from lakay.statistics.codes import SeenBy, Turn
from lakay.statistics.desk.actions import Terms, set_limit
from lakay.statistics.desk.queries import alarms_waiting
from lakay.statistics.desk.speaking import hours_silent, last_word
from lakay.statistics.desk.watching import watch_posts
from lakay.statistics.models import Alarm
from tests.border.conftest import NOW, officer, shift_of
from tests.border.passengers.conftest import small_pack
from tests.statistics.desk.conftest import FABIENNE, GERALD

pytestmark = pytest.mark.django_db
POST = "HT-OUA"
KEEPER = system_actor("tests", frozenset({"places:place:edit", "places:post:close"}))


@pytest.fixture
def marie() -> Actor:
    """At half past nine in the morning she opens her shift; the post is open from eight to eighteen hours."""
    load_pack(by=KEEPER, at=NOW, pack=small_pack())
    shift_of(officer(1))
    return officer(1)


def silent(hours: int, enough: int = 100) -> dict[str, int]:
    """The hours of silence some hours after the shift was opened."""
    return dict(hours_silent(NOW + timedelta(hours=hours), enough, [POST]))


def test_the_night_does_not_count(marie: Actor) -> None:
    last = last_word(POST)
    assert last is not None
    assert silent(2) == {POST: 2}
    assert silent(8) == silent(22) == {POST: 8}
    assert silent(30) == {POST: 16}


def test_counting_stops_where_it_is_enough(marie: Actor) -> None:
    assert silent(30, enough=10) == {POST: 10}


def test_a_post_that_was_shut_is_not_silent(marie: Actor) -> None:
    shut = NOW + timedelta(hours=3)
    close_post(by=KEEPER, at=shut, post=Post.objects.get(code=POST), reason="road cut")
    assert silent(30) == {POST: 2}


def test_a_post_that_never_spoke_is_not_expected_to(marie: Actor) -> None:
    assert set(dict(hours_silent(NOW, 5))) == {POST}


def test_silence_is_told_once_and_over_when_the_post_speaks(marie: Actor) -> None:
    set_limit(by=FABIENNE, at=NOW, terms=Terms("silence", Turn.SILENT, 10, SeenBy.ALL))
    assert watch_posts(NOW + timedelta(hours=9)) == 0
    later = NOW + timedelta(hours=30)
    assert watch_posts(later) == 1
    assert watch_posts(later) == 0
    assert [alarm.cell for alarm in alarms_waiting(GERALD)] == [POST]
    assert watch_posts(NOW + timedelta(hours=3)) == 0
    assert Alarm.objects.get().ended_at == NOW + timedelta(hours=3)
