"""Facts taken out of the register: only the columns allowed, month by month, and on from where it stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lakay.statistics import parquet
from lakay.statistics.exporting import Exported, Step, export
from lakay.statistics.facts.source import Row, Told
from lakay.statistics.keeping import sources
from lakay.statistics.pseudonyms import Pseudonyms
from lakay.statistics.registry import fact_tables
from lakay.statistics.sets.posts import POST_DAYS

SECRET = "s" * 40


def told_nobody(step: Step) -> None:
    """Nobody watches."""


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    """What DuckDB reads of a table."""
    with parquet.connect() as duck:
        found = duck.execute(parquet.reading(fact_tables()[name], folder))
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


class Days:
    """A source that remembers which months it was asked for, and can break off."""

    table = POST_DAYS

    def __init__(self, months: dict[str, list[int]], *, breaks_at: str = "") -> None:
        self.held, self.breaks_at, self.asked = months, breaks_at, list[str]()

    def months(self) -> dict[str, str]:
        return {month: str(rows) for month, rows in self.held.items()}

    def rows(self, month: str, told: Told) -> Any:
        self.asked.append(month)
        for number in self.held[month]:
            if month == self.breaks_at:
                raise ConnectionResetError
            yield (month, number, "Mo", "HT-OUA", "no", 1, 1)


def take(folder: Path, source: Days) -> Exported:
    return export(folder, [source], SECRET, progress=told_nobody)


def test_only_the_months_that_changed_are_written_again(tmp_path: Path) -> None:
    take(tmp_path, Days({"2026-01": [1, 2], "2026-02": [3]}))
    again = Days({"2026-01": [1, 2], "2026-02": [3, 4], "2026-03": [5]})
    take(tmp_path, again)
    assert again.asked == ["2026-02", "2026-03"]
    assert sorted(row["day"] for row in table(tmp_path, "post_days")) == [1, 2, 3, 4, 5]


def test_a_month_that_is_no_longer_there_goes(tmp_path: Path) -> None:
    take(tmp_path, Days({"2026-01": [1], "2026-02": [2]}))
    held = take(tmp_path, Days({"2026-02": [2]}))
    assert [row["day"] for row in table(tmp_path, "post_days")] == [2]
    assert list(held.months["post_days"]) == ["2026-02"]


def test_cut_off_in_the_middle_it_goes_on_and_leaves_no_half_file(tmp_path: Path) -> None:
    months = {"2026-01": [1], "2026-02": [2], "2026-03": [3]}
    with pytest.raises(ConnectionResetError):
        take(tmp_path, Days(months, breaks_at="2026-02"))
    assert [row["day"] for row in table(tmp_path, "post_days")] == [1]
    assert not list(tmp_path.rglob("*.part*"))
    again = Days(months)
    take(tmp_path, again)
    assert again.asked == ["2026-02", "2026-03"]
    assert sorted(row["day"] for row in table(tmp_path, "post_days")) == [1, 2, 3]


def test_a_table_whose_columns_changed_is_taken_out_anew(tmp_path: Path) -> None:
    take(tmp_path, Days({"2026-01": [1]}))
    manifest = tmp_path / "facts.json"
    manifest.write_text(manifest.read_text().replace("post VARCHAR", "post INTEGER"))
    again = Days({"2026-01": [1]})
    take(tmp_path, again)
    assert again.asked == ["2026-01"]


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    steps: list[Step] = []
    export(tmp_path, [Days({"2026-01": [1, 2], "2026-02": [3]})], SECRET, progress=steps.append)
    assert steps == [Step("post_days", "2026-01", 2, 1, 2), Step("post_days", "2026-02", 1, 2, 2)]


def test_a_person_has_one_number_in_a_table_and_others_elsewhere() -> None:
    person = UUID(int=5)
    here = Pseudonyms(SECRET, "mark", "crossings")
    assert here.told(person) == Pseudonyms(SECRET, "mark", "crossings").told(person)
    assert here.told(person) != here.told(UUID(int=6))
    others = [
        Pseudonyms(*said)
        for said in ((SECRET, "mark", "intakes"), (SECRET, "other", "crossings"), ("t" * 40, "mark", "crossings"))
    ]
    assert len({here.told(person), *(other.told(person) for other in others)}) == 4


def test_codes_and_gaps_come_back_as_they_went_in(tmp_path: Path) -> None:
    awkward: list[Row] = [("2026-01", 1, "Mo", 'a,"b"\né', "", 1, None), ("2026-01", 2, "Tu", "NULL", "\\", 0, 0)]
    parquet.write(POST_DAYS, awkward, tmp_path / "post_days" / "2026-01.parquet")
    assert [tuple(row.values()) for row in table(tmp_path, "post_days")] == awkward


def test_every_table_that_indicators_ask_has_a_source() -> None:
    assert {source.table.name for source in sources()} == set(fact_tables())
