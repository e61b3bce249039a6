"""An empty store gets, in one go, the tables that all the migrations would have made one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from lakay.config.schema import lay_out

pytestmark = pytest.mark.django_db(transaction=True)

Store = Callable[[], BaseDatabaseWrapper]


@contextmanager
def empty_store(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """An empty store of the same kind as the one of the tests."""
    name = f"laid_{uuid4().hex[:8]}"
    alone = {**deepcopy(connections["default"].settings_dict), "NAME": str(folder / name)}
    if connection.vendor == "postgresql":
        alone["NAME"] = name
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    connections.databases[name] = alone
    try:
        yield connections[name]
    finally:
        connections[name].close()
        del connections[name], connections.databases[name]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture
def store(tmp_path: Path, django_db_blocker: Any) -> Iterator[BaseDatabaseWrapper]:
    with django_db_blocker.unblock(), empty_store(tmp_path) as made:
        yield made


def columns(store: BaseDatabaseWrapper, table: str) -> list[tuple[object, ...]]:
    """The columns. Their order may differ: SQLite makes a table anew when a column changes."""
    with store.cursor() as cursor:
        found = store.introspection.get_table_description(cursor, table)
    return sorted(
        ((one.name, one.type_code, one.null_ok, one.default, one.display_size, one.collation) for one in found), key=str
    )


def constraints(store: BaseDatabaseWrapper, table: str) -> list[str]:
    """Keys, indexes and constraints. What the database named by itself may be called otherwise."""
    with store.cursor() as cursor:
        found = store.introspection.get_constraints(cursor, table)
    return sorted(repr(("" if own_name(name) else name, told(said))) for name, said in found.items())


def told(said: Mapping[str, Any]) -> list[tuple[str, object]]:
    """What is known of a constraint, without the words in which PostgreSQL keeps it."""
    return sorted((key, value) for key, value in said.items() if key != "definition")


def own_name(name: str) -> bool:
    """Whether Django or the database made this name up: it ends in a hash, or says what kind of thing it is."""
    return (
        name.startswith(("__unnamed", "fk_"))
        or name.endswith(("_pkey", "_key", "_uniq", "_like", "_id", "_check"))
        or any(len(part) == 8 and all(letter in "0123456789abcdef" for letter in part) for part in name.split("_"))
    )


def shape(store: BaseDatabaseWrapper) -> dict[str, object]:
    """All that a store is before the first row."""
    return {table: (columns(store, table), constraints(store, table)) for table in store.introspection.table_names()}


def conditions(store: BaseDatabaseWrapper) -> list[str]:
    """The conditions that rows must meet, which Django does not read back."""
    asked: dict[str, str] = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'",
    }
    with store.cursor() as cursor:
        cursor.execute(asked[store.vendor])
        return sorted(part for (sql,) in cursor.fetchall() for part in checks_of(sql))


def checks_of(sql: str) -> list[str]:
    """The conditions in a table's definition that have a name; or the one that PostgreSQL gives by itself."""
    parts = [part.split("CONSTRAINT")[0] for part in sql.split(" CONSTRAINT ")[1:]] if sql.startswith("CREATE") else [sql]
    return [part.rstrip(" ,)") for part in parts if "CHECK" in part]


@pytest.mark.wide
def test_it_is_what_the_migrations_make(store: BaseDatabaseWrapper, tmp_path: Path) -> None:
    lay_out(store)
    with empty_store(tmp_path) as replayed:
        call_command(migrate.Command(), database=replayed.alias, verbosity=0)
        assert shape(store) == shape(replayed)
        assert conditions(store) == conditions(replayed) != []
        applied = [set(MigrationRecorder(one).applied_migrations()) for one in (store, replayed)]
        assert applied[0] == applied[1]
    assert ("journal", "0001_initial") in applied[0]


def test_the_command_makes_an_empty_store_at_once_and_then_has_nothing_to_do(
    store: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[object] = []
    monkeypatch.setattr("django.db.migrations.migration.Migration.apply", lambda self, *_: ran.append(self))
    call_command("migrate", database=store.alias, verbosity=0)
    call_command("migrate", database=store.alias, verbosity=0)
    assert ran == []
    assert "journal_event" in store.introspection.table_names()


def test_a_store_in_use_is_brought_up_to_date_step_by_step(store: BaseDatabaseWrapper) -> None:
    call_command("migrate", "journal", "0001", database=store.alias, verbosity=0)
    assert set(MigrationRecorder(store).applied_migrations()) == {("journal", "0001_initial")}
    call_command("migrate", "journal", database=store.alias, verbosity=0)
    assert "journal_origin" in store.introspection.table_names()
    assert "border_shift" not in store.introspection.table_names()


def test_a_fault_leaves_the_store_empty(store: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("django.db.migrations.recorder.MigrationRecorder.record_applied", torn)
    with pytest.raises(RuntimeError, match="power"):
        lay_out(store)
    assert store.introspection.table_names() == []
