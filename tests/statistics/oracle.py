"""The same figures by plain loops over the rows: slow, obvious, and sharing no code with what they check."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, Any]
Cells = dict[tuple[str, ...], int]


def summed(rows: Iterable[Row], by: tuple[str, ...], number: Callable[[Row], int]) -> Cells:
    """Numbers added up."""
    found: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        found[tuple(str(row[name]) for name in by)] += number(row)
    return dict(found)


def movements(rows: Iterable[Row], by: tuple[str, ...]) -> Cells:
    """People let through."""
    return summed((row for row in rows if row["decision"] == "admitted"), by, lambda row: int(row["number"]))


def persons(rows: Iterable[Row], by: tuple[str, ...]) -> Cells:
    """Different persons let through."""
    found: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for row in rows:
        if row["decision"] == "admitted" and row["person"] is not None:
            found[tuple(str(row[name]) for name in by)].add(row["person"])
    return {cell: len(who) for cell, who in found.items()}


def spans(rows: list[Row]) -> list[Row]:
    """Each movement of a known person with the one before and the day until which they then stayed."""
    last_day = max(row["day"] for row in rows)
    lives: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row["decision"] == "admitted" and row["person"] is not None:
            lives[row["person"]].append(row)
    found = []
    for life in lives.values():
        life.sort(key=lambda row: (row["month"], row["nth"]))
        for number, row in enumerate(life):
            after = life[number + 1] if number + 1 < len(life) else None
            before = life[number - 1] if number else None
            until = after["day"] if after else last_day
            found.append({**row, "until": until, "here": after is None, "before": before, "last": last_day})
    return found


def migrants(rows: list[Row], by: tuple[str, ...]) -> Cells:
    """Those whose side changed, by both rules."""
    all_spans = spans(rows)
    found: Counter[tuple[str, ...]] = Counter()
    for row in all_spans:
        for rule, least in (("12M", 365), ("6M1D", 183)):
            status = _status(row, rule, all_spans) if _from_the_other_side(row, least) else None
            if status:
                said = {**row, "residence_rule": rule, "status": status}
                found[tuple(str(said[name]) for name in by)] += 1
    return dict(found)


def _from_the_other_side(row: Row, least: int) -> bool:
    before = row["before"]
    return before is None or (before["direction"] != row["direction"] and row["day"] - before["day"] >= least)


def _status(row: Row, rule: str, all_spans: list[Row]) -> str | None:
    if rule == "12M":
        return "final" if row["until"] - row["day"] >= 365 else "provisional" if row["here"] else None
    within = [
        other
        for other in all_spans
        if (other["person"], other["direction"]) == (row["person"], row["direction"]) and 0 <= other["day"] - row["day"] < 365
    ]
    stayed = sum(min(other["until"], row["day"] + 365) - other["day"] for other in within)
    if stayed >= 183:
        return "final"
    return "provisional" if row["last"] < row["day"] + 183 else None
