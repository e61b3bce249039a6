"""The invented alert list: agreed on by two, and some of it met by people who pass."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from django.conf import settings

from lakay.demo.alerts import MET_BY_REGULARS, Keepers, list_alerts
from lakay.demo.inventing import Invented, Names, invent
from lakay.journal.rebuild import drifts
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.models import Alert, Change
from lakay.watchlist.queries import Hit, hits
from lakay.watchlist.rules.states import AlertStatus
from tests.watchlist.conftest import staff

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
KEEPERS = Keepers(
    officer=staff("ketly", "alert_officer", "DIE"),
    approver=staff("ronald", "alert_approver", "PNH"),
    brigade=staff("mirlande", "protection_officer", "BPM", "HT-OUA"),
)


def meeting(who: Invented) -> list[Hit]:
    """The alerts that somebody invented meets at the gate."""
    return hits(
        document=(who.country, who.number, "passport"),
        surname=who.surname,
        given_names=who.given_names,
        birth=PartialDate.on(who.born_on),
        sex=who.sex,
        nationality=who.country,
        at=AT,
    )


def listed(seed: int, count: int = 60) -> list[Invented]:
    """Sixty alerts; the people who pass the gates."""
    names, random = Names(settings.PACK / "names.csv"), Random(seed)
    people = [invent(random, names, AT.date()) for _n in range(120)]
    assert list_alerts(keepers=KEEPERS, people=people, random=random, names=names, at=AT, count=count) == count + 2
    return people


def test_sixty_stand_two_wait_and_the_journal_says_so() -> None:
    listed(seed=5)
    assert Alert.objects.standing(AT).count() == 61  # sixty, and the child who is missing since this morning
    assert sorted(Change.objects.filter(status="waiting").values_list("what", flat=True)) == ["add", "confirm", "end"]
    assert not Change.objects.filter(status="approved", decided_by=KEEPERS.officer.id).exists()
    assert list(drifts()) == []


def test_some_who_pass_are_stopped_and_most_are_not() -> None:
    people = listed(seed=6)
    stopped = [who for who in people if meeting(who)]
    assert len(stopped) >= MET_BY_REGULARS - 1
    assert len(stopped) < 20
    assert {hit.route for who in stopped for hit in meeting(who)} == {"second-line", "protection"}


def test_a_list_of_nobody_the_travellers_know_is_possible() -> None:
    names = Names(settings.PACK / "names.csv")
    assert list_alerts(keepers=KEEPERS, people=[], random=Random(7), names=names, at=AT, count=5) == 7
    assert Alert.objects.filter(status=AlertStatus.ACTIVE).count() == 6
