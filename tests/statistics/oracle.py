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


def migrants(rows: list[Row], rule: str, by: tuple[str, ...]) -> Cells:
    """Those who came to live on the other side, life by life, by one of the rules 12M, 6M1D and said."""
    lives: defaultdict[int, list[Row]] = defaultdict(list)
    for row in spans(rows):
        lives[row["person"]].append(row)
    found: Counter[tuple[str, ...]] = Counter()
    for life in lives.values():
        lived = OTHER[life[0]["direction"]]
        for row in life:
            status = RULES[rule](row, life)
            if status and row["direction"] != lived and status != "only lives there":
                found[tuple(str({**row, "status": status}[name]) for name in by)] += 1
            lived = row["direction"] if status else lived
    return dict(found)


OTHER = {"entry": "exit", "exit": "entry"}


def _twelve_months(row: Row, life: list[Row]) -> str:
    return "final" if row["until"] - row["day"] >= 365 else "provisional" if row["here"] else ""


def _most_of_a_year(row: Row, life: list[Row]) -> str:
    end = row["day"] + 365
    days = {day for one in life if one["direction"] == row["direction"] for day in range(one["day"], min(one["until"], end))}
    stayed = sum(row["day"] <= day < end for day in days)
    if stayed >= 183:
        return "final"
    there = life[-1]["direction"] == row["direction"]
    return "provisional" if there and end > row["last"] and stayed + end - row["last"] >= 183 else ""


def _as_they_said(row: Row, life: list[Row]) -> str:
    if row["direction"] == "entry" and row["settles"] == "yes":
        return "final" if row["last"] - row["day"] >= 365 else "provisional"
    return "only lives there" if row["until"] - row["day"] >= 365 else ""


RULES = {"12M": _twelve_months, "6M1D": _most_of_a_year, "said": _as_they_said}
