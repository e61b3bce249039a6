"""Luggage looked into, goods kept back, and the receipts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lakay.border.actions.inspections import Found, Kept, SeizureIncomplete, record_inspection, send_to_inspection
from lakay.border.actions.notices import NotRefused, print_notice
from lakay.border.models import Crossing, Encounter, Inspection, InspectionRequest, Seizure
from lakay.border.permissions import INSPECTION_RECORD, REGISTER_READ
from lakay.border.queues import encounter_by_reference, is_sent, sent_to_inspection
from lakay.border.rules import Decision
from lakay.journal.models import Event, Reference
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from tests.border.conftest import NOW, TODAY, encounter_with, officer, passport, shift_of
from tests.border.test_actions import decide

pytestmark = pytest.mark.django_db

KETTLY = replace(officer(7, permissions=frozenset({INSPECTION_RECORD})), agency="AGD")
PHONES = Kept("phones", Decimal(20), "piece")


@pytest.fixture
def before(marie: Actor) -> Encounter:
    """A traveller at Marie's booth."""
    return encounter_with(marie, shift_of(marie), passport())


def look_into(encounter: Encounter, seen: Found) -> Inspection:
    """Kettly writes down what she looked into."""
    receipt = record_inspection(by=KETTLY, at=NOW, encounter=encounter, local_on=TODAY, seen=seen)
    return Inspection.objects.get(pk=receipt.id_of(Inspection))


def test_the_booth_sends_a_traveller_on_once(marie: Actor, before: Encounter) -> None:
    for _ in range(2):
        send_to_inspection(by=marie, at=NOW, encounter=before, what="luggage", local_on=TODAY)
    assert [asked.encounter_id for asked in sent_to_inspection("HT-OUA", TODAY)] == [before.pk]
    assert is_sent(before.pk)


def test_another_booth_sends_nobody_on(jean: Actor, before: Encounter) -> None:
    with pytest.raises(NotAllowed):
        send_to_inspection(by=jean, at=NOW, encounter=before, what="luggage", local_on=TODAY)
    assert not InspectionRequest.objects.exists()


def test_nothing_found_is_written_down_too(before: Encounter) -> None:
    inspection = look_into(before, Found("vehicle", "nothing", vehicle="truck", plate="aa 123"))
    assert (inspection.agency, inspection.plate, inspection.person_id) == ("AGD", "AA 123", before.person_id)


def test_receipts_of_a_machine_are_numbered_without_a_gap(before: Encounter) -> None:
    look_into(before, Found("goods", "seized", kept=(PHONES, Kept("rice", Decimal("2.5"), "sack"))))
    look_into(before, Found("goods", "seized", kept=(PHONES,)))
    receipts = sorted(Seizure.objects.values_list("receipt", flat=True))
    assert [receipt.split("-")[::2] for receipt in receipts] == [["2026", "00001"], ["2026", "00002"], ["2026", "00003"]]
    assert len({receipt.split("-")[1] for receipt in receipts}) == 1, "one machine, one sign"


@pytest.mark.parametrize("seen", [Found("goods", "seized"), Found("goods", "nothing", kept=(PHONES,))])
def test_goods_are_named_exactly_where_some_are_kept_back(before: Encounter, seen: Found) -> None:
    with pytest.raises(SeizureIncomplete):
        look_into(before, seen)


@pytest.mark.parametrize("stranger", [officer(8), officer(8, post="HT-MAL", permissions=frozenset({INSPECTION_RECORD}))])
def test_strangers_look_into_nothing(before: Encounter, stranger: Actor) -> None:
    with pytest.raises(NotAllowed):
        record_inspection(by=stranger, at=NOW, encounter=before, local_on=TODAY, seen=Found("luggage", "nothing"))


def test_the_reference_on_the_slip_finds_the_traveller_of_the_post_alone(before: Encounter) -> None:
    reference = str(before.pk)[-8:]
    assert encounter_by_reference("HT-OUA", reference.upper(), NOW) == before
    assert encounter_by_reference("HT-MAL", reference, NOW) is None
    assert encounter_by_reference("HT-OUA", reference[-4:], NOW) is None


def test_printing_a_notice_is_on_record(marie: Actor, before: Encounter) -> None:
    crossing = decide(marie, before, Decision.REFUSED, reason="expired")
    print_notice(by=marie, at=NOW, crossing=crossing, language="es")
    event = Event.objects.get(action="border.notice.print")
    assert Reference.objects.filter(event=event, ref=crossing.pk).exists()


def test_who_was_admitted_gets_no_notice_of_a_refusal(marie: Actor, before: Encounter) -> None:
    with pytest.raises(NotRefused):
        print_notice(by=marie, at=NOW, crossing=decide(marie, before), language="es")


def test_another_post_prints_nothing(marie: Actor, before: Encounter) -> None:
    crossing = decide(marie, before, Decision.REFUSED, reason="expired")
    with pytest.raises(NotAllowed):
        print_notice(
            by=officer(9, post="HT-MAL", permissions=frozenset({REGISTER_READ})), at=NOW, crossing=crossing, language="fr"
        )
    assert Crossing.objects.count() == 1
