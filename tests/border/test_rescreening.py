"""The list changes after somebody has passed: they are found, stopped work goes on, and nothing is found twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lakay.border import rescreening
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.actions.screening import Stopped, ask_screening, go_on_screening, note_screening, stop_screening
from lakay.watchlist.keeper import program
from lakay.watchlist.models import Finding, Screening
from lakay.watchlist.rules.contents import WantedName
from tests.border.conftest import NOW, encounter_with, passport, shift_of
from tests.watchlist.conftest import Listed, gesner, kerline, listed, wanted  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


class Clock:
    """A clock that stands."""

    def now(self):
        return LATER


@pytest.fixture
def passed(marie: Actor) -> list[str]:
    """Six people who passed an hour ago; the fourth is the one whom the list will mean."""
    shift, names = shift_of(marie), ["Wilner", "Odette", "Guerda", "Jan Wobè", "Mirlande", "Fritz"]
    found = []
    for number, given in enumerate(names):
        family = "Senflè" if given == "Jan Wobè" else f"Desrosiers{chr(65 + number)}"
        mrz = passport(surname=family, given_names=given, birth=date(1984, 3, 7), number=f"RD900000{number}")
        found.append(str(encounter_with(marie, shift, mrz).pk))
    return found


def test_one_who_passed_before_is_found_by_the_sound_of_the_name(passed: list[str], listed: Listed) -> None:  # noqa: F811
    alert = listed(wanted(names=(WantedName("Saint-Fleur", "Jean Robert"),), birth=PartialDate(1984, 3, 7)), at=NOW)
    assert rescreening.work_through(Clock()) == 1
    finding = Finding.objects.get()
    assert (finding.alert, str(finding.encounter)) == (alert.pk, passed[3])
    assert "birth_same" in finding.evidence
    done = Screening.objects.get()
    assert (done.status, done.seen, done.found) == ("done", 6, 1)
    assert rescreening.work_through(Clock()) == 0


def test_what_was_stopped_goes_on_where_it_stopped(
    passed: list[str],
    listed: Listed,  # noqa: F811
    kerline: Actor,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rescreening, "IN_A_STEP", 2)
    listed()
    screening = Screening.objects.get()
    note = note_screening

    def then_stop(**values: Any) -> None:
        note(**values)
        if Screening.objects.get().seen == 2:
            stop_screening(by=kerline, at=LATER, screening=screening)

    monkeypatch.setattr(rescreening, "note_screening", then_stop)
    assert rescreening.work_through(Clock()) == 0
    assert (Screening.objects.get().status, Screening.objects.get().seen, Finding.objects.count()) == ("stopped", 2, 0)
    with pytest.raises(Stopped):
        note(by=program(), at=LATER, screening=screening, place=None, seen=1, met=())
    go_on_screening(by=kerline, at=LATER, screening=screening)
    assert rescreening.work_through(Clock()) == 1
    assert (Screening.objects.get().seen, Finding.objects.count()) == (6, 1)


def test_only_alerts_that_changed_since_are_looked_for(passed: list[str], listed: Listed, kerline: Actor) -> None:  # noqa: F811
    listed()
    rescreening.work_through(Clock())
    ask_screening(by=kerline, at=LATER, changed_since=NOW + timedelta(minutes=1))
    rescreening.work_through(Clock())
    assert Finding.objects.count() == 1
    assert Screening.objects.latest("asked_at").seen == 0, "with nothing to look for nobody is looked at"


def test_who_was_found_before_is_not_told_again(passed: list[str], listed: Listed, kerline: Actor) -> None:  # noqa: F811
    listed(wanted(names=(WantedName("Saint-Fleur", "Jean Robert"),), birth=PartialDate(1984, 3, 7)), at=NOW)
    rescreening.work_through(Clock())
    ask_screening(by=kerline, at=LATER, changed_since=NOW - timedelta(days=1))
    rescreening.work_through(Clock())
    again = Screening.objects.order_by("asked_at", "id").last()
    assert again is not None
    assert (again.seen, again.found, Finding.objects.count()) == (6, 0, 1)
