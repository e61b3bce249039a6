"""The folder of an index: one generation in use, swapped whole, and the changes since it was built.

    CURRENT          what it was made with, and the name of the generation in use
    g000012/         its arrays (`columns`), read by all processes of the node through the same memory
    g000012/changes  one line of JSON a change, in order; the last of a key stands

Who reads looks at both at every question, so that a change shows at once. The names lie here in clear: the folder is for its owner only.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from zlib import crc32

from lakay.names import tables
from lakay.names.index.building import build
from lakay.names.index.columns import write
from lakay.names.index.entries import Entry

_RULES = Path(tables.__file__).parent
CURRENT = "CURRENT"
CHANGES = "changes"
FORMAT = "1"
"""Of the arrays."""


class NoIndex(RuntimeError):
    """The folder holds no index yet: build one first."""


def publish(folder: Path, entries: Iterable[Entry]) -> Path:
    """Build a generation from the list and put it in the place of the one in use. Changes made meanwhile are kept.

    Read the list after this was called, not before: what changed in between would be missed. Returns the folder of the generation.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = current(folder)
    kept_until = _size(before)
    made = folder / f"new-{os.getpid()}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(mode=0o700)
    write(build(entries), made)
    with _lock(folder):
        before_now = current(folder)
        if before_now and before_now == before:
            (made / CHANGES).write_bytes((before_now / CHANGES).read_bytes()[kept_until:])
        else:
            (made / CHANGES).touch()
        generation = folder / f"g{_last(folder) + 1:06}"
        made.rename(generation)
        _point(folder, generation)
    for old in folder.glob("g*"):
        if old not in {generation, before_now}:
            shutil.rmtree(old, ignore_errors=True)
    return generation


def change(folder: Path, key: str, entries: Iterable[Entry] = ()) -> None:
    """From now on the person of this key has these entries and no others; none: the person is not on the list. Raises NoIndex."""
    line = json.dumps({"key": key, "entries": [tuple(entry) for entry in entries]}, ensure_ascii=False) + "\n"
    with _lock(folder), (in_use(folder) / CHANGES).open("ab") as changes:
        changes.write(line.encode())


def read_changes(generation: Path, start: int) -> tuple[list[tuple[str, list[Entry]]], int]:
    """The changes from a place of the file on, and where they end. A line half written is left for the next time."""
    with (generation / CHANGES).open("rb") as changes:
        changes.seek(start)
        text = changes.read()
    whole = text[: text.rfind(b"\n") + 1]
    return list(_parsed(whole)), start + len(whole)


def _parsed(text: bytes) -> Iterator[tuple[str, list[Entry]]]:
    for line in text.splitlines():
        read = json.loads(line)
        yield read["key"], [Entry(*fields)._replace(documents=tuple(fields[-1])) for fields in read["entries"]]


def in_use(folder: Path) -> Path:
    """The generation in use. Raises NoIndex."""
    found = current(folder)
    if found is None:
        raise NoIndex(str(folder))
    return found


def current(folder: Path) -> Path | None:
    """The generation in use, if there is one of this format."""
    with suppress(FileNotFoundError):
        made, _, name = (folder / CURRENT).read_text(encoding="ascii").strip().partition(" ")
        return folder / name if made == made_with() else None
    return None


@cache
def made_with() -> str:
    """The format, and the rules by which words sound and are cut. An index made with others is as good as none: it is built again."""
    rules = [*_RULES.glob("*.py"), *tables.folder().glob("*.csv")]
    digest = 0
    for file in sorted(rules):
        digest = crc32(file.read_bytes(), digest)
    return f"{FORMAT}-{digest:08x}"


def _size(generation: Path | None) -> int:
    return (generation / CHANGES).stat().st_size if generation else 0


def _last(folder: Path) -> int:
    """The highest number of a generation."""
    return max((int(place.name[1:]) for place in folder.glob("g*")), default=0)


def _point(folder: Path, generation: Path) -> None:
    beside = folder / f"{CURRENT}.new"
    beside.write_text(f"{made_with()} {generation.name}", encoding="ascii")
    beside.replace(folder / CURRENT)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One writer at a time, among all processes of the node."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
