"""What a closed post can remember without a key: how many wrong PINs there were, that one was given under threat, that it was wiped.

Files without content; the journal cannot be written while the post is closed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from lakay.vault import files

TRIES = "tries"
DURESS = "mark"
WIPED = "wiped"


def wrong_pin(folder: Path) -> int:
    """One wrong PIN more. Returns how many there were since the last right one: the length of the file."""
    path = folder / TRIES
    with path.open("ab") as file:
        file.write(b".")
    return path.stat().st_size


def right_pin(folder: Path) -> None:
    """The count begins anew."""
    (folder / TRIES).unlink(missing_ok=True)


def tries(folder: Path) -> int:
    """Wrong PINs since the last right one."""
    path = folder / TRIES
    return path.stat().st_size if path.is_file() else 0


def last_try(folder: Path) -> datetime | None:
    """When the last wrong PIN was given, by the clock of the disk."""
    path = folder / TRIES
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.is_file() else None


def duress(folder: Path) -> None:
    """The duress PIN was given."""
    _put(folder / DURESS)
    wrong_pin(folder)


def is_marked(folder: Path) -> bool:
    """Whether the duress PIN was given since the hub was last told."""
    return (folder / DURESS).is_file()


def told(folder: Path) -> None:
    """The hub knows."""
    (folder / DURESS).unlink(missing_ok=True)


def wiped(folder: Path) -> None:
    """This node destroyed its keys."""
    _put(folder / WIPED)


def is_wiped(folder: Path) -> bool:
    """Whether this node destroyed its keys."""
    return (folder / WIPED).is_file()


def _put(path: Path) -> None:
    if not path.is_file():
        files.create(path, b"")
