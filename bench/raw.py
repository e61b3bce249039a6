"""The limit that the database itself sets: one commit for each registration, nothing else. `python -m bench.raw URL SECONDS`.

Each round inserts a person, a crossing and an audit row with its SHA-256, and commits: what any honest register must do.
"""

from __future__ import annotations

import sys
import time
from hashlib import sha256
from typing import Any
from uuid import uuid4

import psycopg
import pysqlite3

TABLES = (
    "CREATE TABLE raw_person (id char(32) PRIMARY KEY, surname text, given_names text, born text)",
    "CREATE TABLE raw_crossing (id char(32) PRIMARY KEY, person char(32) REFERENCES raw_person(id), post text, at text, direction text)",
    "CREATE INDEX raw_one ON raw_crossing (post, at)",
    "CREATE INDEX raw_two ON raw_crossing (person)",
    "CREATE INDEX raw_three ON raw_crossing (direction, at)",
    "CREATE TABLE raw_audit (id char(32) PRIMARY KEY, body text, hash text)",
)
INSERTS = (
    "INSERT INTO raw_person VALUES (?, ?, ?, ?)",
    "INSERT INTO raw_crossing VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO raw_audit VALUES (?, ?, ?)",
)
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=1", "foreign_keys=1")


def connect(url: str) -> tuple[Any, str, str]:
    """A connection, the mark of a value, and how a transaction begins."""
    if url.startswith("sqlite://"):
        store = pysqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None)
        for pragma in PRAGMAS:
            store.execute(f"PRAGMA {pragma}")
        return store, "?", "BEGIN IMMEDIATE"
    return psycopg.connect(url, autocommit=True, prepare_threshold=2), "%s", "BEGIN"


def register(store: Any, mark: str, begin: str) -> None:
    """One registration."""
    person, crossing, audit = uuid4().hex, uuid4().hex, uuid4().hex
    body = f"{person} {crossing} HT-OUA 2026-11-23T15:00:00Z entry"
    store.execute(begin)
    store.execute(INSERTS[0].replace("?", mark), (person, "DESIR", "WIDELINE", "2015-03"))
    store.execute(INSERTS[1].replace("?", mark), (crossing, person, "HT-OUA", "2026-11-23T15:00:00Z", "entry"))
    store.execute(INSERTS[2].replace("?", mark), (audit, body, sha256(body.encode()).hexdigest()))
    store.execute("COMMIT")


def main() -> None:
    """Print registrations a second."""
    store, mark, begin = connect(sys.argv[1])
    for statement in TABLES:
        store.execute(statement)
    seconds, count = float(sys.argv[2]), 0
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        register(store, mark, begin)
        count += 1
    print(count / (time.perf_counter() - started))


if __name__ == "__main__":
    main()
