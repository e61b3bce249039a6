"""Alerts at the reading: what stops, what asks for a look, and what only the protection desk hears of."""

from __future__ import annotations

from datetime import date

import pytest

from lakay.access.visibility import visible
from lakay.border.actions import CannotAdmit, StepsOpen, acknowledge_hit, record_crossing
from lakay.border.models import Call, Encounter, Hit
from lakay.border.queries import hits_shown
from lakay.border.rules import Decision
from lakay.journal.models import Event
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import UNKNOWN
from lakay.kernel.purposes import Purpose
from tests.border.conftest import NOW, TODAY, encounter_with, passport, shift_of
from tests.watchlist.conftest import Listed, gesner, kerline, listed, lost, missing_child, wanted  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db


def read(marie: Actor, **changes: object) -> Encounter:
    """The man of the alert shows a passport."""
    shown = {"surname": "Saint-Fleur", "given_names": "Jean Robert", "birth": date(1984, 3, 7), "number": "RD9000001", **changes}
    return encounter_with(marie, shift_of(marie), passport(**shown))  # type: ignore[arg-type]


def admit(marie: Actor, encounter: Encounter) -> None:
    """Press Enter."""
    record_crossing(by=marie, at=NOW, encounter=encounter, decision=Decision.ADMITTED, local_on=TODAY, age=40)


def test_the_name_with_the_same_birth_date_goes_to_the_second_line(marie: Actor, listed: Listed) -> None:  # noqa: F811
    listed()
    encounter = read(marie)
    assert "alert_stop" in encounter.problems
    with pytest.raises(CannotAdmit):
        admit(marie, encounter)
    assert Hit.objects.get().stops


def test_the_very_document_goes_to_the_second_line(marie: Actor, listed: Listed) -> None:  # noqa: F811
    listed(lost())
    encounter = read(marie, surname="Pierre", given_names="Marie", number="RD7654321", birth=date(1990, 1, 1))
    assert "alert_stop" in encounter.problems


def test_a_name_alone_is_read_by_another_key_and_then_admitted(marie: Actor, listed: Listed) -> None:  # noqa: F811
    listed(wanted(birth=UNKNOWN))
    encounter = read(marie)
    with pytest.raises(StepsOpen):
        admit(marie, encounter)
    hit = hits_shown(encounter)[0]
    acknowledge_hit(by=marie, at=NOW, encounter=encounter, hit=hit)
    admit(marie, encounter)


def test_another_birth_date_is_another_person(marie: Actor, listed: Listed) -> None:  # noqa: F811
    listed()
    assert read(marie, birth=date(1991, 3, 4)).problems == []


def test_a_missing_child_calls_protection_and_leaves_no_trace_at_the_booth(marie: Actor, listed: Listed) -> None:  # noqa: F811
    listed(missing_child())
    encounter = read(marie, surname="Dorvil", given_names="Widline", birth=date(2017, 5, 2))
    assert "protection" in encounter.problems
    assert not {"alert_stop", "alert_look"} & set(encounter.problems)
    assert hits_shown(encounter) == []
    assert (Call.objects.get().source, Hit.objects.get().category) == ("alert", "protective")
    event = Event.objects.get(action="border.encounter.open")
    assert b"missing-child" not in bytes(event.body)


def test_no_border_role_reads_a_protective_hit(marie: Actor, listed: Listed) -> None:  # noqa: F811
    listed(missing_child())
    read(marie, surname="Dorvil", given_names="Widline", birth=date(2017, 5, 2))
    for purpose in (Purpose.BORDER_CONTROL, Purpose.PROTECTION, Purpose.COORDINATION):
        assert not list(visible(marie, purpose, Hit))
