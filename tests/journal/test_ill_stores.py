"""Stores that are ill: a full disk, a failing one, many processes, a server that throws its clients out."""

import os
import shutil
import subprocess
import sys

import pytest
from django.db import connection, connections

from lakay.journal.writer import Item, StoreBroken, one_turn, writer
from tests.journal.sample.actions import open_card, stamp
from tests.journal.sample.models import Card, Stamp
from tests.journal.test_writer import is_whole

on_postgres = pytest.mark.postgres
only_sqlite = pytest.mark.skipif("postgres" in os.environ.get("LAKAY_DATABASE_URL", ""), reason="a fault of SQLite's file")


@only_sqlite
@pytest.mark.slow
def test_a_full_disk_is_never_acknowledged_and_stops_the_node(tmp_path):
    """In a process of its own, whose files may not grow further."""
    done = run_alone(tmp_path, "full_disk")
    assert done == "StoreBroken StoreBroken StoreBroken whole True"


@only_sqlite
@pytest.mark.slow
def test_four_processes_write_into_one_file_while_others_checkpoint(tmp_path):
    done = run_alone(tmp_path, "storm")
    assert done == "600 events, integrity ok, findings 0, drifts 0"


@only_sqlite
@pytest.mark.slow
@pytest.mark.parametrize(
    "call", ["fsync,fdatasync:error=EIO:when=12+", "pwrite64:error=ENOSPC:when=60+", "pwrite64:error=EIO:when=75+"]
)
def test_a_disk_that_fails_is_never_acknowledged(tmp_path, call):
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    run_alone(tmp_path, "make_ready")
    acknowledged = int(
        run_alone(tmp_path, "until_broken", prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}"])
    )
    standing, findings = map(int, run_alone(tmp_path, "count").split())
    assert 0 < acknowledged < 500
    assert acknowledged <= standing <= acknowledged + 1
    assert findings == 0


def run_alone(folder, what, prefix=()):
    """Run a scene of tests/journal/alone.py in a process of its own and return its last line."""
    environment = {key: value for key, value in os.environ.items() if key != "LAKAY_DATABASE_URL"}
    environment |= {"LAKAY_DATA": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [*prefix, sys.executable, "-m", "tests.journal.alone", what]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500, check=False)
    assert done.stdout.strip(), done.stderr[-2000:]
    return done.stdout.strip().splitlines()[-1]


@on_postgres
def test_the_writer_comes_back_after_the_server_has_thrown_it_out(node, card, marie, now):
    card()
    pid = writer.submit(Item(lambda batch: _pid(), lambda: None))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    open_card(by=marie, at=now, name="after")
    assert Card.objects.count() == 2
    is_whole()


@on_postgres
def test_a_connection_lost_in_the_middle_of_a_turn_is_taken_up_again(node, card, marie, now):
    one = card()
    lost: list[int] = []

    def work(batch):
        if not lost:
            lost.append(_pid())
            other = connections.create_connection("default")
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", lost)
            other.close()
        return stamp(by=marie, at=now, card=one, number=1)

    assert writer.submit(Item(work, lambda: None)).records
    assert Stamp.objects.count() == 1
    is_whole()


def _pid():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_broken_store_accepts_nothing_more(node, card, marie, now):
    card()
    writer.broken = RuntimeError("the disk refused")
    with pytest.raises(StoreBroken):
        open_card(by=marie, at=now, name="Jean")
    with pytest.raises(StoreBroken), one_turn():
        open_card(by=marie, at=now, name="Jean")
    assert Card.objects.count() == 1
