"""Scenes that need a process of their own: `python -m tests.journal.alone SCENE`. The last line printed is the outcome."""

from __future__ import annotations

import logging
import os
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

os.environ |= {"LAKAY_MODE": "test", "LAKAY_TEST_APPS": "tests.journal.sample", "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}

import django

django.setup()

# ruff: noqa: E402  (models exist only after Django has started)
from django.core.management import call_command
from django.db import DatabaseError, connection

from lakay.journal import checking, rebuild
from lakay.journal.keys import make_node_keys
from lakay.journal.models import Event
from lakay.journal.writer import StoreBroken, writer
from lakay.kernel.actors import system_actor
from tests.journal.sample.actions import open_card
from tests.journal.sample.models import Card

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
FOLDER = Path(os.environ["LAKAY_DATA"])
ME = system_actor("alone")


def prepare() -> None:
    """Tables and keys."""
    make_node_keys()
    call_command("migrate", verbosity=0, run_syncdb=True)


def findings() -> int:
    """How much is wrong."""
    return len(list(checking.findings())) + len(list(rebuild.drifts()))


def full_disk() -> str:
    """Files may not grow; then they may again, in a new process."""
    prepare()
    open_card(by=ME, at=NOW, name="first")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = max(path.stat().st_size for path in FOLDER.glob("lakay.sqlite3*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
    acknowledged, told = 1, []
    for number in range(200):
        try:
            open_card(by=ME, at=NOW, name=f"card {number}", story="x" * 2000)
            acknowledged += 1
        except (StoreBroken, DatabaseError) as error:
            told.append(type(error).__name__)
            if len(told) == 2:
                break
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    try:
        open_card(by=ME, at=NOW, name="there is room again")
    except StoreBroken as error:  # but who would trust this disk now?
        told.append(type(error).__name__)
    whole = "whole" if not findings() else "broken"
    return f"{' '.join(told)} {whole} {Card.objects.count() == acknowledged}"


def storm() -> str:
    """Four writers, and checkpoints all the while."""
    prepare()
    processes = [subprocess.Popen([sys.executable, "-m", "tests.journal.alone", "write", str(number)]) for number in range(4)]
    while any(process.poll() is None for process in processes):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(process.wait() == 0 for process in processes)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        integrity = cursor.fetchone()[0]
    drifts = len(list(rebuild.drifts()))
    return f"{Event.objects.count()} events, integrity {integrity}, findings {len(list(checking.findings()))}, drifts {drifts}"


def write() -> str:
    """One of the four."""
    for number in range(150):
        open_card(by=ME, at=NOW, name=f"{sys.argv[2]} {number}")
    writer.stop()
    return "written"


def until_broken() -> str:
    """Write until the disk fails, and say how many were acknowledged."""
    acknowledged = 0
    try:
        for number in range(500):
            open_card(by=ME, at=NOW, name=f"card {number}")
            acknowledged += 1
    except (StoreBroken, DatabaseError):
        pass
    return str(acknowledged)


def count() -> str:
    """What is there after all that."""
    return f"{Card.objects.count()} {findings()}"


def make_ready() -> str:
    """A store with one card."""
    prepare()
    return "ready"


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    print(globals()[sys.argv[1]](), flush=True)  # noqa: T201
    os._exit(0)
