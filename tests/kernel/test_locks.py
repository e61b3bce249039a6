"""A lock among the processes of a node: one has it, and a process that is killed leaves it behind for the next."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from lakay.kernel import locks


def test_one_has_it_and_the_next_has_it_afterwards(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "work.lock"
    with locks.alone(place) as mine, locks.alone(place) as other:
        assert (mine, other) == (True, False)
    with locks.alone(place) as again:
        assert again


def test_who_has_patience_waits_and_who_has_none_is_told(tmp_path: Path) -> None:
    place = tmp_path / "work.lock"
    held = locks.lock(place)
    begun = time.monotonic()
    with pytest.raises(locks.Taken):
        locks.lock(place, patience=0.3)
    assert time.monotonic() - begun >= 0.3
    held.close()
    locks.lock(place).close()


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    place = tmp_path / "work.lock"
    hold = (
        "import sys, time; from pathlib import Path; from lakay.kernel.locks import lock; "
        "f = lock(Path(sys.argv[1])); print('has it', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", hold, str(place)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"has it\n"
    with pytest.raises(locks.Taken):
        locks.lock(place)
    other.kill()
    other.communicate()
    locks.lock(place).close()
