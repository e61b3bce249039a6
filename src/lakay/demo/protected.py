"""The protection desk of Ouanaminthe in the demo: files of every kind, written through the same actions as at the desk.

Everybody in them is invented. Some wait, some wait too long, some were asked, decided upon, helped or went away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from lakay.demo.inventing import Names
from lakay.demo.protected_stories import PAST, STORIES, Ask, Close, Consent, Decide, Step, Story, TakeBack, Urgent
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.protection import actions
from lakay.protection.models import ConsentAnswer, Intake
from lakay.protection.pack import the_pack
from lakay.protection.rules.codes import Guardian, Informed, Method
from lakay.protection.rules.consents import INTERVIEW, STATEMENTS, Answered
from lakay.protection.rules.given import IntakeGiven, ScreeningGiven, Setting

POST = "HT-OUA"
PAST_FILES, PAST_DAYS = 14, 60
"""So many files were closed in the last so many days."""

A_STEP = timedelta(minutes=12)
HALF_A_YEAR = timedelta(days=180)

People = Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works at the desk, what invented people are called, and chance."""

    people: People
    names: Names
    random: Random


def protect(people: People, names: Names, random: Random, at: datetime) -> int:
    """Let them all come. Returns how many files there are."""
    at_post = {name: replace(people[name], post=POST) for name in ("mirlande", "nadege", "yvonne")}
    desk = Desk(at_post, names, random)
    for story in STORIES:
        with one_turn():
            _play(desk, story, at - timedelta(minutes=story.minutes_ago))
    for _number in range(PAST_FILES):
        story = random.choice(PAST)
        years = None if story.age is None else max(1, story.age + random.randint(-3, 3))
        came_at = at - timedelta(days=random.uniform(2, PAST_DAYS))
        with one_turn():
            _play(desk, replace(story, age=years), came_at)
    return len(STORIES) + PAST_FILES


def _play(desk: Desk, story: Story, at: datetime) -> None:
    kind = "given-f" if story.sex == "F" else "given-m"
    called = desk.names.draw(desk.random, "HTI", kind) if story.named else ""
    given = IntakeGiven(
        story.source,
        story.signals,
        called=called,
        sex=story.sex,
        age=story.age,
        note=story.note,
        received=story.received,
    )
    by = desk.people[story.by]
    intake = Intake.objects.get(pk=actions.open_intake(by=by, at=at, given=given).id_of(Intake))
    for number, step in enumerate(story.steps, start=1):
        DONE[type(step)](desk, by, at + number * A_STEP, intake, step)
        intake.refresh_from_db()


def _ask(desk: Desk, by: Actor, at: datetime, intake: Intake, step: Ask) -> None:
    instrument = the_pack().newest(step.instrument)
    setting = Setting(private=True, interviewer_sex="F")
    given = ScreeningGiven(instrument.code, instrument.version, dict(step.answers), setting, began_at=at - A_STEP / 2)
    actions.record_screening(by=by, at=at, intake=intake, given=given)


def _consent(desk: Desk, by: Actor, at: datetime, intake: Intake, step: Consent) -> None:
    child = intake.age_group != "adult"
    answered = Answered(
        answers={code: step.agrees or code != INTERVIEW for code in STATEMENTS},
        version=the_pack().newest_statements[0].version,
        language="ht",
        method=Method.SIGNED,
        informed=(Informed.AUDIO, Informed.PICTURES),
        until=at + HALF_A_YEAR,
        child=child,
        assent=step.agrees if child else None,
        guardian=Guardian.AUTHORITY if child else None,
        guardian_name="IBESR, antèn Wanament" if child else "",
    )
    actions.record_consent(by=by, at=at, intake=intake, answered=answered)


def _take_back(desk: Desk, by: Actor, at: datetime, intake: Intake, step: TakeBack) -> None:
    newest = ConsentAnswer.objects.filter(intake=intake).latest("at")
    actions.withdraw_consent(by=by, at=at, consent=newest)


def _urgent(desk: Desk, by: Actor, at: datetime, intake: Intake, step: Urgent) -> None:
    actions.raise_signals(by=by, at=at, intake=intake, signals=step.signals)


def _decide(desk: Desk, by: Actor, at: datetime, intake: Intake, step: Decide) -> None:
    """Another person than the one who asked."""
    actions.decide_status(by=desk.people["yvonne"], at=at, intake=intake, finding=step.finding, grounds=step.grounds)


def _close(desk: Desk, by: Actor, at: datetime, intake: Intake, step: Close) -> None:
    actions.close_intake(by=by, at=at, intake=intake, outcome=step.outcome, note=step.note)


DONE: dict[type[Step], Callable[..., None]] = {
    Ask: _ask,
    Consent: _consent,
    TakeBack: _take_back,
    Urgent: _urgent,
    Decide: _decide,
    Close: _close,
}
"""How each kind of step is taken."""
