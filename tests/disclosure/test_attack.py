"""What an attacker works out, held against counting out every way to fill the hidden cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakay.disclosure.attack import attack
from lakay.disclosure.margins import with_margins
from lakay.disclosure.system import Contradiction
from lakay.disclosure.tables import TOTAL, Cell, Table
from tests.disclosure.oracle import ranges

SHAPES = st.sampled_from([((2, 2), 4), ((2, 3), 2), ((2, 2, 2), 1)])


def table(name: str, cells: dict[Cell, int | None], dimensions: tuple[str, ...] = ("post", "sex")) -> Table:
    return Table(name, dimensions, cells)


def hide(whole: Table, hidden: set[Cell]) -> Table:
    return Table(whole.name, whole.dimensions, {cell: None if cell in hidden else n for cell, n in whole.cells.items()})


def made(counts: dict[Cell, int], dimensions: tuple[str, ...] = ("post", "sex"), name: str = "t") -> Table:
    return with_margins(Table(name, dimensions, counts))


@st.composite
def hidden_tables(draw: st.DrawFn) -> Table:
    """A small table with any of its cells hidden, but for the total of all."""
    lengths, most = draw(SHAPES)  # few enough that every filling can be counted out, even of a table that hides all but its total
    names = [[f"{chr(97 + place)}{index}" for index in range(length)] for place, length in enumerate(lengths)]
    cells: dict[Cell, int] = {(): 0}
    for part in names:
        cells = {(*cell, name): 0 for cell in cells for name in part}
    counts = {cell: draw(st.integers(0, most)) for cell in cells}
    whole = made(counts, tuple("xyz"[: len(lengths)]))
    hidden = draw(st.sets(st.sampled_from(sorted(cell for cell in whole.cells if set(cell) != {TOTAL})), min_size=1))
    return hide(whole, hidden)


def test_a_lone_hidden_cell_is_worked_out():
    whole = made({("A", "F"): 3, ("A", "M"): 40, ("B", "F"): 20, ("B", "M"): 9})
    report = attack([hide(whole, {("A", "F")})], 5)
    assert [(one.cell, one.low, one.high, one.exact) for one in report.recovered] == [(("A", "F"), 3, 3, True)]


def test_a_square_of_hidden_cells_stands_and_is_too_narrow_for_a_wider_protection():
    whole = made({("A", "F"): 3, ("A", "M"): 40, ("B", "F"): 20, ("B", "M"): 9})
    square = hide(whole, {("A", "F"), ("A", "M"), ("B", "F"), ("B", "M")})
    assert attack([square], 5).stands
    found = attack([square], 25).recovered
    assert {one.cell: (one.low, one.high) for one in found}["A", "F"] == (0, 23)


def test_who_knows_that_zeros_are_shown_works_out_more():
    whole = made({("A", "F"): 1, ("A", "M"): 4, ("B", "F"): 4, ("B", "M"): 1})
    square = hide(whole, {("A", "F"), ("A", "M"), ("B", "F"), ("B", "M")})
    assert attack([square], 5).stands
    assert {(one.low, one.high) for one in attack([square], 5, zeros_shown=True).recovered} == {(1, 4)}


def test_what_one_table_hides_and_another_shows_is_known():
    by_both = made({("A", "F"): 3, ("A", "M"): 40, ("B", "F"): 20, ("B", "M"): 9})
    first = hide(by_both, {("A", "F"), ("A", "M"), ("A", TOTAL), ("B", "F"), ("B", "M"), ("B", TOTAL)})
    second = made({("A",): 43, ("B",): 29}, ("post",), "by post")
    found = {(one.table, one.cell): one.low for one in attack([first, second], 5).recovered}
    assert found["t", ("A", TOTAL)] == 43


def test_months_are_worked_out_of_a_quarter():
    months = Table(
        "months",
        ("period", "sex"),
        {(m, s): n for m, f in (("2026-01", None), ("2026-02", 30), ("2026-03", 12)) for s, n in (("F", f), (TOTAL, None))},
    )
    quarter = Table("quarter", ("period", "sex"), {("2026-Q1", "F"): 45, ("2026-Q1", TOTAL): None})
    found = attack([months, quarter], 5).recovered
    assert {(one.cell, one.low, one.high) for one in found if one.cell[1] == "F"} == {(("2026-01", "F"), 3, 3)}


def test_a_month_is_worked_out_of_two_running_totals():
    running = [
        Table(name, ("period", "sex"), {(name, "F"): count, (name, TOTAL): count})
        for name, count in (("2026-01/2026-02", 20), ("2026-01/2026-03", 23))
    ]
    month = Table("month", ("period", "sex"), {("2026-03", "F"): None, ("2026-03", TOTAL): None})
    assert {(one.cell, one.low) for one in attack([month, *running], 5).recovered} == {
        (("2026-03", "F"), 3),
        (("2026-03", TOTAL), 3),
    }


def test_a_rolled_up_category_is_the_sum_of_its_parts_elsewhere():
    parts = Table("parts", ("post",), {("A",): None, ("B",): 20, ("C",): None, (TOTAL,): 60})
    joined = Table("joined", ("post",), {("A+B",): 22, ("C",): 38, (TOTAL,): 60})
    assert {(one.cell, one.low) for one in attack([parts, joined], 5).recovered} == {(("A",), 2), (("C",), 38)}


def test_tables_that_cannot_all_be_true_are_refused():
    first, second = made({("A",): 5, ("B",): 6}, ("post",)), made({("A",): 5, ("B",): 7}, ("post",))
    with pytest.raises(Contradiction):
        attack([first, second], 5)


@settings(max_examples=40)
@given(hidden_tables())
def test_least_and_most_are_those_of_all_fillings(published: Table):
    found = {one.cell: (one.low, one.high) for one in attack([published], 1000).recovered}
    assert found == ranges(published.categories, list(published.cells.items()))


@settings(max_examples=15)
@given(hidden_tables(), st.integers(2, 5))
def test_a_cell_is_named_when_too_few_values_are_left(published: Table, threshold: int):
    found = {one.cell for one in attack([published], threshold).recovered}
    expected = ranges(published.categories, list(published.cells.items()))
    assert found == {cell for cell, (low, high) in expected.items() if high - low + 1 < threshold}
