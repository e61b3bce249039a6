"""Whatever people try in whatever order, an incident and a task stay what their tables of states say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lakay.coordination import actions
from lakay.coordination.models import Incident, Task
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from tests.coordination.conftest import HOUR, NOW, asked, opened, person

pytestmark = pytest.mark.django_db

SEATS = {"luckner": ("POLIFRONT", "HT-OUA"), "kettly": ("AGD", "HT-OUA"), "pedro": ("DGM", "DO-DAJ"), "marie": ("DIE", "HT-OUA")}
PEOPLE = st.sampled_from([*SEATS, "clerveau"])
REFUSALS = (NotAllowed, CannotMove, actions.AlreadyTakesPart)
COMMON: dict[str, Any] = {"deadline": None, "max_examples": 15, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@dataclass
class Expected:
    """An incident as a simple mind keeps it."""

    lead: tuple[str, str] = SEATS["luckner"]
    offered: tuple[str, str] = ("", "")
    closed: bool = False
    inside: set[tuple[str, str]] = field(default_factory=lambda: {SEATS["luckner"]})

    def hand_over(self, who: str, to: str) -> bool:
        done = self.lead == SEATS.get(who) and not self.closed and not any(self.offered) and SEATS[to] != self.lead
        if done:
            self.offered = SEATS[to]
            self.inside.add(SEATS[to])
        return done

    def answer(self, who: str, take: bool) -> bool:
        done = any(self.offered) and self.offered == SEATS.get(who)
        if done:
            self.lead, self.offered = (self.offered if take else self.lead), ("", "")
        return done

    def close(self, who: str) -> bool:
        done = self.lead == SEATS.get(who) and not self.closed and not any(self.offered)
        self.closed |= done
        return done


MOVES = st.one_of(
    st.tuples(st.just("hand_over"), PEOPLE, st.sampled_from(sorted(SEATS))),
    st.tuples(st.just("answer"), PEOPLE, st.booleans()),
    st.tuples(st.just("close"), PEOPLE, st.none()),
)


def attempt(incident: Incident, move: str, who: str, more: Any) -> bool:
    """Try a move; whether it was let through."""
    by, at = person(who), NOW + HOUR
    try:
        if move == "hand_over":
            actions.hand_over(by=by, at=at, incident=incident, agency=SEATS[more][0])
        elif move == "answer":
            actions.answer_hand_over(by=by, at=at, incident=incident, take=more)
        else:
            actions.close_incident(by=by, at=at, incident=incident, outcome="Over")
    except REFUSALS:
        return False
    return True


@settings(**COMMON)
@given(moves=st.lists(MOVES, max_size=14))
def test_an_incident_has_one_lead_and_ends_once(moves):
    incident, expected = opened("luckner"), Expected()
    for move, who, more in moves:
        foreseen = expected.close(who) if move == "close" else getattr(expected, move)(who, more)
        assert attempt(incident, move, who, more) == foreseen, (move, who, more)
        now = Incident.objects.get(pk=incident.pk)
        assert ((now.lead, now.lead_post), (now.offered_to, now.offered_to_post)) == (expected.lead, expected.offered)
        assert (now.status == "closed", now.status == "handed_over") == (expected.closed, any(expected.offered))
        assert set(now.participations.values_list("agency", "post")) == expected.inside


STEPS = st.tuples(st.sampled_from(["accept", "decline", "finish", "withdraw"]), PEOPLE)
AFTER = {
    ("asked", "accept"): ("kettly", "accepted"),
    ("asked", "decline"): ("kettly", "declined"),
    ("asked", "withdraw"): ("luckner", "withdrawn"),
    ("accepted", "finish"): ("kettly", "done"),
    ("accepted", "withdraw"): ("luckner", "withdrawn"),
}


@settings(**COMMON)
@given(steps=st.lists(STEPS, max_size=10))
def test_a_task_goes_its_way_by_the_hands_that_may(steps):
    task = asked("luckner", "AGD")
    for step, who in steps:
        mover, after = AFTER.get((task.status, step), ("", ""))
        expected = after if who == mover else task.status
        by = person(who)
        try:
            if step in {"accept", "decline"}:
                actions.answer_task(by=by, at=NOW, task=task, accept=step == "accept", reason="No scale")
            elif step == "finish":
                actions.finish_task(by=by, at=NOW, task=task, outcome="Weighed")
            else:
                actions.withdraw_task(by=by, at=NOW, task=task, reason="Gone")
        except REFUSALS:
            pass
        task = Task.objects.get(pk=task.pk)
        assert task.status == expected, (step, who)
