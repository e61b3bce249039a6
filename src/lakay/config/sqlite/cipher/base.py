"""The database backend `lakay.config.sqlite.cipher`: Django's own, bound to SQLCipher, every connection keyed by the open vault."""

from __future__ import annotations

from typing import Any

import sqlcipher3

from lakay.config.sqlite.driver import bind
from lakay.vault.store import Keyed

DjangosWrapper: Any = bind(sqlcipher3).DatabaseWrapper


class DatabaseWrapper(DjangosWrapper):  # type: ignore[misc]
    """Django's SQLite, encrypted."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's own, with a connection that gives the key."""
        params: dict[str, Any] = super().get_connection_params()
        return params | {"factory": Keyed}
