"""Binds Django's SQLite backend to a library of our own, once for a process: pysqlite3, or sqlcipher3 where the store is encrypted."""

from __future__ import annotations

import sys
from types import ModuleType

from django.core.exceptions import ImproperlyConfigured

OLDEST_SAFE = (3, 51, 3)
"""Below it SQLite can corrupt a write-ahead log that two connections use (sqlite.org, release notes of 3.51.3)."""


def bind(module: ModuleType) -> ModuleType:
    """Let the name `sqlite3` mean this module from here on, and give Django's backend over it.

    The system's SQLite (3.40 on Debian 12) is too old, and Python's module cannot be told to use another library.
    """
    name = module.__name__
    if module.sqlite_version_info < OLDEST_SAFE:
        raise ImproperlyConfigured(
            f"SQLite {module.sqlite_version} can corrupt its write-ahead log. Install {name} with SQLite 3.51.3 or newer."
        )
    sys.modules["sqlite3"] = module
    sys.modules["sqlite3.dbapi2"] = module.dbapi2
    from django.db.backends.sqlite3 import base  # noqa: PLC0415  (only after the exchange)

    if getattr(base, "Database", None) is not module.dbapi2:
        raise ImproperlyConfigured("Another SQLite was loaded before Lakay's. Start Lakay with its own command.")
    return base
