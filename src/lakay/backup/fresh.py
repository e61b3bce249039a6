"""A store that is being made and that nobody works with yet: cut off half way it is thrown away, so it need not survive that.

SQLite's write-ahead log would hold the whole store once more, and each look-up would have to search it: making a store would cost ever more
for each row. So there is none until the store is whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from lakay.journal.writer import writer

HURRIED = (
    "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA secure_delete=1; PRAGMA foreign_keys=1; PRAGMA cache_size=-65536;"
)
"""In the place of SQLITE_PRAGMAS (config.environment). The cache is 64 MB: identifiers fall anywhere in an index."""


@contextmanager
def hurried() -> Iterator[None]:
    """Connections of this process that are opened inside write without a log. The caller's store is a file that is thrown away if it fails."""
    if connection.vendor != "sqlite":
        yield
        return
    before = connection.settings_dict["OPTIONS"]["init_command"]
    _begin(HURRIED)
    try:
        yield
    finally:
        _begin(before)


def _begin(pragmas: str) -> None:
    """From the next connection on."""
    writer.stop()
    connections.close_all()
    for known in (connections.settings["default"], connection.settings_dict):
        known["OPTIONS"]["init_command"] = pragmas


def on_disk(store: Path) -> None:
    """Have the disk acknowledge a file that was written without asking it to."""
    with store.open("rb+") as file:
        os.fsync(file.fileno())
