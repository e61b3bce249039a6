"""Over every action of the program: what changed in the tables is what the journal says changed, in bulk too."""

import json
import os
import subprocess
import sys

import pytest

BY_HAND = (
    "tests/access/test_visibility.py::",
    "tests/access/test_filter_equals_check.py::",
    "tests/access/test_sessions.py::test_an_account_that_was_ended_at_another_node_has_no_session_here",
    "tests/people/test_rebuild.py::test_a_row_changed_behind_the_journals_back_is_found",
)
"""Tests that write rows by hand, to see what becomes of them."""

MODULES = (
    "access",
    "backup",
    "border",
    "coordination",
    "credentials",
    "demo",
    "journal/foreign/test_deciding.py",
    "journal/test_erasure.py",
    "people",
    "places",
    "watchlist",
)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_changed_rows_are_journal_changes_over_every_action(tmp_path):
    report = tmp_path / "accounts.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "PYTEST_", "DJANGO_"))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.journal.accounts", "--accounts", str(report), "-m", "not slow"]
    done = subprocess.run(
        [*command, *(f"tests/{module}" for module in MODULES)], env=environment, capture_output=True, text=True, check=False
    )
    found = json.loads(report.read_text())
    assert [fault for fault in found["wrong"] if not fault.startswith(BY_HAND)] == []
    assert [name for name in found["never seen"] if not name.startswith("sample.")] == []
    assert found["actions"] > 40
    assert done.returncode == 0, done.stdout[-3000:]
