"""The threads of the running program: what goes wrong is told in the log, without what was being worked on."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError

from lakay.journal.background import Worker
from lakay.web.shell.logs import SafeFormatter


def test_the_log_says_what_failed_and_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    def work(_ended: Callable[[], bool]) -> None:
        worker.end()
        raise DatabaseError("no row for Saint-Fleur, Jean")

    log = logging.getLogger("lakay.tests.background")
    worker = Worker("tests", work, threading.Event(), log, "the list was not locked")
    worker.run()
    [record] = caplog.records
    line = SafeFormatter().format(record)
    assert json.loads(line)["event"] == "the list was not locked: DatabaseError"
    assert "Saint-Fleur" not in line


@pytest.mark.parametrize(
    ("logger", "text", "told"),
    [
        ("lakay.sync.releasing", "ALARM: at node %s", "ALARM: at node OUA-A1"),
        ("lakay.web.opening", "the post was opened", "the post was opened"),
        ("some.library", "cannot open %s", "cannot open %s"),
        ("some.library", "cannot open OUA-A1", "some.library"),
    ],
)
def test_our_own_lines_are_whole_and_those_of_others_without_what_they_are_about(logger: str, text: str, told: str) -> None:
    values = ("OUA-A1",) if "%s" in text else ()
    record = logging.LogRecord(logger, logging.WARNING, __file__, 1, text, values, None)
    assert json.loads(SafeFormatter().format(record))["event"] == told
