"""Small files that are there whole or not at all: whoever reads sees the old one or the new one, also after a cut of power."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, content: bytes | str, *, mode: int = 0o600, sync: bool = True) -> None:
    """Write under another name in the same folder, then give it the name. Two may do it at once: one of them is the last.

    `mode`: who may read it; as a rule its owner alone. `sync`: on the disk when this returns; what can be told anew need not be.
    Raises OSError; then the file is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    if sync:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
