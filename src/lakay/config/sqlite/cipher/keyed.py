"""A connection that gives the key before anything else is said, and trusts nothing until it has seen that the file is encrypted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

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


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(maxsplit=1)[0].split("."))
