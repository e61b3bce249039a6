"""Whether the server of this node runs: it holds a lock as long as it lives, so that nobody changes its store under its feet."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


class Runs(RuntimeError):
    """The server of this node runs."""


_held: list[BinaryIO] = []


def hold() -> bool:
    """Say that the server runs, until this process ends. False where another process of the node says so already."""
    try:
        _held.append(_locked())
    except Runs:
        return False
    return True


def not_serving() -> None:
    """Raise Runs if the server of this node runs."""
    _locked().close()


def _locked() -> BinaryIO:
    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = (folder / "serving.lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise Runs from None
    return file
