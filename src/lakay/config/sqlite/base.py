"""The database backend `lakay.config.sqlite`: Django's own, bound to pysqlite3."""

from __future__ import annotations

import pysqlite3

from lakay.config.sqlite.driver import bind

DatabaseWrapper = bind(pysqlite3).DatabaseWrapper
