"""The page of the copies: what counts, a check now that can be stopped, and who had what restored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lakay.backup import queries
from lakay.backup.actions import note_copy, note_drill, note_problem, note_verified
from lakay.backup.models import Trial
from lakay.backup.permissions import CAN_VERIFY
from lakay.backup.recipient import keep_public, make
from lakay.journal import checking
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from tests.web.world import World

pytestmark = pytest.mark.django_db

HOME = "backups:home"


@pytest.fixture
def frantz(world: World) -> Client:
    """An administrator."""
    queries._told.clear()
    return world.clients["frantz"]


@pytest.fixture
def key(world: World) -> Iterator[None]:
    """Copies are sealed for somebody."""
    path = keep_public(make(1, 1).public)
    queries._told.clear()
    yield
    path.unlink()
    queries._told.clear()


def page_of(client: Client, **headers: str) -> str:
    return client.get(reverse(HOME), headers=headers).content.decode()


def a_copy(name: str = "lakay-copy", hours_ago: int = 1):
    at = SystemClock().now() - timedelta(hours=hours_ago)
    head = str(checking.head())
    return note_copy(name=name, kind="base", head=head, events=1234, bytes=5_600_000, made_at=at)


def test_without_a_key_the_page_says_what_to_do_and_so_does_a_strip_everywhere(frantz: Client) -> None:
    assert "lakay backup key" in page_of(frantz)
    assert reverse(HOME) in frantz.get(reverse("administration:places")).content.decode()
    assert 'role="status"' in frantz.get(reverse("administration:places")).content.decode()


def test_a_copy_that_was_restored_is_told_from_one_that_was_not(frantz: Client, key: None) -> None:
    good = a_copy("good")
    note_verified(good, SystemClock().now(), 7)
    bad = a_copy("bad", hours_ago=0)
    note_problem(bad, "damaged")
    shown = page_of(frantz)
    assert "restored and equal" in shown
    assert "is not what was written" in shown
    assert str(checking.head()) in shown


def test_the_strip_goes_when_a_copy_counts(frantz: Client, key: None) -> None:
    words = "The copies of this node need you."
    assert words in page_of(frantz)
    note_verified(a_copy(), SystemClock().now(), 7)
    queries._told.clear()
    assert words not in page_of(frantz)


def test_a_check_is_asked_for_watched_and_stopped(frantz: Client, key: None) -> None:
    assert frantz.post(reverse("backups:check")).status_code == 302
    assert frantz.post(reverse("backups:check")).status_code == 302, "asked twice is asked once"
    trial = Trial.objects.get()
    Trial.objects.filter(pk=trial.pk).update(status="running", done=300, total=1000)
    part = page_of(frantz, **{"HX-Request": "true"})
    assert 'value="30"' in part
    assert "<html" not in part
    assert "every 2s" in part
    frantz.post(reverse("backups:stop"))
    assert Trial.objects.get().status == "cancelled"
    assert "every 2s" not in page_of(frantz)


def test_the_history_names_who_had_it_done_and_how_long_it_took(frantz: Client, world: World, key: None) -> None:
    by = Actor(world.id_of("frantz"), "DIE", "", permissions=frozenset({CAN_VERIFY}))
    head = str(checking.head())
    note_drill(by=by, at=SystemClock().now(), what="verify", copy="c", head=head, outcome="good", seconds=185)
    note_drill(by=by, at=SystemClock().now(), what="verify", copy="c", head="", outcome="damaged", seconds=9)
    shown = page_of(frantz)
    assert world.staff["frantz"].full_name in shown
    assert '<td class="number">3</td>' in shown
    assert "is not what was written" in shown


def test_the_page_takes_no_more_queries_with_more_rows(
    frantz: Client, world: World, key: None, django_assert_max_num_queries
) -> None:
    by = Actor(world.id_of("frantz"), "DIE", "", permissions=frozenset({CAN_VERIFY}))
    for number in range(12):
        a_copy(f"copy {number}")
        note_drill(by=by, at=SystemClock().now(), what="verify", copy="c", head="", outcome="good", seconds=1)
    with django_assert_max_num_queries(20):
        page_of(frantz)
