"""Trying a file out: every row is read, nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lakay.border.importing.rows import Layout, Past, Place, read_row, strange_words
from lakay.border.importing.sniffing import rows_of
from lakay.border.importing.spool import opened
from lakay.border.models import ImportRun

FAULTS_SHOWN = 50
WORDS_SHOWN = 40
FIRST_ROW = 2
"""The header is row 1, as in a spreadsheet."""


def numbered_rows(run: ImportRun) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with their numbers, read piece by piece. Raises SpoolLost."""
    with opened(run.file_hash, run.encoding) as text:
        yield from enumerate(rows_of(text, run.delimiter), FIRST_ROW)


def try_out(run: ImportRun, place: Place) -> dict[str, Any]:
    """What the dry run found, without a word of any person: counts, row numbers, words that stand for codes."""
    layout, width = Layout.from_json(run.mapping), len(run.header)
    good = faulty = 0
    faults: Counter[str] = Counter()
    shown: list[Any] = []
    words: dict[str, Counter[str]] = {}
    days: list[str] = []
    for number, cells in numbered_rows(run):
        for column, word in strange_words(cells, layout):
            _count(words.setdefault(column, Counter()), word)
        found = read_row(cells, layout, place, width)
        if isinstance(found, Past):
            good += 1
            day = found.local_on.isoformat()
            days = [min(days[0], day), max(days[1], day)] if days else [day, day]
            continue
        faulty += 1
        faults.update(f"{column}:{code}" for column, code in found)
        if len(shown) < FAULTS_SHOWN:
            shown.append([number, [list(fault) for fault in found]])
    told = {column: table.most_common(WORDS_SHOWN) for column, table in words.items()}
    return {
        "good": good,
        "faulty": faulty,
        "faults": sorted(faults.items(), key=lambda pair: -pair[1]),
        "rows": shown,
        "words": {column: [list(pair) for pair in table] for column, table in told.items()},
        "days": days,
    }


def _count(table: Counter[str], word: str) -> None:
    """A column that was taken for one of words and holds numbers must not fill the memory."""
    if word in table or len(table) < WORDS_SHOWN * 5:
        table[word[:60]] += 1


def rows_at(run: ImportRun, numbers: set[int]) -> dict[int, list[str]]:
    """Some rows of a file by their numbers, to show them."""
    last = max(numbers, default=0)
    found = {}
    for number, cells in numbered_rows(run):
        if number > last:
            break
        if number in numbers:
            found[number] = cells
    return found
