"""A plugin of pytest that keeps accounts: after each test every changed row must be a change of the journal, and none else.

`pytest -p tests.journal.accounts --accounts FILE tests/people …` writes what it found. Used by test_every_action.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from importlib import import_module
from pathlib import Path

import pytest

seen: set[str] = set()
wrong: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the accounts are written."""
    parser.addoption("--accounts", type=Path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Balance after the test, while its rows are still there."""
    yield
    names = set(getattr(item, "fixturenames", ()))
    if (item.get_closest_marker("django_db") or names & {"db", "transactional_db"}) and not item.get_closest_marker("tampers"):
        balance(item.nodeid)


def balance(test: str) -> None:
    """Hold the tables against the journal, and note which actions wrote."""
    events = import_module("lakay.journal.models").Event.objects
    seen.update(events.values_list("action", flat=True))
    for fault in [*import_module("lakay.journal.checking").findings(), *import_module("lakay.journal.rebuild").drifts()]:
        wrong.append(f"{test}: {fault}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the accounts."""
    actions = set(import_module("lakay.journal.writing").ACTIONS)
    report = {"wrong": wrong, "never seen": sorted(actions - seen), "actions": len(actions)}
    session.config.getoption("--accounts").write_text(json.dumps(report))
