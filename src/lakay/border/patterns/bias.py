"""How often each rule fired and how often the desk agreed, by nationality and by sex. Counts only, nobody's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from lakay.border.models import Crossing, Firing
from lakay.border.patterns.cells import Cell, safe
from lakay.border.rules import CallStatus


@dataclass(frozen=True, slots=True)
class Counted:
    """One rule, one nationality, one sex: how often it fired, how many of these calls are closed, how many the desk found right."""

    rule: str
    nationality: str
    sex: str
    fired: int
    closed: int
    agreed: int


def counted(first: datetime, until: datetime) -> list[Counted]:
    """What fired from an instant on and before another. What was erased since has no rule any more and is not counted."""
    rows = Firing.objects.filter(at__gte=first, at__lt=until).exclude(rule="").values_list("rule", "nationality", "sex")
    sums = rows.annotate(
        fired=Count("pk"),
        closed=Count("pk", filter=Q(call__status=CallStatus.CLOSED)),
        agreed=Count("pk", filter=Q(call__status=CallStatus.CLOSED, call__agreed=True)),
    )
    return [Counted(*row) for row in sums.order_by("rule", "nationality", "sex")]


def movements(first: datetime, until: datetime) -> dict[tuple[str, str], int]:
    """Who passed in that time, by nationality and sex: what the firings are to be held against."""
    rows = Crossing.objects.passed().filter(at__gte=first, at__lt=until).values_list("nationality", "sex")
    return {(nationality, sex): count for nationality, sex, count in rows.annotate(count=Count("pk")).order_by()}


@dataclass(frozen=True, slots=True)
class Line:
    """A group of people under one rule, as it may be shown. `passed` is how many movements of such people there were."""

    group: str
    fired: Cell
    closed: Cell
    agreed: Cell
    passed: int

    @property
    def in_ten_thousand(self) -> int | None:
        """Firings for each ten thousand movements; None where the number is not shown."""
        return round(10_000 * self.fired.number / self.passed) if self.fired.number is not None and self.passed else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule with its figures: all together, by nationality, by sex."""

    rule: str
    whole: Line
    by_nationality: list[Line]
    by_sex: list[Line]


def judged(rows: Iterable[Counted], passed: dict[tuple[str, str], int]) -> list[Judged]:
    """The figures of every rule that fired, each table safe in itself."""
    rows = list(rows)
    return [_judged(rule, [row for row in rows if row.rule == rule], passed) for rule in sorted({row.rule for row in rows})]


def _judged(rule: str, rows: list[Counted], passed: dict[tuple[str, str], int]) -> Judged:
    one, by_nationality = _table(rows, passed, lambda nationality, sex: nationality)
    other, by_sex = _table(rows, passed, lambda nationality, sex: sex)
    fired, closed, agreed = map(_safer, _cells(one), _cells(other))
    whole = Line("", fired, closed, agreed, one.passed)
    return Judged(rule, whole, [_under(whole, line) for line in by_nationality], [_under(whole, line) for line in by_sex])


def _safer(one: Cell, other: Cell) -> Cell:
    """Of one sum under two tables: shown only where both may show it."""
    return one if one.number is None else other


def _under(whole: Line, line: Line) -> Line:
    """A line under a sum: where the sum itself is kept back for the other table's sake, so are the numbers that add up to it."""
    fired, closed, agreed = (
        Cell(None) if total.kept and cell.number else cell for total, cell in zip(_cells(whole), _cells(line), strict=True)
    )
    return Line(line.group, fired, closed, agreed, line.passed)


def _cells(line: Line) -> tuple[Cell, Cell, Cell]:
    return line.fired, line.closed, line.agreed


def _table(
    rows: list[Counted], passed: dict[tuple[str, str], int], group_of: Callable[[str, str], str]
) -> tuple[Line, list[Line]]:
    sums: dict[str, dict[str, int]] = {"fired": {}, "closed": {}, "agreed": {}}
    for row in rows:
        group = group_of(row.nationality, row.sex)
        for name, column in sums.items():
            column[group] = column.get(group, 0) + getattr(row, name)
    base: dict[str, int] = {}
    for key, count in passed.items():
        base[group_of(*key)] = base.get(group_of(*key), 0) + count
    (fired, each_fired), (closed, each_closed), (agreed, each_agreed) = (safe(column) for column in sums.values())
    lines = [
        Line(group, each_fired[group], each_closed[group], each_agreed[group], base.get(group, 0)) for group in sorted(each_fired)
    ]
    return Line("", fired, closed, agreed, sum(base.values())), lines
