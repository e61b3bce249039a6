"""A silent hit: two people agree on it, the booth is told nothing, the traveller passes, the supervisor and the owner know."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from lakay.access.visibility import visible
from lakay.border.models import Encounter, Hit
from lakay.border.overdue import overdue
from lakay.border.queries import hits_shown
from lakay.border.queues import hits_of, stops_of
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions.silences import LONGEST, NeverSilent, decide_silence, end_silence, propose_silence
from lakay.watchlist.models import Silence
from lakay.watchlist.permissions import NeedsReason, OwnProposal
from tests.border.conftest import NOW, encounter_with, passport, shift_of
from tests.watchlist.conftest import Listed, gesner, kerline, listed, staff, wanted  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def asked(by: Actor, category: str = "wanted", until: timedelta = 9 * DAY, at: datetime = NOW) -> Silence:
    receipt = propose_silence(by=by, at=at, category=category, until_at=at + until, reason="He leads to the others.")
    return Silence.objects.get(pk=receipt.id_of(Silence))


@pytest.fixture
def silence(db: None, kerline: Actor, gesner: Actor) -> Silence:  # noqa: F811
    """Two people agreed: hits of wanted people are silent."""
    found = asked(kerline)
    decide_silence(by=gesner, at=NOW, silence=found, approve=True, reason="Agreed with the prosecutor.")
    return found


def at_the_booth(marie: Actor, listed: Listed) -> Encounter:  # noqa: F811
    listed(wanted(from_at=NOW), at=NOW)
    zone = passport(country="HTI", surname="SAINT FLEUR", given_names="JEAN ROBERT", birth=date(1984, 3, 7))
    return encounter_with(marie, shift_of(marie), zone)


def test_the_booth_is_told_nothing_and_the_traveller_passes(silence: Silence, marie: Actor, listed: Listed) -> None:  # noqa: F811
    encounter = at_the_booth(marie, listed)
    assert Hit.objects.get().silent
    assert not [code for code in encounter.problems if code.startswith("alert")]
    assert hits_shown(encounter) == hits_of(encounter.pk) == []
    assert stops_of(encounter) == ()
    assert overdue(encounter.post, NOW + DAY / 2) == []


def test_only_the_supervisor_and_those_who_keep_the_list_read_it(
    silence: Silence,
    marie: Actor,
    kerline: Actor,  # noqa: F811
    listed: Listed,  # noqa: F811
) -> None:
    at_the_booth(marie, listed)
    chief = staff("rose", "booth_supervisor", "DIE", "HT-OUA")
    assert visible(marie, Purpose.BORDER_CONTROL, Hit).count() == 0
    assert visible(chief, Purpose.BORDER_CONTROL, Hit).count() == 1
    assert visible(staff("rose", "booth_supervisor", "DIE", "HT-MAL"), Purpose.BORDER_CONTROL, Hit).count() == 0
    assert visible(kerline, Purpose.SECURITY, Hit).count() == 1


@pytest.mark.parametrize("how", ["asked", "rejected", "ended", "over", "another"])
def test_otherwise_the_booth_is_stopped(
    how: str,
    marie: Actor,
    listed: Listed,  # noqa: F811
    kerline: Actor,  # noqa: F811
    gesner: Actor,  # noqa: F811
) -> None:
    category, before = "entry-ban" if how == "another" else "wanted", 9 * DAY if how == "over" else timedelta(0)
    found = asked(kerline, category, at=NOW - before)
    if how != "asked":
        decide_silence(by=gesner, at=NOW, silence=found, approve=how != "rejected", reason="So.")
    if how == "ended":
        end_silence(by=kerline, at=NOW, silence=found)
    encounter = at_the_booth(marie, listed)
    assert [(hit.silent, hit.stops) for hit in hits_shown(encounter)] == [(False, True)]


def test_it_takes_two_people_a_reason_and_an_end(kerline: Actor, gesner: Actor) -> None:  # noqa: F811
    found = asked(kerline)
    both = Actor(kerline.id, "PNH", "", kerline.roles, kerline.permissions | gesner.permissions)
    with pytest.raises(OwnProposal):
        decide_silence(by=both, at=NOW, silence=found, approve=True, reason="Me.")
    with pytest.raises(NeedsReason):
        decide_silence(by=gesner, at=NOW, silence=found, approve=True, reason=" ")
    decide_silence(by=gesner, at=NOW, silence=found, approve=False, reason="No.")
    with pytest.raises(CannotMove):
        end_silence(by=gesner, at=NOW, silence=found)
    for category, until in (("missing-child", DAY), ("wanted", -DAY), ("wanted", LONGEST + DAY)):
        with pytest.raises(NeverSilent):
            asked(kerline, category, until)
