"""The register while it is brought up to date: a copy to go back to, with the release that belongs to it.

It is no backup: it lies on the same disk, and is gone as soon as the new release is known to work, because records that are erased or leave
the window of the post must not live on in it.
"""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

from lakay.install.layout import Layout

RECORD = "installed.json"


def store_files(layout: Layout) -> list[Path]:
    """The files of the register: the database with its log."""
    return sorted(path for path in layout.data.glob("lakay.sqlite3*") if path.is_file())


def store_bytes(layout: Layout) -> int:
    """How large the register is."""
    return sum(path.stat().st_size for path in store_files(layout))


def keep(layout: Layout) -> None:
    """Copy the register, while nothing runs, with the record of what is installed. The copy is whole or does not count."""
    half = layout.kept_store.with_suffix(".half")
    for folder in (half, layout.kept_store, layout.tried_store):
        shutil.rmtree(folder, ignore_errors=True)
    half.mkdir(mode=0o700)
    for path in store_files(layout):
        shutil.copy2(path, half / path.name)
    if layout.record.is_file():
        shutil.copy2(layout.record, half / RECORD)
    settle(half)
    half.rename(layout.kept_store)
    settle(layout.data, files=False)


def tried(layout: Layout) -> None:
    """From now on the new release writes: a power cut must not undo it any more."""
    layout.kept_store.rename(layout.tried_store)
    settle(layout.data, files=False)


def is_kept(layout: Layout) -> bool:
    """Whether an upgrade was begun and never tried: the machine stopped in the middle."""
    return layout.kept_store.is_dir()


def put_back(layout: Layout, user: str) -> None:
    """Put register and record back as they were, log and all; what the failed release made of the register is gone.

    Safe to be cut off and done again: the copy goes last.
    """
    kept = layout.kept_store if is_kept(layout) else layout.tried_store
    for path in store_files(layout):
        path.unlink()
    for path in kept.glob("lakay.sqlite3*"):
        shutil.copy2(path, layout.data / path.name)
        if user:
            account = pwd.getpwnam(user)
            os.chown(layout.data / path.name, account.pw_uid, account.pw_gid)
    if (kept / RECORD).is_file():
        shutil.copy2(kept / RECORD, layout.record)
        settle(layout.program, files=False)
    settle(layout.data)


def settle(folder: Path, *, files: bool = True) -> None:
    """Wait until a folder, and the files right in it, are safe on the disk."""
    there = [path for path in folder.iterdir() if path.is_file()] if files else []
    for path in [*there, folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def forget(layout: Layout) -> None:
    """Remove the copy."""
    for folder in (layout.kept_store, layout.tried_store):
        shutil.rmtree(folder, ignore_errors=True)
