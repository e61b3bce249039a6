"""An indicator asked of a folder of facts, by the engine of choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from lakay.statistics.engines import duck, postgres, spark
from lakay.statistics.engines.answers import Answer
from lakay.statistics.indicators import MONTH, Indicator
from lakay.statistics.parquet import SHAPE


class Engine(StrEnum):
    """The engines that a live test holds to the same cells."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"


class NoFacts(LookupError):
    """The folder has no facts of this kind; `table` says which."""

    def __init__(self, table: str, folder: Path) -> None:
        super().__init__(f"{folder} has no facts called {table}")
        self.table, self.folder = table, folder


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: told apart by which dimensions, of which of their values."""

    by: tuple[str, ...] = (MONTH,)
    where: Mapping[str, Iterable[str]] = field(default_factory=dict)


def run(
    indicator: Indicator,
    folder: Path,
    asked: Asked,
    engine: Engine = Engine.DUCKDB,
    *,
    database: str = "",
    master: str = spark.MASTER,
) -> Answer:
    """The answer of an engine. Raises NoFacts, UnknownDimension, EngineMissing.

    `database` is where PostgreSQL is (a connection string of libpq), `master` where Spark is.
    """
    if not (folder / indicator.facts.name / SHAPE).exists():
        raise NoFacts(indicator.facts.name, folder)
    expression, tables = indicator.expression(asked.by, asked.where), (indicator.facts,)
    if engine is Engine.POSTGRES:
        with postgres.session(database, tables, folder) as link:
            return postgres.answer(expression, link)
    if engine is Engine.SPARK:
        with spark.session(master) as session:
            return spark.answer(expression, tables, folder, session)
    return duck.answer(expression, tables, folder)
