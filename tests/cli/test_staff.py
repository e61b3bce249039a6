"""Accounts from the command line of the node."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result

from lakay.access import login, sessions
from lakay.access.models import Grant, Staff
from lakay.cli.staff import staff
from lakay.journal.keys import make_node_keys
from lakay.kernel.clock import SystemClock
from tests.access.conftest import agency


def run(*words: str, fails: bool = False) -> Result:
    result = CliRunner().invoke(staff, list(words))
    assert (result.exit_code != 0) is fails, result.output
    return result


@pytest.fixture
def node(db: None) -> None:
    """A new node with one agency and one account."""
    make_node_keys()
    agency("DIE")
    run("add", "Rose", "--name", "Rose Altidor", "--agency", "DIE", "--role", "administrator")


def test_the_first_administrator_enters_by_the_password_that_was_printed_once(node: None) -> None:
    printed = run("reset-credentials", "rose").output
    clear = re.search(r"password (\S+)", printed)
    assert clear
    now = SystemClock().now()
    made = login.with_password(username="rose", password=clear[1], device="desk", at=now)
    state = sessions.resolve(made.token, "desk", now)
    assert state is not None
    assert state.must_enrol
    assert state.must_change_password
    assert state.anywhere


def test_a_role_is_given_and_taken_back(node: None) -> None:
    run("grant", "rose", "trainer", "--post", "HT-WAN")
    assert "trainer@HT-WAN" in run("list").output
    run("revoke", "rose", "trainer", "--post", "HT-WAN")
    assert "trainer" not in run("list").output
    assert Grant.objects.filter(role="trainer", ended_at=None).count() == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "x", "--name", "X", "--agency", "NONE"), "DIE"),
        (("add", "ROSE", "--name", "X", "--agency", "DIE"), "taken"),
        (("grant", "nobody", "trainer"), "no open account"),
        (("grant", "rose", "administrator"), "already"),
        (("revoke", "rose", "trainer"), "does not hold"),
        (("grant", "rose", "superuser"), "superuser"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(node: None, words: tuple[str, ...], told: str) -> None:
    assert told in run(*words, fails=True).output
    assert Staff.objects.count() == 1


def test_the_page_of_the_docs_is_printed() -> None:
    assert run("manual").output.startswith("# Who may do and see what")
