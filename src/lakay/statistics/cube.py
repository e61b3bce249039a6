"""The monthly cube: every indicator worked out once, told apart as the pages need it. No page ever reads facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lakay.statistics import parquet
from lakay.statistics.engines.answers import Answer
from lakay.statistics.engines.sql import sql_of
from lakay.statistics.indicators import Indicator, UnknownDimension
from lakay.statistics.running import Asked, NoFacts

if TYPE_CHECKING:
    import duckdb

MANIFEST = "cube.json"
FORMAT = 1

Progress = Callable[[str, int, int], None]
"""Told after each indicator: its code, how many are done, of how many."""


class NotInTheCube(LookupError):
    """The cube does not tell an indicator apart like this, and it cannot be added up from what it has."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One table of the cube: {dimension}, the file, and how many cells."""

    by: tuple[str, ...]
    file: str
    cells: int


@dataclass(frozen=True, slots=True)
class Cube:
    """What a folder of the cube holds. `months` are those of the facts, in order."""

    folder: Path
    built_at: datetime
    months: tuple[str, ...]
    kept: Mapping[str, tuple[Kept, ...]]


def build(indicators: Iterable[Indicator], facts: Path, folder: Path, at: datetime, *, progress: Progress) -> Cube:
    """Work out all indicators from a folder of facts. Raises NoFacts. The old cube is answered from until the new one is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted, kept = list(indicators), dict[str, tuple[Kept, ...]]()
    mark = f"{at:%Y%m%dT%H%M%S}"
    with parquet.connect() as duck:
        months = _months(duck, wanted, facts)
        for number, one in enumerate(wanted, 1):
            kept[one.code] = tuple(
                _keep(duck, one, by, folder, f"{one.code}-{place}-{mark}.parquet") for place, by in enumerate(one.kept())
            )
            progress(one.code, number, len(wanted))
    cube = Cube(folder, at, months, kept)
    _say(cube)
    _sweep(cube)
    return cube


def _months(duck: duckdb.DuckDBPyConnection, wanted: Iterable[Indicator], facts: Path) -> tuple[str, ...]:
    """Name every table of facts, and say which months there are."""
    duck.execute(f"SET temp_directory = {parquet.quoted(facts / 'working')}")
    found: set[str] = set()
    for table in {one.facts.name: one.facts for one in wanted}.values():
        if not (facts / table.name / parquet.SHAPE).exists():
            raise NoFacts(table.name, facts)
        duck.execute(f"CREATE VIEW {table.name} AS {parquet.reading(table, facts)}")
        found |= {month for (month,) in duck.execute(f"SELECT DISTINCT month FROM {table.name}").fetchall()}  # noqa: S608
    return tuple(sorted(found))


def _keep(duck: duckdb.DuckDBPyConnection, one: Indicator, by: tuple[str, ...], folder: Path, file: str) -> Kept:
    expression = one.expression(by)
    figures = ", ".join(f"CAST({name} AS BIGINT) AS {name}" for name in one.columns)
    dimensions = ", ".join(by)
    asked = f"SELECT {dimensions}, {figures} FROM ({sql_of(expression, 'duckdb')}) ORDER BY {dimensions}"  # noqa: S608
    duck.execute(f"COPY ({asked}) TO {parquet.quoted(folder / file)} (FORMAT parquet, COMPRESSION zstd)")
    return Kept(by, file, _count(duck, folder / file))


def _count(duck: duckdb.DuckDBPyConnection, file: Path) -> int:
    found = duck.execute(f"SELECT count(*) FROM read_parquet({parquet.quoted(file)})").fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def _say(cube: Cube) -> None:
    said = {
        "format": FORMAT,
        "built_at": cube.built_at.isoformat(),
        "months": list(cube.months),
        "kept": {code: [[list(one.by), one.file, one.cells] for one in kept] for code, kept in cube.kept.items()},
    }
    new = cube.folder / f"{MANIFEST}.part"
    new.write_text(json.dumps(said, indent=1, sort_keys=True), encoding="utf-8")
    new.replace(cube.folder / MANIFEST)


def _sweep(cube: Cube) -> None:
    """Take away what an older cube left."""
    ours = {one.file for kept in cube.kept.values() for one in kept}
    for file in cube.folder.glob("*.parquet"):
        if file.name not in ours:
            file.unlink()


def read_cube(folder: Path) -> Cube | None:
    """The cube of a folder; nothing if there is none, or one of another format."""
    try:
        said: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if said.get("format") != FORMAT:
        return None
    kept = {code: tuple(Kept(tuple(by), file, cells) for by, file, cells in tables) for code, tables in said["kept"].items()}
    return Cube(folder, datetime.fromisoformat(said["built_at"]), tuple(said["months"]), kept)


@cache
def _duck() -> duckdb.DuckDBPyConnection:
    """One DuckDB for all pages of this process; each question takes a cursor of its own."""
    return parquet.connect()


def look(cube: Cube, one: Indicator, asked: Asked) -> Answer:
    """An answer from the cube. Raises UnknownDimension, NotInTheCube.

    Figures that add come from the smallest table that has the dimensions; those that do not need the very table, and one value of
    each dimension that is only filtered by.
    """
    for name in (*asked.by, *asked.where):
        if name not in one.dimensions:
            raise UnknownDimension(one.code, name)
    kept = _table(cube, one, asked)
    values: list[str] = []
    conditions = [_condition(name, list(wanted), values) for name, wanted in asked.where.items()]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    figures = ", ".join(f"sum({name})" for name in one.columns)
    by = ", ".join(asked.by)
    grouped = f" GROUP BY {by}" if by else ""
    file = parquet.quoted(cube.folder / kept.file)
    sql = f"SELECT {by}{', ' if by else ''}{figures} FROM read_parquet({file}){where}{grouped}"  # noqa: S608 (names of our own)
    with _duck().cursor() as duck:
        rows = duck.execute(sql, values).fetchall()
    return Answer.told((*asked.by, *one.columns), rows)


def _condition(name: str, wanted: list[str], values: list[str]) -> str:
    values.extend(wanted)
    return f"{name} IN ({', '.join('?' * len(wanted))})" if wanted else "false"


def _table(cube: Cube, one: Indicator, asked: Asked) -> Kept:
    needed = {*asked.by, *asked.where}
    tables = sorted(cube.kept.get(one.code, ()), key=lambda kept: kept.cells)
    if one.adds:
        fitting = [kept for kept in tables if needed <= set(kept.by)]
    else:
        alone = all(len(list(asked.where[name])) == 1 for name in set(asked.where) - set(asked.by))
        fitting = [kept for kept in tables if needed == set(kept.by) and alone]
    if not fitting:
        raise NotInTheCube(one.code)
    return fitting[0]
