"""The same screening on Apache Spark: a cluster of two workers finds what one process finds, row by row."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from lakay.watchlist import cluster
from lakay.watchlist.screens import held_against
from tests.watchlist.test_screens import ENTRIES, STEPS

PEOPLE = [reads for step in STEPS for _, reads in step] * 4


def test_without_pyspark_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(cluster.NoSpark), cluster.session("local[1]"):
        pass


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the way to Java is closed as the process ends
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java: Apache Spark cannot be started")
def test_a_cluster_of_two_workers_finds_what_one_process_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path))
    monkeypatch.setenv("SPARK_WORKER_DIR", str(tmp_path / "work"))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    alone = [found for _, found in (one for step in held_against(ENTRIES, STEPS) for one in step)] * 4
    with cluster.session("local-cluster[2,1,1024]") as spark:
        assert cluster.held_against(spark, ENTRIES, PEOPLE) == alone
        workers = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    assert workers == 2
    assert sum(map(bool, alone)) > 100
