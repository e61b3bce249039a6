"""A lock of one process among those of a node: a file in the data folder. It goes with the process, also when that is killed."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

LOOK_AGAIN_SECONDS = 0.2


class Taken(RuntimeError):
    """Another process of this node, or another holder in this one, has the lock."""


def lock(path: Path, patience: float = 0.0) -> BinaryIO:
    """Take the lock and hold it until the file that is returned is closed. Raises Taken after so many seconds of waiting."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file, end = path.open("ab"), time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                file.close()
                raise Taken(path.name) from None
            time.sleep(LOOK_AGAIN_SECONDS)
        else:
            return file


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether this process has the work to itself; where another has it, there is nothing to do here."""
    try:
        file = lock(path)
    except Taken:
        yield False
        return
    with file:
        yield True
