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

    log = logging.getLogger("tests.background")
    worker = Worker("tests", work, threading.Event(), log, "the list was not locked")
    worker.run()
    [record] = caplog.records
    line = SafeFormatter().format(record)
    assert json.loads(line)["event"].startswith("the list was not locked")
    assert record.getMessage() == "the list was not locked: DatabaseError"
    assert "Saint-Fleur" not in line
