"""Oversight: for which categories the booths were told nothing, on whose word, from when to when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.border.models import Hit
from lakay.border.queries.silences import silent_hits
from lakay.journal.models import Event
from lakay.kernel.clock import SystemClock
from lakay.watchlist.actions.silences import decide_silence, end_silence
from lakay.watchlist.models import Silence
from lakay.web.oversight.silences import lines
from tests.web.world import World, actor

pytestmark = pytest.mark.django_db
ADDRESS = "/oversight/silences"


@pytest.fixture
def standing(world: World) -> Silence:
    """Kerline asked for it, Gesner agreed two hours ago; one hit was silent since, and one before."""
    silence, now = Silence.objects.get(pk=world.records["silence"]), SystemClock().now()
    decide_silence(
        by=actor(world, "gesner", ""), at=now - timedelta(hours=2), silence=silence, approve=True, reason="Told by the court."
    )
    first, second = Hit.objects.order_by("pk")[:2]
    for hit, hours in ((first, 1), (second, 3)):
        Hit.objects.filter(pk=hit.pk).update(silent=True, category=silence.category, at=now - timedelta(hours=hours))
    return Silence.objects.get(pk=silence.pk)


def page_of(world: World, name: str) -> str:
    return world.clients[name].get(ADDRESS).content.decode()


@pytest.mark.tampers
def test_who_asked_who_agreed_since_when_and_how_often(world: World, standing: Silence) -> None:
    for name in ("guerda", "claudette"):
        page = page_of(world, name)
        for words in ("Kerline of the tests", "Followed.", "Gesner of the tests", "Told by the court.", "the booths are silent"):
            assert words in page
    (line,) = lines([standing], SystemClock().now())
    assert (line.since, line.until, line.hits) == (standing.decided_at, standing.until_at, 1)


@pytest.mark.tampers
def test_from_its_end_on_hits_are_no_longer_counted_to_it(world: World, standing: Silence) -> None:
    ended = SystemClock().now() - timedelta(minutes=90)
    end_silence(by=actor(world, "gesner", ""), at=ended, silence=standing)
    (line,) = lines([Silence.objects.get()], SystemClock().now())
    assert (line.state, line.until, line.ended_by, line.hits) == ("ended", ended, "Gesner of the tests", 0)


@pytest.mark.tampers
def test_what_is_only_asked_for_was_never_silent(world: World) -> None:
    assert "waits for a second person" in page_of(world, "guerda")
    (line,) = lines([Silence.objects.get()], SystemClock().now())
    assert (line.since, line.hits) == (None, None)


@pytest.mark.tampers
def test_its_time_runs_out_by_itself(world: World, standing: Silence) -> None:
    (line,) = lines([standing], standing.until_at)
    assert line.state == "over"


def test_the_look_is_entered(world: World) -> None:
    page_of(world, "claudette")
    assert Event.objects.latest("seq").action == "watchlist.silence.read"


def test_of_no_silence_nothing_is_asked(db: None) -> None:
    assert silent_hits([]) == []
