"""What a test card taught about the reader of a lane."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.border.actions import learn_reader
from lakay.border.models import LaneReader
from lakay.border.queries import reader_of
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.traveldocs.learning import CARD, learn
from tests.border.conftest import BOOTH, NOW, officer

pytestmark = pytest.mark.django_db

PLAIN = learn("\r".join(CARD))
TABBED = learn("\t".join(CARD))


def test_the_newest_counts_for_its_lane_alone(marie: Actor) -> None:
    learn_reader(by=marie, at=NOW, lane="1", mapping=PLAIN, slowest_ms=20)
    learn_reader(by=marie, at=NOW + timedelta(hours=1), lane="1", mapping=TABBED)
    kept = reader_of("HT-OUA", "1")
    assert kept is not None
    assert kept.mapping == TABBED
    assert LaneReader.objects.count() == 2
    assert reader_of("HT-OUA", "2") is None
    assert reader_of("HT-MAL", "1") is None


def test_it_is_kept_for_the_own_post(marie: Actor) -> None:
    learn_reader(by=officer(7, post="HT-MAL"), at=NOW, lane="1", mapping=PLAIN)
    assert reader_of("HT-OUA", "1") is None
    assert reader_of("HT-MAL", "1") is not None


def test_who_opens_no_booth_sets_up_no_reader() -> None:
    with pytest.raises(NotAllowed):
        learn_reader(by=officer(1, permissions=BOOTH - {"border:shift:open"}), at=NOW, lane="1", mapping=PLAIN)
