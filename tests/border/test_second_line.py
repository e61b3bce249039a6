"""The second line: handing over, taking, deciding, and the admission that takes two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lakay.border import actions
from lakay.border.models import Crossing, Encounter, Hit, SecondLook
from lakay.border.permissions import SECOND_LOOK_CONFIRM, SECOND_LOOK_DECIDE
from lakay.border.rules import Decision, HitOutcome, Problem, SecondLineStatus
from lakay.border.rules.second_line import SECOND_LOOK_STATES, Answered, standing_stops
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import decide_change, propose_renewal
from lakay.watchlist.models import Alert, Change, Outcome
from lakay.watchlist.queries import hits
from tests.border.conftest import BOOTH, NOW, TODAY, encounter_with, officer, passport, shift_of
from tests.watchlist.conftest import Listed, gesner, kerline, listed, staff  # noqa: F401  (fixtures)

DAY = actions.Day(TODAY, 35)
SUPERVISOR = BOOTH | {SECOND_LOOK_DECIDE, SECOND_LOOK_CONFIRM, "watchlist:outcome:record"}
EXPIRED = passport(country="USA", expiry=TODAY - timedelta(days=10))


@pytest.fixture
def rose() -> Actor:
    """The supervisor at Ouanaminthe."""
    return officer(3, permissions=SUPERVISOR)


@pytest.fixture
def luckner() -> Actor:
    """A policeman of the post, who may be the second person."""
    return replace(officer(4), permissions=frozenset({SECOND_LOOK_CONFIRM}))


@pytest.fixture
def handed_over(db: None, marie: Actor) -> SecondLook:
    """A foreigner with an expired passport, handed over by the booth."""
    encounter = encounter_with(marie, shift_of(marie), EXPIRED)
    actions.declare(by=marie, at=NOW, encounter=encounter, purpose="visit", address="Cap-Haïtien", visa_shown=True)
    return _look(marie, encounter)


def _look(by: Actor, encounter: Encounter) -> SecondLook:
    receipt = actions.send_to_second_line(by=by, at=NOW, encounter=encounter, reasons=["expired"], note=" stamped over ")
    return fresh(receipt.id_of(SecondLook))


def fresh(look: UUID | SecondLook) -> SecondLook:
    """The file as it stands now."""
    key = look.pk if isinstance(look, SecondLook) else look
    return SecondLook.objects.select_related("encounter__shift", "encounter__person").get(pk=key)


def taken(look: SecondLook, by: Actor) -> SecondLook:
    """Taken by somebody."""
    actions.take_second_look(by=by, at=NOW, look=look)
    return fresh(look)


def test_the_booth_hands_a_traveller_over_with_reasons_and_a_note(handed_over: SecondLook) -> None:
    assert (handed_over.status, handed_over.reasons, handed_over.note) == ("waiting", ["expired"], "stamped over")


def test_a_traveller_is_handed_over_once(handed_over: SecondLook, marie: Actor) -> None:
    with pytest.raises(actions.AlreadySent):
        actions.send_to_second_line(by=marie, at=NOW, encounter=handed_over.encounter)


def test_who_was_decided_upon_is_not_handed_over(db: None, marie: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    actions.record_crossing(by=marie, at=NOW, encounter=encounter, decision=Decision.ADMITTED, local_on=TODAY, age=35)
    with pytest.raises(actions.AlreadyDecided):
        actions.send_to_second_line(by=marie, at=NOW, encounter=encounter)


def test_the_officer_of_another_booth_hands_nobody_over(db: None, marie: Actor, jean: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(NotAllowed):
        actions.send_to_second_line(by=jean, at=NOW, encounter=encounter)


def test_only_one_takes_a_traveller(handed_over: SecondLook, rose: Actor) -> None:
    taken(handed_over, rose)
    with pytest.raises(CannotMove):
        actions.take_second_look(by=officer(5, permissions=SUPERVISOR), at=NOW, look=handed_over)


@pytest.mark.parametrize("stranger", [officer(6), officer(6, post="HT-MAL", permissions=SUPERVISOR)])
def test_who_does_not_work_there_takes_nobody(handed_over: SecondLook, stranger: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.take_second_look(by=stranger, at=NOW, look=handed_over)


def test_a_traveller_goes_back_to_the_queue(handed_over: SecondLook, rose: Actor) -> None:
    actions.put_back(by=rose, at=NOW, look=taken(handed_over, rose))
    assert (fresh(handed_over).status, fresh(handed_over).taken_by) == ("waiting", None)


def test_only_the_taker_decides(handed_over: SecondLook, rose: Actor) -> None:
    look = taken(handed_over, rose)
    other = officer(5, permissions=SUPERVISOR)
    with pytest.raises(NotAllowed):
        actions.decide_second_look(by=other, at=NOW, look=look, decision=Decision.REFUSED, day=DAY, reason="expired")


def test_a_refusal_stands_in_the_register_with_the_second_line_behind_it(handed_over: SecondLook, rose: Actor) -> None:
    look = taken(handed_over, rose)
    actions.decide_second_look(by=rose, at=NOW, look=look, decision=Decision.REFUSED, day=DAY, reason="document-expired")
    crossing = Crossing.objects.get()
    assert (crossing.decision, crossing.reason, crossing.officer) == ("refused", "document-expired", rose.id)
    assert crossing.second_look_id == look.pk
    assert (fresh(look).status, fresh(look).decided_by) == ("decided", rose.id)


def test_one_person_does_not_admit_against_a_stop(handed_over: SecondLook, rose: Actor) -> None:
    with pytest.raises(actions.CannotAdmit) as refused:
        actions.decide_second_look(by=rose, at=NOW, look=taken(handed_over, rose), decision=Decision.ADMITTED, day=DAY)
    assert refused.value.assessment.problems == (Problem.EXPIRED,)


def test_one_person_admits_where_nothing_stops(db: None, marie: Actor, rose: Actor) -> None:
    look = taken(_look(marie, encounter_with(marie, shift_of(marie), passport())), rose)
    actions.decide_second_look(by=rose, at=NOW, look=look, decision=Decision.ADMITTED, day=DAY)
    assert not fresh(look).override
    assert Crossing.objects.get().decision == "admitted"


def test_two_people_admit_against_a_stop(handed_over: SecondLook, rose: Actor, luckner: Actor) -> None:
    look = taken(handed_over, rose)
    actions.propose_admission(by=rose, at=NOW, look=look, grounds="Medical transport")
    actions.answer_proposal(by=luckner, at=NOW, look=fresh(look), agrees=True, day=DAY, answer="Seen the ambulance")
    decided = fresh(look)
    assert (decided.override, decided.proposed_by, decided.decided_by) == (True, rose.id, luckner.id)
    assert Crossing.objects.get().decision == "admitted"


def test_nobody_is_their_own_second_person(handed_over: SecondLook, rose: Actor) -> None:
    look = taken(handed_over, rose)
    actions.propose_admission(by=rose, at=NOW, look=look, grounds="Medical transport")
    with pytest.raises(NotAllowed):
        actions.answer_proposal(by=rose, at=NOW, look=fresh(look), agrees=True, day=DAY)
    assert not Crossing.objects.exists()


def test_who_asked_may_take_it_back(handed_over: SecondLook, rose: Actor, luckner: Actor) -> None:
    look = taken(handed_over, rose)
    actions.propose_admission(by=rose, at=NOW, look=look, grounds="Medical transport")
    actions.withdraw_proposal(by=rose, at=NOW, look=fresh(look))
    assert (fresh(look).status, fresh(look).proposed_by) == ("taken", None)
    with pytest.raises(CannotMove):
        actions.answer_proposal(by=luckner, at=NOW, look=fresh(look), agrees=True, day=DAY)


@pytest.fixture
def meant(marie: Actor, listed: Listed) -> SecondLook:  # noqa: F811
    """A traveller with the name and birth date of an alert, handed over."""
    listed()
    mrz = passport(surname="Saint-Fleur", given_names="Jean Robert", birth=date(1984, 3, 7), number="RD9000001")
    return _look(marie, encounter_with(marie, shift_of(marie), mrz))


def answer(look: SecondLook, by: Actor, outcome: HitOutcome) -> Hit:
    """Say whether the traveller is the one meant."""
    hit = Hit.objects.get(encounter=look.encounter)
    actions.answer_hit(by=by, at=NOW, look=look, hit=hit, outcome=outcome)
    hit.refresh_from_db()
    return hit


def test_somebody_else_than_the_alert_means_is_admitted_by_one_person(meant: SecondLook, rose: Actor) -> None:
    look = taken(meant, rose)
    with pytest.raises(actions.CannotAdmit):
        actions.decide_second_look(by=rose, at=NOW, look=look, decision=Decision.ADMITTED, day=DAY)
    hit = answer(look, rose, HitOutcome.OTHER)
    assert (hit.outcome, hit.outcome_by, hit.acknowledged_by) == ("other", rose.id, rose.id)
    actions.decide_second_look(by=rose, at=NOW, look=look, decision=Decision.ADMITTED, day=DAY)
    assert Crossing.objects.get().decision == "admitted"


def test_who_was_found_to_be_another_is_not_stopped_again_with_that_document(meant: SecondLook, rose: Actor) -> None:
    again: dict[str, Any] = {"surname": "Saint-Fleur", "given_names": "Jean Robert", "birth": PartialDate(1984, 3, 7), "at": NOW}
    document = ("HTI", "RD9000001", "P")
    assert hits(**again, document=document)
    hit = answer(taken(meant, rose), rose, HitOutcome.OTHER)
    assert hits(**again, document=document) == []
    assert hits(**again, document=("HTI", "RD9000002", "P")), "another document is another person until somebody has looked"
    assert hits(**again)
    keeper, approver = staff("kerline", "alert_officer", "PNH"), staff("gesner", "alert_approver", "DIE")
    later = NOW + timedelta(hours=1)
    alert = Alert.objects.get(pk=str(hit.alert))
    until_at = alert.until_at + timedelta(days=1)
    propose_renewal(by=keeper, at=later, alert=alert, until_at=until_at, reason="Still wanted.")
    decide_change(by=approver, at=later, change=Change.objects.latest("proposed_at"), approve=True, reason="Yes.")
    assert hits(**again, document=document), "what the entry says has changed: somebody must look again"


def test_the_alert_list_learns_what_became_of_it_and_not_of_whom(meant: SecondLook, rose: Actor) -> None:
    hit = answer(taken(meant, rose), rose, HitOutcome.SAME)
    found = Outcome.objects.get()
    assert (found.alert, found.outcome, found.officer) == (hit.alert, "same", rose.id)
    assert "person" not in {field.name for field in Outcome._meta.fields}


def test_the_same_answer_twice_is_one_outcome(meant: SecondLook, rose: Actor) -> None:
    look = taken(meant, rose)
    for _ in range(2):
        answer(look, rose, HitOutcome.UNSURE)
    assert Outcome.objects.count() == 1


def test_only_the_taker_answers_an_alert(meant: SecondLook, rose: Actor) -> None:
    with pytest.raises(NotAllowed):
        answer(meant, rose, HitOutcome.OTHER)


def test_a_second_person_who_declines_gives_the_turn_back(handed_over: SecondLook, rose: Actor, luckner: Actor) -> None:
    look = taken(handed_over, rose)
    actions.propose_admission(by=rose, at=NOW, look=look, grounds="Medical transport")
    actions.answer_proposal(by=luckner, at=NOW, look=fresh(look), agrees=False, day=DAY, answer="No letter")
    now = fresh(look)
    assert (now.status, now.taken_by, now.proposed_by, now.answer) == ("taken", rose.id, None, "No letter")
    assert not Crossing.objects.exists()


def test_nothing_is_confirmed_that_nobody_asked_for(handed_over: SecondLook, rose: Actor, luckner: Actor) -> None:
    with pytest.raises(CannotMove):
        actions.answer_proposal(by=luckner, at=NOW, look=taken(handed_over, rose), agrees=True, day=DAY)


def test_an_override_needs_grounds(handed_over: SecondLook, rose: Actor) -> None:
    with pytest.raises(actions.NeedsGrounds):
        actions.propose_admission(by=rose, at=NOW, look=taken(handed_over, rose), grounds="  ")


def test_what_nothing_stops_is_not_overridden(db: None, marie: Actor, rose: Actor) -> None:
    look = taken(_look(marie, encounter_with(marie, shift_of(marie), passport())), rose)
    with pytest.raises(actions.NothingToOverride):
        actions.propose_admission(by=rose, at=NOW, look=look, grounds="To be sure")


def test_an_open_call_to_protection_is_waited_for_by_two_people_too(handed_over: SecondLook, rose: Actor, luckner: Actor) -> None:
    look = taken(handed_over, rose)
    actions.propose_admission(by=rose, at=NOW, look=look, grounds="Medical transport")
    actions.call_protection(by=officer(1), at=NOW, encounter=look.encounter)
    with pytest.raises(actions.StepsOpen):
        actions.answer_proposal(by=luckner, at=NOW, look=fresh(look), agrees=True, day=DAY)


def test_who_takes_a_traveller_may_answer_the_steps_of_the_booth(db: None, marie: Actor, rose: Actor) -> None:
    look = _look(marie, encounter_with(marie, shift_of(marie), EXPIRED))
    with pytest.raises(NotAllowed):
        actions.declare(by=rose, at=NOW, encounter=look.encounter, purpose="visit")
    actions.declare(by=rose, at=NOW, encounter=taken(look, rose).encounter, purpose="visit")


def test_a_traveller_who_went_away_leaves_no_movement(handed_over: SecondLook, rose: Actor) -> None:
    actions.note_left(by=rose, at=NOW, look=handed_over)
    assert fresh(handed_over).status == SecondLineStatus.LEFT
    assert not Crossing.objects.exists()


def test_the_table_of_states_is_whole() -> None:
    assert SECOND_LOOK_STATES.ends == {SecondLineStatus.DECIDED, SecondLineStatus.LEFT}


@pytest.mark.parametrize(
    ("outcome", "stops"),
    [
        ("", (Problem.ALERT_STOP,)),
        (HitOutcome.SAME, (Problem.ALERT_STOP,)),
        (HitOutcome.UNSURE, (Problem.ALERT_STOP,)),
        ("other", ()),
    ],
)
def test_an_alert_stands_until_it_is_somebody_else(outcome: str, stops: tuple[Problem, ...]) -> None:
    found = standing_stops(
        ["alert_stop", "minor"], [Answered(stops=True, outcome=outcome), Answered(stops=False, outcome="same")]
    )
    assert found == stops


def test_another_stop_is_not_cleared_by_an_alert() -> None:
    assert standing_stops(["expired", "alert_stop"], [Answered(stops=True, outcome="other")]) == (Problem.EXPIRED,)
