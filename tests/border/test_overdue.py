"""An alert that nobody decides upon goes to the supervisor, by the time of its category; one that was answered does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lakay.border.actions import answer_hit, send_to_second_line, take_second_look
from lakay.border.models import Encounter, Hit, SecondLook
from lakay.border.overdue import AT_THE_BOOTH, dues_of, overdue
from lakay.border.permissions import SECOND_LOOK_DECIDE
from lakay.border.rules import HitOutcome
from lakay.border.rules.second_line import due_at
from lakay.kernel.actors import Actor
from lakay.places.pack.records import AlertCategory
from lakay.watchlist import categories as pack
from lakay.watchlist.categories import SHORTEST, categories, minutes_of
from tests.border.conftest import BOOTH, NOW, encounter_with, officer, passport, shift_of
from tests.watchlist.conftest import Listed, gesner, kerline, listed, wanted  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def chief() -> Actor:
    """The supervisor of the post."""
    return officer(3, permissions=BOOTH | {SECOND_LOOK_DECIDE, "watchlist:outcome:record"})


@pytest.fixture
def stopped(marie: Actor, listed: Listed) -> Encounter:  # noqa: F811
    """A man whom a court looks for stands at the booth."""
    listed(wanted(from_at=NOW), at=NOW)
    zone = passport(surname="SAINT FLEUR", given_names="JEAN ROBERT", birth=datetime(1984, 3, 7, tzinfo=NOW.tzinfo).date())
    return encounter_with(marie, shift_of(marie), zone)


def handed_over(marie: Actor, encounter: Encounter) -> SecondLook:
    found = send_to_second_line(by=marie, at=NOW, encounter=encounter).id_of(SecondLook)
    return SecondLook.objects.get(pk=found)


def test_the_time_is_that_of_the_category(stopped: Encounter, marie: Actor) -> None:
    look, allowed = handed_over(marie, stopped), minutes_of("wanted")
    assert dues_of([look]) == {stopped.pk: after(allowed)}
    assert overdue(stopped.post, after(allowed - 0.1)) == []
    found = overdue(stopped.post, after(allowed))
    assert [(one.encounter, one.look, one.due_at) for one in found] == [(stopped, look, after(allowed))]
    assert overdue("HT-MAL", after(allowed)) == []


def test_who_was_never_handed_over_does_not_wait_unseen(stopped: Encounter) -> None:
    found = overdue(stopped.post, after(minutes_of("wanted")))
    assert [(one.encounter, one.look) for one in found] == [(stopped, None)]
    assert overdue(stopped.post, NOW + AT_THE_BOOTH + timedelta(minutes=1)) == []


def test_an_answer_ends_it(stopped: Encounter, marie: Actor, chief: Actor) -> None:
    look = handed_over(marie, stopped)
    take_second_look(by=chief, at=NOW, look=look)
    assert overdue(stopped.post, after(600)), "taken is not decided"
    hit = Hit.objects.get(encounter=stopped)
    answer_hit(by=chief, at=NOW, look=SecondLook.objects.get(), hit=hit, outcome=HitOutcome.UNSURE)
    assert overdue(stopped.post, after(600)) == []
    assert dues_of(SecondLook.objects.all()) == {}


def test_the_shortest_of_several_times_counts() -> None:
    assert due_at(NOW, [30, 20]) == after(20)
    assert due_at(NOW, []) is None


def test_a_category_that_the_pack_has_lost_has_the_shortest_time(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, AlertCategory] = {"wanted": replace(categories()["wanted"], minutes=45)}
    monkeypatch.setattr(pack, "categories", lambda: known)
    assert (minutes_of("wanted"), minutes_of("gone")) == (45, SHORTEST)
