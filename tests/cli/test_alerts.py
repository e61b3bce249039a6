"""The alert list from the command line of the node: counts, never contents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from lakay.cli.alerts import alerts
from lakay.kernel.clock import SystemClock
from lakay.watchlist.actions import decide_change, propose_alert
from lakay.watchlist.models import Alert, Change
from tests.watchlist.conftest import staff, wanted

pytestmark = pytest.mark.django_db


def run(word: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(alerts, [word])
    assert result.exit_code == 0, result.output
    return result.output


def an_alert(days: int) -> Alert:
    """An alert that was put on the list nine days ago, for some days."""
    then = SystemClock().now() - timedelta(days=9)
    contents = wanted(from_at=then, until_at=then + timedelta(days=days))
    receipt = propose_alert(by=staff("k", "alert_officer", "PNH"), at=then, contents=contents, reason="Warrant.")
    change = Change.objects.get(alert=receipt.id_of(Alert))
    decide_change(by=staff("g", "alert_approver", "DIE"), at=then, change=change, approve=True, reason="Seen.")
    return Alert.objects.get(pk=receipt.id_of(Alert))


def test_it_counts_and_says_when_the_list_last_changed() -> None:
    assert "last change: never" in run("state")
    an_alert(days=20)
    told = run("state")
    assert "on the list: 1" in told
    assert "Saint-Fleur" not in told


def test_it_takes_off_what_is_over_once() -> None:
    over, standing = an_alert(days=3), an_alert(days=20)
    assert run("expire") == "1 alerts expired\n"
    assert run("expire") == "0 alerts expired\n"
    over.refresh_from_db()
    standing.refresh_from_db()
    assert (over.status, standing.status) == ("expired", "active")
