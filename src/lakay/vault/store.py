"""The encrypted file of the store: connections that give the key before anything else is said and trust nothing until they have seen that
the file is encrypted, and the change of a plain store into an encrypted one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from lakay.kernel.whole import sync_folder
from lakay.vault import held

PLAIN_HEADER = b"SQLite format 3\x00"
LEAST_CIPHER = (4, 6)


class StoreClosed(dbapi2.OperationalError):  # type: ignore[misc]
    """The post is not open: nobody gave the key yet."""


class StoreNotEncrypted(dbapi2.OperationalError):  # type: ignore[misc]
    """The file can be read by anybody. `lakay vault encrypt` encrypts an older store."""


class WrongStoreKey(dbapi2.OperationalError):  # type: ignore[misc]
    """The file belongs to another vault, or is damaged in its first page."""


class NoCipher(dbapi2.OperationalError):  # type: ignore[misc]
    """The library does not encrypt, though it is called SQLCipher."""


class Keyed(dbapi2.Connection):  # type: ignore[misc]
    """A connection to the encrypted store. The key stands in no argument, so in no traceback and no log."""

    def __init__(self, database: str, *args: Any, **more: Any) -> None:
        refuse_plain(database)
        try:
            key = held.store_key()
        except held.Closed:
            raise StoreClosed("the post is not open") from None
        super().__init__(database, *args, **more)
        give_key(self, key)


def give_key(connection: Any, key: str) -> None:
    """The key, 64 hex digits, used as it is. Then: is there a cipher, is it the right key? Raises NoCipher, WrongStoreKey."""
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    answer = connection.execute("PRAGMA cipher_version").fetchone()
    if answer is None or _numbers(answer[0]) < LEAST_CIPHER:
        raise NoCipher("the library does not encrypt")
    connection.execute("PRAGMA temp_store = MEMORY")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError:
        connection.close()
        raise WrongStoreKey("the store does not open with the key of this vault") from None


def refuse_plain(database: str) -> None:
    """Raise StoreNotEncrypted for a file that anybody could read; a new one is empty or not there yet."""
    path = Path(database)
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
                raise StoreNotEncrypted("the store is not encrypted")


class NotTheSame(RuntimeError):
    """The encrypted copy does not hold what the plain store holds; the plain one was left as it was."""


def encrypt(path: Path) -> None:
    """Turn a plain store, which nobody uses at the moment, into an encrypted one, and write over the plain bytes.

    Raises Closed, NotTheSame, FileNotFoundError. A cut of power leaves the plain store or the encrypted one, whole.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    fresh = path.with_name(f"{path.name}.encrypting")
    fresh.unlink(missing_ok=True)
    _export(path, fresh)
    _compare(path, fresh)
    plain = path.with_name(f"{path.name}.plain")
    path.rename(plain)
    fresh.rename(path)
    sync_folder(path.parent)
    for old in (plain, *(path.with_name(path.name + tail) for tail in ("-wal", "-shm"))):
        overwrite(old)


def overwrite(path: Path, piece: int = 1 << 20) -> None:
    """Write over a file of any size, piece by piece, and take its name away."""
    if path.is_file():
        with path.open("r+b") as file:
            for start in range(0, path.stat().st_size, piece):
                file.write(os.urandom(min(piece, path.stat().st_size - start)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def _export(path: Path, fresh: Path) -> None:
    with _bare(path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        plain.execute("PRAGMA journal_mode = DELETE")
        plain.execute(f"ATTACH DATABASE ? AS encrypted KEY \"x'{held.store_key()}'\"", (str(fresh),))
        plain.execute("SELECT sqlcipher_export('encrypted')")
        plain.execute("DETACH DATABASE encrypted")


def _compare(path: Path, fresh: Path) -> None:
    with _bare(path) as plain, connect(fresh) as other:
        if other.execute("PRAGMA integrity_check").fetchone() != ("ok",) or _counts(plain) != _counts(other):
            raise NotTheSame(path)


def _counts(connection: Any) -> dict[str, int]:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  (our own names)


@contextmanager
def connect(path: Path) -> Iterator[Any]:
    """A connection of one's own to an encrypted file of this node: for backups and checks. Raises as `Keyed` does."""
    connection = Keyed(str(path), isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _bare(path: Path) -> Iterator[Any]:
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(maxsplit=1)[0].split("."))
