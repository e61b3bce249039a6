"""Is this machine fit to be trusted with records? Each check says what it found and what to do."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from statistics import median

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from lakay.journal.keys import SIGNING, WRAPPING
from lakay.journal.models import Head
from lakay.kernel.clock import EPOCH
from lakay.vault import protected

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows an earlier day than this."""

SYNCS = 20
LEAST_FREE = 2 * 1024**3
SUSPICIOUSLY_FAST_MS = 0.2
SLOW_MS = 25.0


class State(StrEnum):
    """What a check came to."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Result:
    """One check: its stable code, what was found, and what to do about it (empty if nothing)."""

    code: str
    state: State
    found: str
    todo: str = ""


def examine() -> list[Result]:
    """All checks, in the order in which a person would mend things."""
    return [check() for check in CHECKS]


def _versions() -> Result:
    found = _("Python %(python)s, Django %(django)s, database %(database)s") % {
        "python": ".".join(map(str, sys.version_info[:3])),
        "django": django.get_version(),
        "database": _database_version(),
    }
    return Result("versions", State.GOOD, found)


def _database_version() -> str:
    module = getattr(connection, "Database", None)
    if connection.vendor == "sqlite":
        return f"SQLite {getattr(module, 'sqlite_version', '?')}"
    connection.ensure_connection()
    return f"PostgreSQL {connection.pg_version // 10000}"  # type: ignore[attr-defined]


def _store() -> Result:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        found = _("The tables are older than the program: %(count)d steps are missing.") % {"count": len(waiting)}
        return Result("store", State.BAD, found, _("Make a backup, then run `lakay init`."))
    head = Head.objects.filter(id=1).first()
    found = _("The tables are up to date; the journal holds %(count)d events of this node.") % {"count": head.seq if head else 0}
    return Result("store", State.GOOD, found)


def _disk_sync() -> Result:
    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / "doctor.probe"
    took = [_one_sync(probe) for _n in range(SYNCS)]
    probe.unlink()
    ms = median(took)
    found = _("A sync of the disk takes %(ms).2f ms.") % {"ms": ms}
    if ms < SUSPICIOUSLY_FAST_MS:
        todo = _(
            "That is faster than disks are: it may answer before the data is safe. Use a disk that keeps its word, or a battery."
        )
        return Result("disk_sync", State.LOOK, found, todo)
    if ms > SLOW_MS:
        return Result("disk_sync", State.LOOK, found, _("The line will wait for this disk. Use a solid-state disk."))
    return Result("disk_sync", State.GOOD, found)


def _one_sync(probe: Path) -> float:
    with probe.open("ab") as file:
        file.write(b"x" * 4096)
        file.flush()
        started = time.perf_counter()
        os.fsync(file.fileno())
    return (time.perf_counter() - started) * 1000


def _clock() -> Result:
    now = datetime.now(UTC)
    found = _("The clock says %(now)s (UTC).") % {"now": f"{now:%Y-%m-%d %H:%M}"}
    if now < BUILT:
        return Result(
            "clock",
            State.BAD,
            found,
            _("The clock is wrong: it shows a day before this program was made. Set it by the network or by hand."),
        )
    head = Head.objects.filter(id=1).first()
    last = EPOCH + timedelta(milliseconds=(head.hlc >> 16) if head else 0)
    if last > now + timedelta(minutes=5):
        return Result(
            "clock",
            State.BAD,
            found,
            _("The journal holds later entries than that: the clock was set back. Set it right before work begins."),
        )
    return Result("clock", State.GOOD, found)


def _space() -> Result:
    free = shutil.disk_usage(settings.DATA).free
    found = _("%(gib).1f GiB are free on the disk of the data.") % {"gib": free / 1024**3}
    if free < LEAST_FREE:
        return Result("space", State.BAD, found, _("Free at least 2 GiB, or move the data to a larger disk."))
    return Result("space", State.GOOD, found)


def _keys() -> Result:
    folder = Path(settings.KEYS)
    files = [folder / SIGNING, folder / WRAPPING]
    missing = [path.name for path in files if not protected.exists(path)]
    if missing:
        return Result(
            "keys",
            State.BAD,
            _("Keys are missing in %(folder)s.") % {"folder": folder},
            _("On a new node run `lakay init`; on an old one bring the keys back from their safe."),
        )
    files = [protected.sealed(path) if not path.is_file() else path for path in files]
    loose = [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        found = _("Others on this machine can read the keys in %(folder)s.") % {"folder": folder}
        return Result("keys", State.BAD, found, _("Run: chmod 600 %(files)s") % {"files": " ".join(map(str, loose))})
    found = _("The keys lie in %(folder)s and only their owner reads them.") % {"folder": folder}
    if folder.is_relative_to(settings.DATA) and settings.MODE == "node" and not settings.ENCRYPTED:
        todo = _(
            "They lie beside the data they protect. Set LAKAY_KEYS to a stick or a disk of their own, and keep a copy in a safe."
        )
        return Result("keys", State.LOOK, found, todo)
    return Result("keys", State.GOOD, found)


def _swaps() -> bool:
    """Whether the system may write memory to a disk; memory that is only compressed (zram) does not count."""
    table = Path("/proc/swaps")
    lines = table.read_text().splitlines()[1:] if table.is_file() else []
    return any("zram" not in line for line in lines)


def _vault() -> Result:
    if settings.ENCRYPTED:
        found = _("The store is encrypted; it opens with an officer's key and PIN.")
        if _swaps():
            todo = _("This computer writes memory to its disk (swap), and keys may be in it. Switch swap off, or encrypt it.")
            return Result("vault", State.LOOK, found, todo)
        return Result("vault", State.GOOD, found)
    if connection.vendor == "sqlite" and settings.MODE == "node":
        todo = _("At a post set LAKAY_ENCRYPT=yes: who steals this computer can read everything. See `lakay vault --help`.")
        return Result("vault", State.LOOK, _("The store is not encrypted."), todo)
    return Result("vault", State.GOOD, _("The store is not encrypted by Lakay."))


def _mode() -> Result:
    if settings.MODE != "node":
        found = _("This node runs in %(mode)s mode: anyone may log in as anybody.") % {"mode": settings.MODE}
        return Result(
            "mode", State.LOOK, found, _("Never enter a real person here. A real node is started with LAKAY_MODE=node.")
        )
    return Result("mode", State.GOOD, _("This node is for real work."))


CHECKS: list[Callable[[], Result]] = [_versions, _store, _disk_sync, _clock, _space, _keys, _vault, _mode]
