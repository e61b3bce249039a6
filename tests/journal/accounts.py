"""A plugin of pytest that keeps accounts: after each test every changed row must be a change of the journal, and none else.

The fast tier of the suite runs with it (`-p tests.journal.accounts`), so that no action goes without. A worker hands what it
found to the one who shared the tests out, who ends the run as failed if a row is wrong or an action of the program never wrote.
What failed and runs once more alone (`--last-failed`) is no whole tier: there only the rows are looked at.
"""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module
from typing import Any

import pytest

ACCOUNTED = (
    *(
        "access/",
        "backup/",
        "border/",
        "coordination/",
        "credentials/",
        "demo/",
        "forms/",
        "people/",
        "places/",
        "messaging/",
        "protection/",
        "publication/",
        "referral/",
        "reported/",
        "services/",
        "statistics/",
        "watchlist/",
        "whereabouts/",
    ),
    *("journal/foreign/test_deciding.py", "journal/test_erasure.py", "journal/test_every_action.py", "web/collect/"),
)
"""The tests that are looked at: those of the modules that have actions."""

BY_HAND = (
    "tests/access/test_visibility.py::",
    "tests/backup/test_order.py::",
    "tests/access/test_filter_equals_check.py::",
    "tests/access/test_sessions.py::test_an_account_that_was_ended_at_another_node_has_no_session_here",
    "tests/people/test_rebuild.py::test_a_row_changed_behind_the_journals_back_is_found",
)
"""Tests that write rows by hand, or bring the entries of a copy without making their rows, to see what becomes of them."""

WRONG = 6
"""The exit code of a run whose accounts are wrong, whatever else failed: no second try of a few tests can mend that."""

LEAST = 40
"""The program has more actions than this: fewer were not looked for."""

OUTSIDE = ("sample.", "sync.")
"""Actions of the tests, and those of nodes, which write in processes of their own: tests/sync accounts for them."""

seen: set[str] = set()
known: set[str] = set()
wrong: list[str] = []


def is_accounted(item: pytest.Item) -> bool:
    """Whether the tables are looked at after a test."""
    names = set(getattr(item, "fixturenames", ()))
    asks = item.get_closest_marker("django_db") or names & {"db", "transactional_db"}
    in_modules = item.nodeid.removeprefix("tests/").startswith(ACCOUNTED)
    return bool(asks and in_modules and not item.get_closest_marker("tampers"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Balance after the test, while its rows are still there."""
    yield
    if is_accounted(item):
        balance(item.nodeid)


def balance(test: str) -> None:
    """Hold the tables against the journal, and note which actions wrote."""
    known.update(import_module("lakay.journal.writing").ACTIONS)
    events = import_module("lakay.journal.models").Event.objects
    seen.update(events.values_list("action", flat=True))
    if test.startswith(BY_HAND):
        return
    for fault in [*import_module("lakay.journal.checking").findings(), *import_module("lakay.journal.rebuild").drifts()]:
        wrong.append(f"{test}: {fault}")


def never_seen() -> list[str]:
    """The actions of the program that wrote in no test."""
    return sorted(name for name in known - seen if not name.startswith(OUTSIDE))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker found."""
    found = getattr(node, "workeroutput", {}).get("accounts", {})
    seen.update(found.get("seen", ()))
    known.update(found.get("known", ()))
    wrong.extend(found.get("wrong", ()))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the accounts over, or close them."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["accounts"] = {"seen": sorted(seen), "known": sorted(known), "wrong": wrong}
        return
    if not session.config.getoption("lf"):
        wrong.extend([f"only {len(known)} actions are known"] if len(known) < LEAST else [])
        wrong.extend(f"no test of the modules lets {name} write" for name in never_seen())
    if wrong and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        session.exitstatus = WRONG


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what is wrong."""
    for fault in wrong:
        terminalreporter.write_line(f"ACCOUNTS {fault}", red=True)
