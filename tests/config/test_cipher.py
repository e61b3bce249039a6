"""The store of this run, where it is encrypted: `LAKAY_TEST_CIPHER=1`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from lakay.vault import held, store

pytestmark = [
    pytest.mark.skipif(os.environ.get("LAKAY_TEST_CIPHER") != "1", reason="needs the encrypted store: `just test cipher`"),
    pytest.mark.django_db(transaction=True),
]


def one(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_it_is_encrypted_and_keeps_the_pragmas_of_every_store() -> None:
    assert one("PRAGMA cipher_version")
    assert [one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")] == [
        "wal", 2, 1, 1, 2,
    ]  # fmt: skip
    name = Path(connection.settings_dict["NAME"])
    assert not name.read_bytes().startswith(store.PLAIN_HEADER)
    assert connection.Database.sqlite_version_info >= (3, 51, 3)  # type: ignore[attr-defined]


def test_without_the_key_a_new_connection_is_refused() -> None:
    kept = list(held._held)
    connection.close()
    held._held.clear()
    try:
        with pytest.raises(OperationalError):
            one("SELECT 1")
    finally:
        held._held[:] = kept
    assert one("SELECT 1") == 1
