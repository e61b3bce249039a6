"""Questions, consent, and the decision of a named person."""

from __future__ import annotations

from typing import Any

import pytest

from lakay.access.actions import load_agencies
from lakay.access.policy import Permission
from lakay.kernel.actors import system_actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import read_pack
from lakay.protection.actions import NoGrounds, assign_intake, decide_status, withdraw_consent
from lakay.protection.models import ConsentAnswer, Decision, Intake, Screening
from lakay.protection.pack.desk import NoSuchInstrument
from lakay.protection.queries import may_ask, story_of
from lakay.protection.rules.codes import Finding
from lakay.protection.rules.consents import STATEMENTS
from lakay.protection.rules.instruments import BadAnswers
from tests.protection.office import HOUR, NOW, YEAR, agreed, asked, childs_yes, opened, person, yes

pytestmark = pytest.mark.django_db
CARE = Purpose.PROTECTION


def decide(name: str, intake: Intake, finding: Finding = Finding.ACTUAL, grounds: str = "Seen by two of us.") -> Decision:
    receipt = decide_status(by=person(name), at=NOW, intake=intake, finding=finding, grounds=grounds)
    return Decision.objects.get(pk=receipt.id_of(Decision))


def test_answers_are_one_fact_and_make_urgent_at_once() -> None:
    intake = opened("nadege")
    asked(intake, "rapid", danger="yes", signs=["ill"])
    one = Screening.objects.get()
    assert (one.instrument, one.version, one.answers) == ("rapid", "1", {"danger": "yes", "signs": ["ill"]})
    assert (intake.status, intake.priority, intake.signals) == ("screened", 1, ["danger", "medical", "other"])


def test_a_correction_is_another_fact_and_the_newest_counts() -> None:
    intake = opened("nadege")
    asked(intake, "rapid", danger="yes")
    asked(intake, "rapid", at=NOW + HOUR, danger="no", doctor="no")
    story = story_of(person("nadege"), CARE, intake, NOW + HOUR)
    assert len(story.screenings) == 2
    assert story.newest["rapid"].answers == {"danger": "no", "doctor": "no"}


def test_the_first_look_and_health_wait_for_no_consent_and_long_questions_do() -> None:
    intake = opened("nadege")
    agreed(intake, answered=yes(answers=dict.fromkeys(STATEMENTS, False)))
    asked(intake, "rapid", danger="no")
    asked(intake, "health", hurt="yes")
    with pytest.raises(NotAllowed, match="Help does not"):
        asked(intake, "full", story="Long.")
    agreed(intake)
    asked(intake, "full", story="Long.")


def test_a_consent_taken_back_or_run_out_ends_the_asking() -> None:
    intake = opened("nadege")
    agreed(intake)
    assert may_ask(intake, NOW)
    assert not may_ask(intake, NOW + YEAR)
    withdraw_consent(by=person("nadege"), at=NOW, consent=ConsentAnswer.objects.get())
    assert not may_ask(intake, NOW)
    with pytest.raises(NotAllowed):
        asked(intake, "full", story="Long.")


def test_a_colleague_who_has_not_the_file_asks_nothing() -> None:
    intake = opened("nadege")
    with pytest.raises(NotAllowed, match="Take it over"):
        asked(intake, "rapid", by="mirlande", danger="no")
    with pytest.raises(NotAllowed, match="Take it over"):
        agreed(intake, by="mirlande")


@pytest.mark.parametrize(
    ("instrument", "answers", "fault"),
    [("rapid", {"danger": "perhaps"}, BadAnswers), ("palm-reading", {"danger": "yes"}, NoSuchInstrument)],
)
def test_what_does_not_fit_is_refused_whole(instrument: str, answers: dict[str, Any], fault: type[Exception]) -> None:
    intake = opened("nadege")
    with pytest.raises(fault):
        asked(intake, instrument, **answers)
    assert not Screening.objects.exists()


def test_the_engine_suggests_and_a_named_person_of_a_named_agency_decides() -> None:
    founder = system_actor("tests", frozenset(Permission))
    load_agencies(by=founder, at=NOW, agencies=list(read_pack(find_pack()).agencies))
    intake = opened("nadege", age=12)
    agreed(intake, answered=childs_yes())
    asked(intake, "labour-child", ex_hours="yes", ex_low_pay="yes")
    story = story_of(person("nadege"), CARE, intake, NOW)
    assert [one.possible for one in story.assessments] == [True]
    assert not story.decisions, "the engine decides nothing"
    with pytest.raises(NotAllowed, match="does not decide"):
        decide("nadege", intake)
    made = decide("ginette", intake)
    assert (made.finding, made.agency, made.decider, made.by) == ("actual", "IBESR", "other_government", person("ginette").id)
    assert made.suggested == "labour-child-2009:child-trafficking"
    assert made.fired == [["exploitation", "strong-and-one", ["ex-hours", "ex-low-pay"]]]


def test_nobody_decides_on_their_own_questions() -> None:
    intake = opened("mirlande")
    asked(intake, "rapid", by="mirlande", danger="no")
    with pytest.raises(NotAllowed, match="Another person must decide"):
        decide("mirlande", intake, Finding.NOT)
    assert decide("ginette", intake, Finding.NOT).finding == "not"


def test_a_decision_needs_a_word_why_and_the_file_in_ones_hands() -> None:
    intake = opened("nadege")
    with pytest.raises(NotAllowed, match="Take it over"):
        decide("mirlande", intake)
    assign_intake(by=person("ginette"), at=NOW, intake=intake, to=person("mirlande").id)
    intake.refresh_from_db()
    with pytest.raises(NoGrounds):
        decide("mirlande", intake, grounds="  ")
    assert decide("mirlande", intake).decider == "other", "an agency that is not entered"


def test_who_gave_the_file_away_sees_nothing_of_it_any_more() -> None:
    intake = opened("nadege")
    asked(intake, "rapid", danger="no")
    assign_intake(by=person("ginette"), at=NOW, intake=intake, to=person("carole").id)
    seen = {name: len(story_of(person(name), CARE, intake, NOW).screenings) for name in ("nadege", "carole", "ginette", "marie")}
    assert seen == {"nadege": 0, "carole": 1, "ginette": 1, "marie": 0}
