"""What the booth writes beside the decision: people only counted, and chips."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Sum

from lakay.border.actions.chips import record_chip, record_seal
from lakay.border.actions.tallies import AlreadyCorrected, count_person, uncount_person
from lakay.border.models import ChipCheck, SealCheck, Tally
from lakay.border.rules import AgeGroup
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from tests.border.conftest import NOW, TODAY, encounter_with, passport, shift_of

pytestmark = pytest.mark.django_db


def test_a_count_taken_back_stays_with_its_correction_and_is_taken_back_once(marie: Actor, jean: Actor) -> None:
    receipt = count_person(
        by=marie, at=NOW, shift=shift_of(marie), sex="F", age_group=next(iter(AgeGroup)), local_on=TODAY, number=3
    )
    counted = Tally.objects.select_related("shift").get(pk=receipt.id_of(Tally))
    with pytest.raises(NotAllowed):
        uncount_person(by=jean, at=NOW, tally=counted)
    uncount_person(by=marie, at=NOW + timedelta(seconds=5), tally=counted)
    assert Tally.objects.count() == 2
    assert Tally.objects.aggregate(people=Sum("number"))["people"] == 0
    with pytest.raises(AlreadyCorrected):
        uncount_person(by=marie, at=NOW, tally=counted)


def test_the_verdict_on_a_chip_is_kept_by_the_officer_before_whom_the_traveller_stands(marie: Actor, jean: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(NotAllowed):
        record_chip(by=jean, at=NOW, encounter=encounter, verdict="forged")
    record_chip(by=marie, at=NOW, encounter=encounter, verdict="forged", step="data groups", groups=[1, 2])
    kept = ChipCheck.objects.get()
    assert (kept.encounter_id, kept.verdict, kept.step, kept.groups) == (encounter.pk, "forged", "data groups", [1, 2])


def test_the_verdict_on_a_seal_is_kept_by_the_officer_before_whom_the_traveller_stands(marie: Actor, jean: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(NotAllowed):
        record_seal(by=jean, at=NOW, encounter=encounter, verdict="forged")
    record_seal(by=marie, at=NOW, encounter=encounter, verdict="valid", elsewhere=True)
    kept = SealCheck.objects.get()
    assert (kept.encounter_id, kept.verdict, kept.elsewhere) == (encounter.pk, "valid", True)
