"""From the register to a figure: what the officers did is what is counted, and nothing else leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lakay.border.actions import count_person, record_crossing, uncount_person, undo_crossing
from lakay.border.models import Crossing, Tally
from lakay.border.rules import AgeGroup, Decision
from lakay.journal.models import Event
from lakay.kernel.actors import Actor, system_actor
from lakay.people.models import PersonName
from lakay.places.actions import load_pack
from lakay.statistics.keeping import take_out
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked, run
from tests.border.conftest import NOW, TODAY, encounter_with, officer, passport, shift_of
from tests.statistics.test_exporting import table, told_nobody

pytestmark = pytest.mark.django_db
MONTH = "2026-11"


@pytest.fixture
def marie() -> Actor:
    """The inspector at the first booth of Ouanaminthe."""
    return officer(1)


def busy(marie: Actor) -> list[Crossing]:
    """Two who passed, one refused, one taken back, three counted of whom one was a slip."""
    shift, made = shift_of(marie), []
    for number, decision in enumerate((Decision.ADMITTED, Decision.ADMITTED, Decision.REFUSED, Decision.ADMITTED)):
        encounter = encounter_with(marie, shift, passport(number=f"RD123456{number}"))
        reason = "expired" if decision == Decision.REFUSED else ""
        receipt = record_crossing(by=marie, at=NOW, encounter=encounter, decision=decision, local_on=TODAY, age=35, reason=reason)
        made.append(Crossing.objects.get(pk=receipt.id_of(Crossing)))
    undo_crossing(by=marie, at=NOW + timedelta(seconds=5), crossing=made[3])
    for group in (AgeGroup.CHILD, AgeGroup.ADULT, AgeGroup.ADULT):
        receipt = count_person(by=marie, at=NOW, shift=shift, sex="F", age_group=group, local_on=TODAY)
    uncount_person(by=marie, at=NOW, tally=Tally.objects.get(pk=receipt.id_of(Tally)))
    return made


def test_what_was_taken_back_is_not_counted_and_a_slip_is_taken_off(marie: Actor, tmp_path: Path) -> None:
    busy(marie)
    take_out(tmp_path, at=NOW, anew=False, progress=told_nobody)
    by_level = run(indicator("border.movements"), tmp_path, Asked(("month", "level", "age_group")))
    assert by_level.rows == ((MONTH, "counted", "18-59", 1), (MONTH, "counted", "5-11", 1), (MONTH, "documented", "18-59", 2))
    assert run(indicator("border.persons"), tmp_path, Asked()).rows == ((MONTH, 2),)
    assert run(indicator("border.refusals"), tmp_path, Asked(("month", "reason"))).rows == ((MONTH, "expired", 1),)


def test_the_day_is_that_of_the_post_and_a_market_day_is_told(marie: Actor, tmp_path: Path) -> None:
    load_pack(by=system_actor("install", frozenset({"places:place:edit"})), at=NOW)
    shift = shift_of(marie)
    midnight = datetime(2026, 12, 1, 3, 30, tzinfo=UTC)  # half past ten in the evening of 30 November at the post
    for number, on in enumerate((date(2026, 11, 30), date(2026, 11, 29))):
        encounter = encounter_with(marie, shift, passport(number=f"RD765432{number}"))
        record_crossing(by=marie, at=midnight, encounter=encounter, decision=Decision.ADMITTED, local_on=on, age=35)
    take_out(tmp_path, at=NOW, anew=False, progress=told_nobody)
    asked = Asked(("month", "market_day"))
    assert run(indicator("border.movements"), tmp_path, asked).rows == ((MONTH, "no", 1), (MONTH, "yes", 1))


def test_a_decision_taken_back_later_changes_the_month_and_nothing_else_does(marie: Actor, tmp_path: Path) -> None:
    made = busy(marie)
    steps: list[str] = []
    take_out(tmp_path, at=NOW, anew=False, progress=told_nobody)
    take_out(tmp_path, at=NOW, anew=False, progress=lambda step: steps.append(step.table))
    assert steps == []
    undo_crossing(by=marie, at=NOW + timedelta(seconds=9), crossing=made[1])
    take_out(tmp_path, at=NOW, anew=False, progress=lambda step: steps.append(step.table))
    assert steps == ["crossings", "flows"]
    assert run(indicator("border.persons"), tmp_path, Asked()).rows == ((MONTH, 1),)


def test_nothing_in_the_files_leads_back_to_a_person(marie: Actor, tmp_path: Path) -> None:
    made = busy(marie)
    take_out(tmp_path, at=NOW, anew=False, progress=told_nobody)
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    names = set(PersonName.objects.values_list("family", flat=True))
    for trace in (*(one.person_id.hex for one in made), *(str(one.person_id) for one in made), "RD1234567", *names):
        assert trace.encode() not in held
    assert names
    assert all(abs(row["person"]) < 2**63 for row in table(tmp_path, "crossings") if row["person"] is not None)


def test_anew_gives_every_person_another_number(marie: Actor, tmp_path: Path) -> None:
    busy(marie)
    takes = []
    for anew in (False, True):
        take_out(tmp_path, at=NOW, anew=anew, progress=told_nobody)
        takes.append({row["person"] for row in table(tmp_path, "crossings")} - {None})
    assert len(takes[0]) == 3
    assert not takes[0] & takes[1]


def test_taking_facts_out_is_on_the_record(marie: Actor, tmp_path: Path) -> None:
    take_out(tmp_path, at=NOW, anew=False, progress=told_nobody)
    assert Event.objects.filter(action="statistics.facts.read").count() == 1
