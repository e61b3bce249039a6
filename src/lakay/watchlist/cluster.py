"""Many people held against many entries by Apache Spark, for whoever has more than one machine. Each finds what `Screen` finds, row by row.

Needs the extra `spark` (pyspark) and Java 17 on every machine, with the same release of Lakay. The entries go whole to each worker; the people
are shared out. What is sent is personal data: the cluster must be one of the office's own, with its traffic encrypted (`spark.ssl`,
`spark.network.crypto`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import Any
from uuid import uuid4

from lakay.watchlist.rules.screening import Screen, Sought
from lakay.watchlist.screens import IN_A_STEP, Found, Reads, meet

SHARES = 4
"""Into so many parts for each core the people are shared out, so that none waits long for the last."""

_screens: dict[str, Screen] = {}
"""What a worker holds people against, put in order once for all its parts."""


class NoSpark(RuntimeError):
    """pyspark is not installed, or there is no Java for it."""


@contextmanager
def session(master: str) -> Iterator[Any]:
    """A session on a cluster: `local[2]`, `local-cluster[2,1,1024]`, `spark://host:7077`. Raises NoSpark."""
    try:
        errors, sql = import_module("pyspark.errors"), import_module("pyspark.sql")
    except ImportError as error:
        raise NoSpark from error
    try:
        builder = sql.SparkSession.builder.master(master).appName("lakay-screen").config("spark.ui.enabled", "false")
        found = builder.config("spark.task.maxFailures", "2").getOrCreate()
    except errors.PySparkRuntimeError as error:  # no Java
        raise NoSpark from error
    found.sparkContext.pythonExec = sys.executable  # the workers of this machine run what this process runs
    try:
        yield found
    finally:
        found.stop()


def held_against(spark: Any, sought: list[Sought], people: Iterable[Reads]) -> list[Found]:
    """What each of the people meets, in their order."""
    context, run = spark.sparkContext, uuid4().hex
    entries = context.broadcast(sought)
    shared = context.parallelize(list(people), SHARES * context.defaultParallelism)
    found: list[Found] = shared.mapPartitions(lambda part: look(run, entries, part)).collect()
    entries.unpersist()
    return found


def look(run: str, entries: Any, people: Iterable[Reads]) -> Iterator[Found]:
    """What some people meet, on a worker."""
    if run not in _screens:
        _screens.clear()
        _screens[run] = Screen(entries.value)
    left = iter(people)
    while step := list(islice(left, IN_A_STEP)):
        yield from meet(_screens[run], step)
