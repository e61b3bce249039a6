"""A small cube of people who do not exist, for the tests of what is published of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from lakay.statistics.cube import build
from lakay.statistics.registry import indicator
from tests.statistics import invented

NEEDED = ("border.movements", "border.refusals", "border.overstays", "posts.completeness", "border.timeliness")


def worked_out(folder: Path) -> Path:
    """Facts of three years and the cube of them, in a folder as a node keeps them. Nothing of a count was taken back."""
    facts = {name: rows for name, rows in invented.facts().items() if name in {"crossings", "post_days"}}
    for row in facts["crossings"]:
        row["number"] = abs(row["number"])
    invented.write(facts, folder / "facts")
    at = datetime(2026, 11, 22, 6, tzinfo=UTC)
    build([indicator(code) for code in NEEDED], folder / "facts", folder / "cube", at, progress=lambda code, done, of: None)
    return folder
