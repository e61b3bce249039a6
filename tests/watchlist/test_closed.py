"""A look-up in the locked list of a post: what is slow about it is done once for the traveller in front, and before the store is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test.utils import CaptureQueriesContext

from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist import closed
from lakay.watchlist.actions.locks import Made, renew_locks
from lakay.watchlist.finding import warm
from lakay.watchlist.keeper import program
from lakay.watchlist.locking import entry_of, lock_contents
from lakay.watchlist.queries import Hit, foresee, hits
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.blocks import rules_now
from lakay.watchlist.rules.contents import WantedDocument
from lakay.watchlist.rules.locks import Opening, opening
from tests.watchlist.conftest import HOUR, NOW, wanted

pytestmark = pytest.mark.django_db
DOCUMENT = ("HTI", "RD7654321", "passport")
SENFLE: dict[str, Any] = {"surname": "SENFLE", "given_names": "JAN WOBE", "birth": PartialDate(1984, 3, 7)}

Slow = list[str]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """The texts for which the slow step was done, with a guess that costs nothing. Whoever was asked for before is forgotten."""
    done: Slow = []

    def noted(text: str, pepper: bytes, cost: int) -> Opening:
        done.append(text)
        return opening(text, pepper, cost)

    monkeypatch.setattr(locks, "COST", 1)
    monkeypatch.setattr(closed, "opening", noted)
    monkeypatch.setattr(closed, "_remembered", closed.Remembered())
    return done


@pytest.fixture
def from_hub(slow: Slow) -> None:
    """The list as it came from the hub: one entry, whose alert does not lie here."""
    alert = uuid4()
    contents = wanted(documents=(WantedDocument(*DOCUMENT),))
    locked = lock_contents(contents, entry_of(alert), protective=False)
    renew_locks(by=program(), at=NOW, made=[Made(alert, entry_of(alert), NOW, locks.COST, locked, rules=rules_now())])
    warm()


def look(**more: Any) -> list[Hit]:
    return hits(at=NOW + HOUR, **{**SENFLE, **more})


def test_whoever_was_asked_for_just_now_costs_nothing_more(from_hub: None, slow: Slow) -> None:
    assert len(look(document=DOCUMENT)) == 1
    paid = len(slow)
    assert paid
    assert len(look(document=DOCUMENT)) == 1
    assert len(slow) == paid
    look(document=("HTI", "XX0000001", "passport"))
    assert len(slow) == paid + 1, "only the other document is new"


def test_what_was_foreseen_is_not_paid_for_while_the_store_is_held(from_hub: None, slow: Slow) -> None:
    foresee(document=DOCUMENT, **SENFLE)
    paid = len(slow)
    assert [hit.score for hit in look(document=DOCUMENT)] == [100]
    assert len(slow) == paid


def test_to_foresee_asks_nothing_of_the_store(
    from_hub: None, django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    with django_assert_num_queries(0):
        foresee(document=DOCUMENT, **SENFLE)


def test_where_nobody_is_locked_nothing_is_paid(db: None, slow: Slow) -> None:
    look()
    foresee(**SENFLE)
    assert not slow


def test_of_many_travellers_the_last_are_remembered(from_hub: None, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closed, "MOST_REMEMBERED", 50)
    look()
    for day in range(1, 9):
        look(surname=f"Toussaint{day}", birth=PartialDate(1990, 5, day))
    before = len(slow)
    look(surname="Toussaint8", birth=PartialDate(1990, 5, 8))
    assert len(slow) == before
    look()
    assert len(slow) > before
