"""Facts taken out of the register, month by month: only what changed, and on from where it stopped."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from lakay.statistics import parquet
from lakay.statistics.facts.source import Source
from lakay.statistics.pseudonyms import Pseudonyms

MANIFEST = "facts.json"
FORMAT = 1


class Step(NamedTuple):
    """One file of facts that was written or taken away."""

    table: str
    month: str
    rows: int
    done: int
    of: int


Progress = Callable[[Step], None]
"""Told after each file: which, how many rows, and how many files of how many are done."""


@dataclass(slots=True)
class Exported:
    """What a folder of facts holds. `months` is {table: {month: {"stamp", "rows"}}}, `shapes` the columns each was written with."""

    mark: str
    months: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    shapes: dict[str, list[str]] = field(default_factory=dict)

    def rows_of(self, table: str) -> int:
        """How many rows a table has."""
        return sum(month["rows"] for month in self.months.get(table, {}).values())


def read_manifest(folder: Path) -> Exported | None:
    """What a folder says it holds; nothing if it holds none, or of another format."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Exported(said["mark"], said["months"], said["shapes"]) if said.get("format") == FORMAT else None


def write_manifest(folder: Path, exported: Exported) -> None:
    """Say what the folder holds, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    said = {"format": FORMAT, "mark": exported.mark, "months": exported.months, "shapes": exported.shapes}
    new = folder / f"{MANIFEST}.part"
    new.write_text(json.dumps(said, indent=1, sort_keys=True), encoding="utf-8")
    new.replace(folder / MANIFEST)


def export(folder: Path, sources: Iterable[Source], secret: str, *, anew: bool = False, progress: Progress) -> Exported:
    """Bring a folder of facts up to date and say what it holds.

    A month is written again where something in it changed; one that was cut off in the middle is done again by the next call.
    `anew` begins with new numbers for all persons, so that nothing of it can be joined with what was taken out before.
    """
    held = None if anew else read_manifest(folder)
    exported = held or Exported(secrets.token_hex(16))
    sources = list(sources)
    due = [one for source in sources for one in _due(folder, source, exported)]
    write_manifest(folder, exported)
    for number, (source, month, stamp) in enumerate(due, 1):
        rows = _take(folder, source, month, stamp, Pseudonyms(secret, exported.mark, source.table.name))
        known = exported.months.setdefault(source.table.name, {})
        if stamp:
            known[month] = {"stamp": stamp, "rows": rows}
        else:
            known.pop(month, None)
        write_manifest(folder, exported)
        progress(Step(source.table.name, month, rows, number, len(due)))
    return exported


def _due(folder: Path, source: Source, exported: Exported) -> Iterator[tuple[Source, str, str]]:
    """The months of a source to be written, and those to be taken away (without a stamp)."""
    name, shape = source.table.name, [f"{column.name} {column.holds}" for column in source.table.columns]
    if exported.shapes.get(name) != shape:
        exported.months[name] = {}
        exported.shapes[name] = shape
        for old in sorted((folder / name).glob("*.parquet")):
            old.unlink()
    if not (folder / name / parquet.SHAPE).exists():
        parquet.write(source.table, [], folder / name / parquet.SHAPE)
    known, there = exported.months.setdefault(name, {}), source.months()
    for month in sorted({*known, *there}):
        stamp = there.get(month, "")
        if not stamp or month not in known or known[month]["stamp"] != stamp:
            yield source, month, stamp


def _take(folder: Path, source: Source, month: str, stamp: str, numbers: Pseudonyms) -> int:
    target = folder / source.table.name / f"{month}.parquet"
    if not stamp:
        target.unlink(missing_ok=True)
        return 0
    return parquet.write(source.table, source.rows(month, numbers.told), target)
