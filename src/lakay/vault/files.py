"""Files that must not leave copies of themselves: replaced whole or not at all, their old bytes written over."""

from __future__ import annotations

import os
from pathlib import Path

from lakay.kernel.whole import sync_folder


def replace(path: Path, data: bytes) -> None:
    """The file says the new thing or the old one, also after a cut of power. The bytes of the old one are written over.

    On a disk of flash the old block may live on inside the disk, out of reach of any program (ADR 0012).
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.new")
    _write(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), data)
    old = os.open(path, os.O_WRONLY) if path.exists() else None
    fresh.replace(path)
    sync_folder(path.parent)
    if old is not None:
        _write(old, os.urandom(os.fstat(old).st_size))


def create(path: Path, data: bytes) -> None:
    """A new file for its owner alone. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), data)


def shred(path: Path) -> None:
    """Write over a file, cut it to nothing and take its name away; one that is not there is no fault."""
    try:
        number = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    _write(number, os.urandom(os.fstat(number).st_size))
    os.truncate(path, 0)
    path.unlink()


def _write(number: int, data: bytes) -> None:
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
