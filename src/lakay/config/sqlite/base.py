"""The database backend `lakay.config.sqlite`: Django's own, bound to pysqlite3.

The system's SQLite (3.40 on Debian 12) can corrupt a write-ahead log that two connections use, a fault mended in
3.51.3 (sqlite.org/changes.html). Python's module cannot be told to use another library, so the name `sqlite3` means
pysqlite3 from here on in this process.
"""

from __future__ import annotations

import sys

import pysqlite3
from django.core.exceptions import ImproperlyConfigured

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from django.db.backends.sqlite3 import base  # noqa: E402  (only after the exchange)

OLDEST_SAFE = (3, 51, 3)

if pysqlite3.sqlite_version_info < OLDEST_SAFE:
    raise ImproperlyConfigured(
        f"SQLite {pysqlite3.sqlite_version} can corrupt its write-ahead log. Install pysqlite3 with SQLite 3.51.3 or newer."
    )
if getattr(base, "Database", None) is not pysqlite3.dbapi2:
    raise ImproperlyConfigured("Another SQLite was loaded before Lakay's. Start Lakay with its own command.")

DatabaseWrapper = base.DatabaseWrapper
