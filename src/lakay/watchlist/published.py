"""The list as it lies laid out on the disk of a hub, so that every process has it at once after a start (ADR 17, ADR 18).

    CURRENT          the rules that it was made with, and the name of the generation in use
    g000012/         its arrays (`lakay.names.index.columns`), and `mark.json`: how far the store had come when the list was read

The keeper of the list puts a new generation in the place of the old one in one step. Where there is none, or one of another store, of
other rules, or of before an erasure, each process lays the list out from the tables: slower, and not less. An encrypted store has none, for
the names would lie beside it in clear; a short list needs none.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from lakay.names.index.columns import Columns, write
from lakay.names.index.columns import load as load_columns
from lakay.names.index.store import made_with
from lakay.watchlist.held import Mark, follows

SHORT = 2_000
"""A list with fewer names is laid out in a fraction of a second."""
CURRENT, MARK = "CURRENT", "mark.json"


def folder() -> Path:
    """Where the generations lie."""
    return Path(settings.DATA) / "watchlist" / "index"


def current() -> str:
    """The name of the generation in use; "" where there is none made with the rules of this release."""
    with suppress(FileNotFoundError):
        made, _, name = (folder() / CURRENT).read_text(encoding="ascii").partition(" ")
        return name if made == made_with() else ""
    return ""


def load(now: Mark) -> tuple[Columns, Mark, str] | None:
    """The list in use and the mark up to which it goes, if the store of now has come from there."""
    name = current()
    if not name:
        return None
    with suppress(OSError, ValueError):
        epoch, position, generation, digest = json.loads((folder() / name / MARK).read_text(encoding="ascii"))
        mark = (epoch, position, generation, bytes.fromhex(digest))
        return (load_columns(folder() / name), mark, name) if follows(mark, now) else None
    return None


def put(columns: Columns, mark: Mark) -> str:
    """Put a list in the place of the one in use; `mark`: of before it was read. Returns its name.

    The older ones go at once, for somebody's erased name may lie in them; who still reads one keeps it until the end of the reading.
    """
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = place / f"new-{os.getpid()}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(mode=0o700)
    write(columns, made)
    (made / MARK).write_text(json.dumps([*mark[:3], mark[3].hex()]), encoding="ascii")
    name = f"g{max((int(old.name[1:]) for old in place.glob('g*')), default=0) + 1:06}"
    made.rename(place / name)
    beside = place / f"{CURRENT}.new"
    beside.write_text(f"{made_with()} {name}", encoding="ascii")
    beside.replace(place / CURRENT)
    clear(but=name)
    return name


def clear(but: str = "") -> None:
    """Take the older generations away; all of them, where the list is not to lie here."""
    place = folder()
    if not but:
        (place / CURRENT).unlink(missing_ok=True)
    for old in (*place.glob("g*"), *place.glob("new-*")):
        if old.name != but:
            shutil.rmtree(old, ignore_errors=True)
