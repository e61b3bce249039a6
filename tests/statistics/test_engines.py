"""Each engine that is claimed gives the same cells, live. That an expression compiles for it proves nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from lakay.statistics.engines import postgres, spark
from lakay.statistics.engines.answers import Answer, EngineMissing
from lakay.statistics.engines.sql import sql_of
from lakay.statistics.indicators import Indicator
from lakay.statistics.keeping import NoPostgres, database_of_node
from lakay.statistics.registry import fact_tables, indicator, indicators
from lakay.statistics.running import Asked, Engine, run
from tests.statistics.own_cluster import master_and_workers

ALL = tuple(indicators().values())
SPARING = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.locality.wait": "0",
    "spark.executor.memory": "512m",
}
"""For many questions of few rows: plan and compile little. What is answered does not depend on it."""


def questions(one: Indicator) -> list[Asked]:
    """What every engine is asked of an indicator: all cells of the cube, the whole, and a part."""
    part = {"post": ["HT-OUA"]} if "post" in one.dimensions else {"month": ["2025-03", "2026-01"]}
    return [*(Asked(by) for by in one.kept()), Asked(()), Asked(("month",), part)]


@pytest.mark.postgres
def test_postgresql_gives_the_cells_of_duckdb(folder: Path, db: None) -> None:
    with postgres.session(database_of_node(), fact_tables().values(), folder) as link:
        for one in ALL:
            for asked in questions(one):
                found = postgres.answer(one.expression(asked.by, asked.where), link)
                assert found == run(one, folder, asked), (one.code, asked)


@pytest.mark.postgres
def test_the_command_asks_postgresql_for_one_indicator(folder: Path, db: None) -> None:
    one, asked = indicator("border.persons"), Asked(("month", "direction"))
    found = run(one, folder, asked, Engine.POSTGRES, database=database_of_node())
    assert found == run(one, folder, asked)
    assert len(found.rows) > 20


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the way to Java is closed as the process ends
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java: Apache Spark cannot be started")
def test_a_spark_master_with_two_workers_gives_the_cells_of_duckdb(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    wanted = {one.code: (one, Asked(one.kept()[-1])) for one in ALL}
    with master_and_workers(tmp_path) as master, spark.session(master, SPARING) as session:
        for table in fact_tables().values():
            session.read.parquet(str(folder / table.name)).createOrReplaceTempView(table.name)
        told = session.sql(" UNION ALL ".join(as_text(one, asked) for one, asked in wanted.values())).collect()
        assert session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1 == 2
    for code, (one, asked) in wanted.items():
        columns = (*asked.by, *one.columns)
        found = Answer.told(columns, [row.cells.split(BETWEEN) for row in told if row.code == code])
        assert found == run(one, folder, asked), code


BETWEEN = "\t"


def as_text(one: Indicator, asked: Asked) -> str:
    """One question as rows of text, so that all go to the cluster together: each alone would wait for the one before."""
    cells = ", ".join(f"coalesce(cast({name} AS string), '')" for name in (*asked.by, *one.columns))
    return f"SELECT '{one.code}' AS code, concat_ws('{BETWEEN}', {cells}) AS cells FROM ({sql_of(one.expression(asked.by), 'spark')})"  # noqa: S608


def test_without_pyspark_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(EngineMissing, match="install the extra `spark`"):
        run(indicator("border.movements"), folder, Asked(), Engine.SPARK)


def test_where_no_postgresql_answers_it_says_so(folder: Path) -> None:
    with pytest.raises(EngineMissing, match="PostgreSQL does not answer"):
        run(indicator("border.movements"), folder, Asked(), Engine.POSTGRES, database="host=/nowhere/at/all dbname=x")


def test_a_node_on_sqlite_has_no_postgresql_of_its_own(db: None) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        assert "dbname=" in database_of_node()
    else:
        with pytest.raises(NoPostgres):
            database_of_node()
