"""Apache Spark: for an office with more facts than one machine reads in time. Needs the extra `spark` (pyspark) and Java 17."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lakay.statistics.engines.answers import Answer, EngineMissing
from lakay.statistics.engines.sql import sql_of
from lakay.statistics.shapes import FactTable

if TYPE_CHECKING:
    from ibis.expr.types import Table

ADVICE = "Apache Spark is not here: install the extra `spark` (pyspark) and Java 17."
MASTER = "local[2]"
NO_SETTINGS: Mapping[str, str] = {}


@contextmanager
def session(master: str = MASTER, settings: Mapping[str, str] = NO_SETTINGS) -> Iterator[Any]:
    """A session on a cluster: `local[2]`, `local-cluster[2,1,1024]`, `spark://host:7077`. Raises EngineMissing.

    `settings` are more words of Spark itself, for a cluster that needs them.
    """
    try:
        errors, sql = import_module("pyspark.errors"), import_module("pyspark.sql")
    except ImportError as error:
        raise EngineMissing("spark", ADVICE) from error
    builder = sql.SparkSession.builder.master(master).appName("lakay-stats").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.sql.ansi.enabled", "true")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        found = builder.getOrCreate()
    except errors.PySparkRuntimeError as error:  # no Java
        raise EngineMissing("spark", ADVICE) from error
    try:
        yield found
    finally:
        found.stop()


def answer(expression: Table, tables: Iterable[FactTable], folder: Path, spark: Any) -> Answer:
    """Ask the facts of a folder, which every worker must be able to read."""
    for table in tables:
        spark.read.parquet(str(folder / table.name)).createOrReplaceTempView(table.name)
    return Answer.of(expression, [tuple(row) for row in spark.sql(sql_of(expression, "spark")).collect()])
