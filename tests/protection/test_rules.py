"""Urgency, answers, consent: the rules that need no database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.border.patterns.parameters import Pattern
from lakay.border.rules import Accompanied
from lakay.protection.pack import the_pack
from lakay.protection.rules.codes import AgeGroup, Decider, Guardian, IntakeStatus, Method
from lakay.protection.rules.consents import STATEMENTS, Held, NotAnswered, may_ask_at
from lakay.protection.rules.deciders import decider_of
from lakay.protection.rules.instruments import BadAnswers, QuestionType, checked, signals
from lakay.protection.rules.intakes import INTAKE_STATES, OPEN, age_group, is_overdue, treated_as_child
from lakay.protection.rules.priorities import judge, signals_of_call
from tests.protection.office import HOUR, NOW, YEAR, childs_yes, yes

PACK = the_pack()
CODES = [signal.code for signal in PACK.signals]
NO = dict.fromkeys(STATEMENTS, False)


@given(st.sets(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_a_further_signal_never_makes_somebody_wait_longer(known: set[str], more: str) -> None:
    before, after = judge(PACK.signals, known or {"other"}), judge(PACK.signals, {*(known or {"other"}), more})
    assert after.level <= before.level
    assert after.due(IntakeStatus.WAITING, NOW) <= before.due(IntakeStatus.WAITING, NOW)


def test_what_the_pack_does_not_know_counts_as_other() -> None:
    assert judge(PACK.signals, {"from-the-moon"}).by == ("other",)


def test_the_deadline_is_of_the_next_step() -> None:
    judged = judge(PACK.signals, {"child-alone", "hungry"})
    assert (judged.level, judged.by) == (1, ("child-alone",))
    minutes = [(judged.due(status, NOW) - NOW) / timedelta(minutes=1) for status in OPEN]
    assert minutes == [5, 60, 120]


def test_every_reason_of_a_booths_call_has_its_row() -> None:
    reasons = {*Accompanied, "concern", "alert", "protective", *Pattern} - {"parent", "guardian", "authorised"}
    assert [reason for reason in reasons if "other" in signals_of_call(PACK.signals, reason)] == []
    assert signals_of_call(PACK.signals, "something-new") == ("other",)


def test_whose_age_nobody_knows_is_treated_as_a_child() -> None:
    assert [age_group(years) for years in (None, 0, 17, 18)] == [AgeGroup.UNKNOWN, AgeGroup.CHILD, AgeGroup.CHILD, AgeGroup.ADULT]
    assert [treated_as_child(group) for group in AgeGroup] == [True, False, True]


def test_only_what_is_open_can_be_overdue() -> None:
    late = {status: is_overdue(status, NOW, NOW + HOUR) for status in IntakeStatus}
    assert {status for status, overdue in late.items() if overdue} == set(OPEN)
    assert set(OPEN) == set(IntakeStatus) - INTAKE_STATES.ends


# ------------------------------------------------------------------ instruments


def test_the_rapid_look_asks_five_questions_and_no_more() -> None:
    rapid = PACK.newest("rapid")
    assert len(rapid.sections["asked"]) <= 5
    assert not rapid.consent


def test_the_full_instrument_has_risk_and_protection_on_each_of_four_levels() -> None:
    full = PACK.newest("full")
    sides = {(question.section, question.side) for question in full.questions if question.side}
    levels = ("individual", "household", "community", "structural")
    assert sides == {(level, side) for level in levels for side in ("risk", "protective")}


def test_answers_are_kept_as_the_instrument_has_them() -> None:
    rapid = PACK.newest("rapid")
    assert checked(rapid, {"signs": ["ill", "afraid", "ill"], "danger": "no", "doctor": ""}) == {
        "danger": "no",
        "signs": ["afraid", "ill"],
    }


BAD: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({}, {"*": "nothing"}),
    ({"danger": "maybe"}, {"danger": "yes"}),
    ({"signs": "ill"}, {"signs": "many"}),
    ({"signs": ["rich"], "shoes": "yes"}, {"signs": "many", "shoes": "question"}),
    ({"signs": [["ill"]]}, {"signs": "many"}),
]


@pytest.mark.parametrize(("answers", "faults"), BAD)
def test_wrong_answers_are_named_one_by_one(answers: dict[str, Any], faults: dict[str, str]) -> None:
    with pytest.raises(BadAnswers) as bad:
        checked(PACK.newest("rapid"), answers)
    assert bad.value.faults == faults


@given(st.dictionaries(st.sampled_from([q.code for q in PACK.newest("child").questions]), st.from_type(object), max_size=4))
def test_no_answer_of_any_kind_breaks_the_check(answers: dict[str, Any]) -> None:
    child = PACK.newest("child")
    try:
        kept = checked(child, answers)
    except BadAnswers:
        return
    types = {question.code: question.type for question in child.questions}
    assert all(isinstance(kept[code], int) for code in kept if types[code] is QuestionType.NUMBER)


def test_answers_raise_signals_also_a_no() -> None:
    assert signals(PACK.newest("rapid"), {"signs": ["child-alone"], "tonight": "no", "doctor": "no"}) == {
        "child-alone",
        "no-shelter",
    }
    assert signals(PACK.newest("child"), {"with": "stranger"}) == {"child-stranger"}


# ------------------------------------------------------------------ consent


@pytest.mark.parametrize(
    ("wrong", "missing"),
    [
        ({"answers": {"interview": True}}, "statements"),
        ({"informed": ()}, "informed"),
        ({"language": ""}, "informed"),
        ({"method": Method.THUMB}, "witness"),
        ({"method": Method.SPOKEN, "witness": "  "}, "witness"),
        ({"until": NOW}, "until"),
        ({"until": NOW + 6 * YEAR}, "until"),
    ],
)
def test_what_is_missing_from_an_answer_is_named(wrong: dict[str, Any], missing: str) -> None:
    with pytest.raises(NotAnswered) as fault:
        yes(**wrong).check(NOW)
    assert fault.value.missing == missing


def test_a_no_is_a_whole_answer() -> None:
    no = yes(answers=NO)
    no.check(NOW)
    assert not no.may_ask


@pytest.mark.parametrize("untold", ["purpose", "withdrawal"])
def test_a_yes_without_having_been_told_why_is_none(untold: str) -> None:
    assert not yes(answers=dict.fromkeys(STATEMENTS, True) | {untold: False}).may_ask


def test_a_child_needs_the_own_yes_and_a_guardians() -> None:
    assert childs_yes().may_ask
    assert childs_yes(assent=None).may_ask, "too young to be asked"
    assert not childs_yes(assent=False).may_ask
    assert not childs_yes(guardian=Guardian.NOBODY, guardian_name="").may_ask
    for wrong, missing in (({"guardian": None}, "guardian"), ({"guardian_name": " "}, "guardian_name")):
        with pytest.raises(NotAnswered) as fault:
            childs_yes(**wrong).check(NOW)
        assert fault.value.missing == missing


def test_the_newest_answer_counts_until_it_runs_out_or_is_taken_back() -> None:
    first, second = Held(NOW, True, NOW + YEAR), Held(NOW + HOUR, True, NOW + 2 * HOUR)
    assert may_ask_at([first], NOW)
    assert may_ask_at([first, second], NOW + HOUR)
    assert not may_ask_at([first, second], NOW + 2 * HOUR), "the older yes does not come back"
    assert not may_ask_at([Held(NOW, True, NOW + YEAR, withdrawn_at=NOW)], NOW)
    assert not may_ask_at([first, Held(NOW + HOUR, False, NOW + YEAR)], NOW + HOUR)
    assert not may_ask_at([], NOW)


def test_an_agency_decides_as_its_kind_of_office() -> None:
    kinds = {
        "child-police": Decider.POLICE,
        "ngo": Decider.NGO,
        "child-welfare": Decider.GOVERNMENT,
        "international": Decider.OTHER,
    }
    assert {kind: decider_of(kind) for kind in kinds} == kinds
