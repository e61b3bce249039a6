"""The accounts that the fast tests are run with: what changed in the tables is what the journal says changed, over every action."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from lakay.kernel.actors import Actor
from tests.journal import accounts
from tests.journal.sample.actions import open_card
from tests.journal.sample.models import Card
from tests.repo.planting import ROOT


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Accounts of this test's own."""
    monkeypatch.setattr(accounts, "seen", set())
    monkeypatch.setattr(accounts, "known", set())
    wrong: list[str] = []
    monkeypatch.setattr(accounts, "wrong", wrong)
    return wrong


@pytest.mark.tampers
def test_a_row_that_no_action_wrote_is_found(db: None, kept: list[str], marie: Actor, now: datetime) -> None:
    receipt = open_card(by=marie, at=now, name="Wideline Désir")
    accounts.balance("a test")
    assert kept == []
    Card.objects.filter(id=receipt.id_of(Card)).update(colour="black")
    accounts.balance("a test")
    assert [fault for fault in kept if "sample.card" in fault]


def test_an_action_that_never_wrote_is_found(db: None, kept: list[str], marie: Actor, now: datetime) -> None:
    open_card(by=marie, at=now, name="Wideline Désir")
    accounts.balance("a test")
    assert "sample.card.open" in accounts.seen
    assert accounts.never_seen() == sorted(name for name in accounts.known if not name.startswith(accounts.OUTSIDE))
    accounts.known.update({"border.shift.open", "border.shift.close"})
    accounts.seen.add("border.shift.open")
    assert "border.shift.close" in accounts.never_seen()
    assert "border.shift.open" not in accounts.never_seen()


def test_the_tests_of_every_module_with_actions_are_accounted_for() -> None:
    with_actions = {Path(path).parent.name for path in (ROOT / "src" / "lakay").glob("*/actions*")}
    assert {f"{name}/" for name in with_actions} - set(accounts.ACCOUNTED) == {"sync/"}  # the accounts of nodes are in tests/sync
