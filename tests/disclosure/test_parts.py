"""What new tables have to do with: the same hiding as with everything, without asking of what cannot matter."""

from __future__ import annotations

from lakay.disclosure.attack import attack_releases
from lakay.disclosure.margins import with_margins
from lakay.disclosure.parts import part_of
from lakay.disclosure.protect import MOVEMENTS, protect
from lakay.disclosure.system import build
from lakay.disclosure.tables import Table

COUNTS = {("A", "F"): 2, ("A", "M"): 30, ("B", "F"): 20, ("B", "M"): 9, ("C", "F"): 12, ("C", "M"): 3}


def month(period: str, more: int = 0) -> Table:
    """A table of a month by post and sex."""
    cells: dict[tuple[str, ...], int | None] = {cell: count + more for cell, count in COUNTS.items()}
    return with_margins(Table(period, ("post", "sex"), cells, "m", (("period", period),)))


def test_another_month_is_no_part_and_a_quarter_over_it_is() -> None:
    hidden = protect([month("2026-01")], MOVEMENTS).tables[0]
    system = build([hidden, month("2026-02")])
    of_february = {system.numbers[key] for key in month("2026-02").keys.values()}
    part = part_of(system, of_february)
    assert {dict(said)["period"] for _, said in part.keys} == {dict(system.keys[one][1])["period"] for one in of_february}
    quarter = Table("q", ("post", "sex"), {("A", "F"): 99}, "m", (("period", "2026-01/2026-02"),))
    system = build([hidden, month("2026-02"), quarter])
    part = part_of(system, {system.numbers[key] for key in quarter.keys.values()})
    assert len({dict(said)["period"] for _, said in part.keys}) == 3
    assert [part.keys[total] for total, parts in part.sums if len(parts) == 2]


def test_months_that_cannot_matter_change_nothing_and_are_not_asked() -> None:
    earlier = [protect([month(f"2025-{number:02}", number)], MOVEMENTS).tables for number in range(1, 7)]
    alone, steps = protect([month("2026-01")], MOVEMENTS), list[tuple[str, int, int]]()
    found = protect([month("2026-01")], MOVEMENTS, earlier, lambda *step: steps.append(step))
    assert found.tables == alone.tables
    assert {total for _, _, total in steps} <= {0, 1}
    assert attack_releases([*earlier, found.tables], 5, zeros_shown=True).stands


def test_a_month_under_a_quarter_that_is_out_is_hidden_with_the_quarter_in_view() -> None:
    january, february = (list(protect([month(f"2026-0{number}", number)], MOVEMENTS).tables) for number in (1, 2))
    months = [month(f"2026-0{number}", number) for number in (1, 2, 3)]
    sums: dict[tuple[str, ...], int | None] = {cell: sum(one.cells[cell] or 0 for one in months) for cell in months[0].cells}
    quarter = list(
        protect([Table("q", ("post", "sex"), sums, "m", (("period", "2026-Q1"),))], MOVEMENTS, [january, february]).tables
    )
    march = protect([months[2]], MOVEMENTS, [january, february, quarter])
    assert attack_releases([january, february, quarter, march.tables], 5, zeros_shown=True).stands
