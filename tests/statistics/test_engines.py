"""Each engine that is claimed gives the same cells, live. That an expression compiles for it proves nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from lakay.statistics.engines import postgres, spark
from lakay.statistics.engines.answers import EngineMissing
from lakay.statistics.indicators import Indicator
from lakay.statistics.keeping import NoPostgres, database_of_node
from lakay.statistics.registry import fact_tables, indicator, indicators
from lakay.statistics.running import Asked, Engine, run

ALL = tuple(indicators().values())


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
def test_a_spark_cluster_of_two_workers_gives_the_cells_of_duckdb(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path))
    monkeypatch.setenv("SPARK_WORKER_DIR", str(tmp_path / "work"))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with spark.session("local-cluster[2,1,1024]") as session:
        for one in ALL:
            for asked in (Asked(one.kept()[-1]), *(questions(one)[-1:] if one.code == "border.persons" else ())):
                expression = one.expression(asked.by, asked.where)
                found = spark.answer(expression, (one.facts,), folder, session)
                assert found == run(one, folder, asked), (one.code, asked)
        assert session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1 == 2


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
