"""Invented facts: in parts or at once, they are the same."""

from __future__ import annotations

from pathlib import Path

from lakay.statistics import parquet
from lakay.statistics.inventing import invent
from lakay.statistics.sets.border import CROSSINGS

ROWS = 3_000


def rows_of(folder: Path) -> list[tuple[object, ...]]:
    """All crossings of a folder, in one order."""
    with parquet.connect() as duck:
        duck.execute(f"CREATE VIEW crossings AS {parquet.reading(CROSSINGS, folder)}")
        return sorted(duck.execute("SELECT * FROM crossings").fetchall(), key=repr)


def test_parts_hold_whole_persons_so_that_the_rows_are_the_same(tmp_path: Path) -> None:
    invent(tmp_path / "once", ROWS, 1, progress=lambda done: None)
    invent(tmp_path / "parts", ROWS, 1, progress=lambda done: None, at_once=ROWS // 4)
    assert len(list((tmp_path / "parts" / CROSSINGS.name).iterdir())) > len(list((tmp_path / "once" / CROSSINGS.name).iterdir()))
    assert len(rows_of(tmp_path / "once")) == ROWS
    assert rows_of(tmp_path / "parts") == rows_of(tmp_path / "once")
