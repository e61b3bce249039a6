"""Two invented months at the protection desk."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from django.conf import settings

from lakay.access.sessions import actor_with
from lakay.demo.inventing import Names
from lakay.demo.protected import PAST_FILES, protect
from lakay.demo.protected_stories import PAST, STORIES
from lakay.demo.staff import WORKERS
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import ConsentAnswer, ConsentEnd, Decision, Intake, Screening
from lakay.protection.queries import load_of, story_of
from lakay.protection.rules.codes import IntakeStatus, Outcome, Source

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Actor]:
    """The workers of the demo at their posts."""
    make_node_keys()
    return {one.username: actor_with(system_actor(one.username).id, one.agency, one.post, [(one.role, "")]) for one in WORKERS}


def test_there_is_something_of_every_kind(people: dict[str, Actor]) -> None:
    assert protect(people, Names(settings.PACK / "names.csv"), Random(1), NOW) == Intake.objects.count()
    assert set(Intake.objects.values_list("source", flat=True)) == {one.value for one in Source}
    assert {"waiting", "received", "screened", "closed"} <= set(Intake.objects.values_list("status", flat=True))
    assert Intake.objects.exclude(closed_at=None).count() == PAST_FILES
    assert {one.status for one in Intake.objects.filter(priority=1)} >= {IntakeStatus.WAITING, IntakeStatus.SCREENED}
    assert ConsentAnswer.objects.exists()
    assert ConsentEnd.objects.exists()
    assert Decision.objects.exists()
    load = load_of(people["yvonne"], Purpose.PROTECTION, NOW)
    assert load.open == len(STORIES)
    assert 1 < load.overdue < load.open


def test_the_first_child_is_one_in_domesticity_and_possibly_trafficked(people: dict[str, Actor]) -> None:
    protect(people, Names(settings.PACK / "names.csv"), Random(1), NOW)
    child = Intake.objects.get(source=Source.BOOTH, age=11, sex="F", closed_at=None)
    story = story_of(people["mirlande"], Purpose.PROTECTION, child, NOW)
    assert len(story.domesticity.met) == 3
    assert [one.possible for one in story.assessments] == [True]
    assert story.may_ask
    assert not story.decisions


def test_the_same_seed_makes_the_same_files(people: dict[str, Actor]) -> None:
    def made() -> list[tuple[object, ...]]:
        protect(people, Names(settings.PACK / "names.csv"), Random(4), NOW)
        newest = Intake.objects.order_by("-pk")[: len(STORIES) + PAST_FILES]
        return [(one.source, one.called, one.age, one.opened_at, one.status) for one in newest]

    assert made() == made()


def test_every_way_out_of_the_desk_is_told() -> None:
    closed = {step.outcome for story in PAST for step in story.steps if hasattr(step, "outcome")}
    assert closed == set(Outcome)


def test_nobody_asks_without_an_answer_that_was_given(people: dict[str, Actor]) -> None:
    protect(people, Names(settings.PACK / "names.csv"), Random(2), NOW)
    asked = Screening.objects.filter(instrument__in=["full", "labour-adult", "labour-child"]).values_list("intake", flat=True)
    assert set(asked) <= set(ConsentAnswer.objects.values_list("intake", flat=True))
