"""Whether the server of this node runs: it holds a lock as long as it lives, so that nobody changes its store under its feet."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from lakay.kernel import locks


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
    try:
        return locks.lock(Path(settings.DATA) / "serving.lock")
    except locks.Taken:
        raise Runs from None
