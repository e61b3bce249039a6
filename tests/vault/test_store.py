"""The file of the store, encrypted: what can be read without the key, and what is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pysqlite3
import pytest
from sqlcipher3 import dbapi2

from lakay.vault import held, store
from tests.vault.conftest import Post

WORDS = "Mirlande Jean-Baptiste RD4270418"


@pytest.fixture
def path(post: Post, tmp_path: Path) -> Path:
    """An open post; its store is not made yet."""
    post.make()
    return tmp_path / "lakay.sqlite3"


def fill(path: Path) -> None:
    """A store with a page of somebody's words in it, one in the file and one in the write-ahead log."""
    with store.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE person (name TEXT)")
        connection.execute("INSERT INTO person VALUES (?)", (WORDS,))
        connection.execute("PRAGMA wal_checkpoint")


def test_neither_the_file_nor_its_log_can_be_read_without_the_key(path: Path) -> None:
    with store.connect(path) as connection:
        fill(path)
        connection.execute("INSERT INTO person VALUES (?)", (WORDS,))
        connection.execute("CREATE TEMP TABLE held AS SELECT name FROM person ORDER BY name")
        lying = sorted(path.parent.glob("lakay.sqlite3*"))
        assert [file.name for file in lying] == ["lakay.sqlite3", "lakay.sqlite3-shm", "lakay.sqlite3-wal"]
        assert lying[2].stat().st_size > 0
        for file in lying:
            data = file.read_bytes()
            assert WORDS.encode() not in data
            assert b"person" not in data
            assert not data.startswith(store.PLAIN_HEADER)
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    with pytest.raises(pysqlite3.DatabaseError):
        pysqlite3.connect(str(path)).execute("SELECT count(*) FROM sqlite_master")


def test_a_changed_page_is_found(path: Path) -> None:
    fill(path)
    data = bytearray(path.read_bytes())
    data[4096 + 100] ^= 1
    path.write_bytes(data)
    with store.connect(path) as connection:
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall()
        with pytest.raises(dbapi2.DatabaseError):
            connection.execute("SELECT * FROM person").fetchall()


def test_a_closed_post_opens_no_store(path: Path) -> None:
    fill(path)
    held.forget()
    with pytest.raises(store.StoreClosed), store.connect(path):
        pass


def test_the_key_of_another_vault_is_told(path: Path) -> None:
    fill(path)
    held.held().root[:] = bytes(32)
    with pytest.raises(store.WrongStoreKey), store.connect(path):
        pass


def test_a_plain_store_is_refused(path: Path) -> None:
    plain = pysqlite3.connect(str(path))
    plain.execute("CREATE TABLE person (name TEXT)")
    plain.commit()
    with pytest.raises(store.StoreNotEncrypted), store.connect(path):
        pass


def test_a_library_that_does_not_encrypt_is_refused(path: Path) -> None:
    with pytest.raises(store.NoCipher):
        store.give_key(sqlite3.connect(":memory:"), "00" * 32)


def test_the_key_stands_in_no_message(path: Path) -> None:
    fill(path)
    key = held.store_key()
    held.held().root[:] = bytes(32)
    with pytest.raises(store.WrongStoreKey) as caught, store.connect(path):
        pass
    seen: BaseException | None = caught.value
    while seen is not None:
        assert key not in f"{seen!r} {seen.__notes__ if hasattr(seen, '__notes__') else ''}"
        seen = seen.__cause__


def test_an_older_plain_store_is_encrypted_with_all_it_holds_and_written_over(path: Path) -> None:
    plain = pysqlite3.connect(str(path))
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("CREATE TABLE person (name TEXT)")
    plain.executemany("INSERT INTO person VALUES (?)", [(f"{WORDS} {number}",) for number in range(500)])
    plain.commit()
    plain.close()
    with path.open("rb") as old:
        store.encrypt(path)
        old.seek(0)
        assert WORDS.encode() not in old.read(), "the plain bytes were written over, not only unlinked"
    assert [file.name for file in path.parent.glob("lakay.sqlite3*")] == ["lakay.sqlite3"]
    assert WORDS.encode() not in path.read_bytes()
    with store.connect(path) as connection:
        assert connection.execute("SELECT count(*), max(name) FROM person").fetchone() == (500, f"{WORDS} 99")


def test_there_is_nothing_to_encrypt_where_no_store_is(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.encrypt(path)
