"""The wipe of an evacuation: the keys first, then everything else. What is left can be opened by nobody, this node's own officers included.

What had not yet gone to another node is lost. People are told how much that is before they confirm.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lakay.kernel.whole import sync_folder
from lakay.vault import box, files, held, marks

SECRETS = ("*.sealed", "*.key", "*.new")


def wipe(keys: Path, stores: Iterable[Path] = ()) -> int:
    """Destroy the vault, every key file of this node and what this process knows; then cut the files of the store to nothing.

    The vault goes first: from that moment nothing opens. Returns how many files were destroyed.
    """
    with box.LOCK:
        found = [path for path in (keys / box.NAME, *_secrets(keys)) if path.is_file()]
        for path in found:
            files.shred(path)
        held.forget()
        marks.wiped(keys)
    sync_folder(keys)
    return len(found) + sum(_cut(path) for path in stores)


def _secrets(keys: Path) -> list[Path]:
    return [path for pattern in SECRETS for path in sorted(keys.rglob(pattern))]


def _cut(path: Path) -> int:
    """Give a file's blocks back to the disk: it is noise without the key, and on most disks soon not even that."""
    with suppress(FileNotFoundError):
        os.truncate(path, 0)
        path.unlink()
        return 1
    return 0
