"""Facts of an invented country, millions of them, straight into Parquet: to measure with, and to look at pages with. Nobody in them exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lakay.statistics import parquet
from lakay.statistics.registry import fact_tables
from lakay.statistics.sets.border import CROSSINGS
from lakay.statistics.sets.posts import POST_DAYS
from lakay.statistics.shapes import FactTable

if TYPE_CHECKING:
    import duckdb

FIRST, MONTHS = date(2023, 1, 1), 36
EPOCH = date(1970, 1, 1).toordinal()
DAYS = 1_096
AT_ONCE = 10_000_000

POSTS = ("HT-OUA", "HT-OUA", "HT-OUA", "HT-OUA", "HT-MAL", "HT-MAL", "HT-MAL", "HT-BEL", "HT-ANP", "HT-CAP")
"""Each as often as its share of the traffic."""

NATIONS = (*["HTI"] * 60, *["DOM"] * 30, *["USA"] * 6, "FRA", "CAN", "CUB", "VEN")

DRAWN = """
CREATE TABLE drawn AS
SELECT i, person, {first} + CAST(hash(i, {seed}, 2) % {days} AS INTEGER) AS day,
       CASE WHEN person IS NULL THEN hash(i, {seed}, 3) ELSE hash(person, {seed}, 3) END AS who,
       hash(i, {seed}, 4) AS what, hash(i, {seed}, 5) AS where_
FROM (SELECT i, CASE WHEN hash(i, {seed}, 0) % 100 < 60 THEN CAST(hash(i, {seed}, 1) % {persons} AS BIGINT) END AS person
      FROM range({rows}) AS all_(i))
WHERE coalesce(person, i) % {parts} = {part}
"""

TURNED = """
CREATE TABLE turned AS
SELECT *, row_number() OVER (PARTITION BY person ORDER BY day, i) AS turn, lag(day) OVER (PARTITION BY person ORDER BY day, i) AS before
FROM drawn WHERE person IS NOT NULL
UNION ALL BY NAME
SELECT *, CAST(what % 2 AS BIGINT) AS turn, CAST(NULL AS INTEGER) AS before FROM drawn WHERE person IS NULL
"""

TOLD = """
SELECT strftime(DATE '1970-01-01' + day, '%Y-%m') AS month, day,
       ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'][1 + (day + 3) % 7] AS weekday,
       {posts}[1 + CAST(where_ % {post_count} AS INTEGER)] AS post,
       CASE WHEN (day + 3) % 7 IN (0, 4) THEN 'yes' ELSE 'no' END AS market_day,
       CASE WHEN (turn + who % 2) % 2 = 1 THEN 'entry' ELSE 'exit' END AS direction,
       CASE WHEN person IS NOT NULL AND what % 97 = 0 THEN 'refused' ELSE 'admitted' END AS decision,
       CASE WHEN person IS NULL OR what % 97 <> 0 THEN ''
            ELSE ['expired', 'no-document', 'in-doubt'][1 + CAST(where_ % 3 AS INTEGER)] END AS reason,
       CASE WHEN person IS NULL THEN 'counted' WHEN who % 11 = 0 THEN 'identified' ELSE 'documented' END AS level,
       CASE WHEN what % 50 = 0 THEN 'late' ELSE 'booth' END AS source,
       CASE WHEN who % 100 < 47 THEN 'F' ELSE 'M' END AS sex,
       CASE WHEN person IS NOT NULL THEN CAST((who // 100) % 80 AS INTEGER) END AS age,
       person, CAST(turn AS INTEGER) AS nth, before,
       {nations}[1 + CAST((who // 10000) % {nation_count} AS INTEGER)] AS nation, what
FROM turned
"""

WHOLE = """
SELECT month, day, weekday, post, market_day, direction, decision, reason, level, source, sex, age,
       CASE WHEN age IS NULL THEN ['0-4', '5-11', '12-17', '18-59', '60+'][1 + CAST(what % 5 AS INTEGER)]
            WHEN age < 5 THEN '0-4' WHEN age < 12 THEN '5-11' WHEN age < 18 THEN '12-17' WHEN age < 60 THEN '18-59' ELSE '60+' END AS age_group,
       CASE WHEN age IS NULL THEN '' ELSE format('{:02}-{:02}', age // 5 * 5, age // 5 * 5 + 4) END AS age_band,
       CASE WHEN person IS NULL THEN '' ELSE nation END AS nationality,
       CASE WHEN person IS NULL THEN '' WHEN nation = 'HTI' THEN 'yes' ELSE 'no' END AS citizen,
       person, CASE WHEN person IS NOT NULL THEN nth END AS nth,
       CAST(CASE WHEN person IS NULL THEN 1 + what % 4 ELSE 1 END AS INTEGER) AS number,
       CASE WHEN direction = 'entry' AND person IS NOT NULL THEN 'visitor' ELSE '' END AS stay_rule,
       CASE WHEN direction = 'entry' AND person IS NOT NULL AND nation <> 'HTI' THEN day + 29 END AS until_day,
       CASE WHEN direction = 'exit' AND person IS NOT NULL THEN before END AS entry_day,
       CASE WHEN direction = 'exit' AND nation <> 'HTI' AND before IS NOT NULL THEN greatest(day - before - 29, 0) END AS overstay_days,
       CASE WHEN direction = 'exit' OR person IS NULL OR nation = 'HTI' THEN '' WHEN person % 31 = 0 THEN 'yes' ELSE 'no' END AS settles
FROM told
"""


DAYS_OF_POSTS = """
CREATE TABLE days AS
SELECT strftime(DATE '1970-01-01' + day, '%Y-%m') AS month, day,
       ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'][1 + (day + 3) % 7] AS weekday, post,
       CASE WHEN (day + 3) % 7 IN (0, 4) THEN 'yes' ELSE 'no' END AS market_day, 1 AS expected,
       CASE WHEN hash(day, post) % 40 = 0 OR (post = 'HT-ANP' AND day - {first} BETWEEN 400 AND 440) THEN 0 ELSE 1 END AS reported
FROM (SELECT CAST({first} + d AS INTEGER) AS day FROM range({days}) AS all_(d)), (SELECT unnest({codes}) AS post)
"""
"""Every post on every day: one was silent for some weeks, and each now and then."""


def listed(words: tuple[str, ...]) -> str:
    """Words as a list of DuckDB."""
    return "[" + ", ".join(map(parquet.quoted, words)) + "]"


def invent(folder: Path, rows: int, seed: int, *, progress: Callable[[str], None], at_once: int = AT_ONCE) -> None:
    """Write so many rows of crossings over three years. The same seed and the same DuckDB give the same rows.

    Six in ten are of persons the register knows, some six movements a person; the rest are counts of one to four people. They are
    made in parts of about `at_once` rows, each with whole persons, so that memory and disk hold a part of them only.
    """
    first, parts = FIRST.toordinal() - EPOCH, -(-rows // at_once)
    for table in fact_tables().values():
        parquet.write(table, [], folder / table.name / parquet.SHAPE)
    told = TOLD.format(posts=listed(POSTS), post_count=len(POSTS), nations=listed(NATIONS), nation_count=len(NATIONS))
    drawn = partial(DRAWN.format, first=first, seed=seed, days=DAYS, persons=max(rows // 10, 1), rows=rows, parts=parts)
    for part in range(parts):
        with _stored(folder) as duck:
            duck.execute(drawn(part=part))
            duck.execute(TURNED)
            duck.execute(f"CREATE VIEW told AS {told}")
            duck.execute(f"CREATE TABLE made AS {WHOLE}")
            _by_month(duck, CROSSINGS, "made", folder, f"-{part}" if part else "", progress)
    with _stored(folder) as duck:
        duck.execute(DAYS_OF_POSTS.format(first=first, days=DAYS, codes=listed(tuple(sorted(set(POSTS))))))
        _by_month(duck, POST_DAYS, "days", folder, "", progress)


@contextmanager
def _stored(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB on disk, gone afterwards."""
    store = folder / "inventing.duckdb"
    store.unlink(missing_ok=True)
    try:
        with parquet.connect(str(store)) as duck:
            yield duck
    finally:
        store.unlink(missing_ok=True)


def _by_month(
    duck: duckdb.DuckDBPyConnection, table: FactTable, made: str, folder: Path, mark: str, progress: Callable[[str], None]
) -> None:
    columns = ", ".join(f"CAST({column.name} AS {column.holds}) AS {column.name}" for column in table.columns)
    months = [month for (month,) in duck.execute(f"SELECT DISTINCT month FROM {made} ORDER BY month").fetchall()]  # noqa: S608
    for month in months:
        target = parquet.quoted(folder / table.name / f"{month}{mark}.parquet")
        asked = f"SELECT {columns} FROM {made} WHERE month = {parquet.quoted(month)}"  # noqa: S608
        duck.execute(f"COPY ({asked}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
        progress(f"{table.name} {month}{mark}")
