"""At a post the slow step of a look-up is done before the traveller is entered, so that no other booth waits for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from lakay.border.models import Hit
from lakay.kernel.clock import SystemClock
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist import closed, finding
from lakay.watchlist.actions.locks import Made, renew_locks
from lakay.watchlist.finding import warm
from lakay.watchlist.held import Mark
from lakay.watchlist.keeper import program
from lakay.watchlist.locking import entry_of, lock_contents
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.blocks import rules_now
from lakay.watchlist.rules.contents import WantedName
from lakay.watchlist.rules.locks import Opening, opening
from tests.watchlist.conftest import wanted
from tests.web.booth.conftest import lines, scan
from tests.web.booth.test_without_document import say

pytestmark = pytest.mark.django_db

Counted = list[int]


@pytest.fixture
def late(marie: Client, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Two entries of the hub lie locked at the post. How many slow steps were done once the list was asked, look-up by look-up."""
    now, done, late = SystemClock().now(), [], Counted()
    monkeypatch.setattr(locks, "COST", 1)
    for name, birth in (
        (WantedName("Pyè", "Mari Anj"), PartialDate(1991, 3, 4)),
        (WantedName("Joseph", "Wilner"), PartialDate(now.year - 34)),
    ):
        alert = uuid4()
        contents = wanted(names=(name,), birth=birth, sex="", from_at=now - timedelta(days=1), until_at=now + timedelta(days=9))
        locked = lock_contents(contents, entry_of(alert), protective=False)
        renew_locks(by=program(), at=now, made=[Made(alert, entry_of(alert), now, locks.COST, locked, rules=rules_now())])
    warm()

    def noted(text: str, pepper: bytes, cost: int) -> Opening:
        done.append(text)
        return opening(text, pepper, cost)

    def asked(keys: Collection[str], mark: Mark) -> list[closed.Opened]:
        before = len(done)
        found = closed.opened_by(keys, mark)
        late.append(len(done) - before)
        return found

    monkeypatch.setattr(closed, "opening", noted)
    monkeypatch.setattr(closed, "_remembered", closed.Remembered())
    monkeypatch.setattr(finding, "opened_by", asked)
    return late


def test_a_document(marie: Client, late: Counted) -> None:
    scan(marie, lines())
    assert Hit.objects.count() == 1
    assert late == [0]


def test_a_name_that_is_said(marie: Client, late: Counted) -> None:
    say(marie)
    assert Hit.objects.count() == 1
    assert late == [0]
