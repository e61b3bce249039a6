"""Views are kept under a name, and seen by whom their owner says."""

from __future__ import annotations

import pytest

from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.statistics.codes import SeenBy
from lakay.statistics.desk.actions import remove_view, save_view
from lakay.statistics.desk.queries import views_of
from lakay.statistics.models import SavedView
from tests.statistics.desk.conftest import COLLEAGUE, FABIENNE, GERALD, MARIE, NOW, STRANGER

pytestmark = pytest.mark.django_db


def keep(by: Actor, name: str, seen_by: SeenBy = SeenBy.OWN) -> SavedView:
    """A view of movements by direction."""
    asked = {"span": "12", "by": "direction"}
    receipt = save_view(by=by, at=NOW, name=name, page="border.movements", asked=asked, seen_by=seen_by)
    return SavedView.objects.get(pk=receipt.id_of(SavedView))


def names(by: Actor) -> list[str]:
    """The views somebody may open, in order."""
    return [view.name for view in views_of(by)]


def test_a_view_is_seen_by_whom_its_owner_says() -> None:
    keep(FABIENNE, "mine")
    keep(FABIENNE, "ours", SeenBy.AGENCY)
    keep(FABIENNE, "everybody's", SeenBy.ALL)
    assert names(FABIENNE) == ["mine", "ours", "everybody's"]
    assert names(COLLEAGUE) == names(GERALD) == ["ours", "everybody's"]
    assert names(STRANGER) == ["everybody's"]
    assert names(MARIE) == []


def test_ones_own_come_first_so_that_their_keys_stay() -> None:
    keep(STRANGER, "theirs", SeenBy.ALL)
    keep(FABIENNE, "mine")
    assert names(FABIENNE) == ["mine", "theirs"]


def test_who_made_it_alone_takes_it_away_and_it_is_gone_for_all() -> None:
    view = keep(FABIENNE, "ours", SeenBy.AGENCY)
    with pytest.raises(NotAllowed):
        remove_view(by=COLLEAGUE, at=NOW, view=view)
    remove_view(by=FABIENNE, at=NOW, view=view)
    assert names(COLLEAGUE) == names(FABIENNE) == []


def test_who_reads_no_figures_keeps_no_view() -> None:
    with pytest.raises(NotAllowed):
        keep(MARIE, "mine")
