"""Protected tables stand: judged by the attack, and on small tables by counting out every way to fill the hidden cells."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakay.disclosure.attack import attack, attack_releases
from lakay.disclosure.margins import with_margins
from lakay.disclosure.protect import MOVEMENTS, PROTECTION, Protected, Rule, protect
from lakay.disclosure.tables import TOTAL, Cell, Table
from tests.disclosure.oracle import ranges


def made(counts: dict[Cell, int], dimensions: tuple[str, ...], name: str = "t") -> Table:
    return with_margins(Table(name, dimensions, counts))


def invented(seed: int, *lengths: int) -> Table:
    """Counts of a border: many small, some large."""
    rng = random.Random(seed)
    names = [[f"{chr(97 + place)}{index}" for index in range(length)] for place, length in enumerate(lengths)]
    return made({cell: int(rng.paretovariate(0.6)) - 1 for cell in product(*names)}, tuple("xyzuvw"[: len(lengths)]))


@st.composite
def small_tables(draw: st.DrawFn) -> Table:
    rows, columns, most = draw(st.sampled_from([(2, 2, 6), (2, 3, 3)]))
    counts: dict[Cell, int] = {
        (f"a{row}", f"b{column}"): draw(st.integers(0, most)) for row in range(rows) for column in range(columns)
    }
    return made(counts, ("x", "y"))


def check_told(made_safe: Protected, whole: Table, rule: Rule) -> None:
    """Every number shown is the true one, and no small one is shown."""
    safe = made_safe.tables[0]
    assert set(safe.cells) == set(whole.cells)
    for cell, count in safe.cells.items():
        truth = whole.cells[cell]
        assert truth is not None
        assert count in {None, truth}
        assert count is None or not rule.small(count)
        assert truth != 0 or not rule.zeros_shown or count == 0


@settings(max_examples=25)
@given(small_tables(), st.sampled_from([Rule(3, zeros_shown=True), Rule(3, zeros_shown=False), Rule(4, zeros_shown=False)]))
def test_every_hidden_cell_keeps_as_many_values_as_the_threshold(whole: Table, rule: Rule):
    safe = protect([whole], rule)
    check_told(safe, whole, rule)
    table = safe.tables[0]
    if table.cells[TOTAL, TOTAL] is not None:
        found = ranges(table.categories, list(table.cells.items()), int(rule.zeros_shown))
        assert all(high - low + 1 >= rule.threshold for low, high in found.values())


@pytest.mark.parametrize("seed", range(4))
def test_larger_tables_stand_and_much_of_them_is_shown(seed: int):
    whole = invented(seed, 10, 5, 2)
    safe = protect([whole], MOVEMENTS)
    check_told(safe, whole, MOVEMENTS)
    assert attack(safe.tables, 5, zeros_shown=True).stands
    assert sum(count is not None for count in safe.tables[0].cells.values()) > len(whole.cells) * 0.3


def test_hiding_small_counts_alone_falls():
    whole = invented(1, 10, 5, 2)
    alone = Table("t", whole.dimensions, {cell: None if 0 < (n or 0) < 5 else n for cell, n in whole.cells.items()})
    assert len(attack([alone], 5).recovered) > 10


def test_a_small_table_hides_no_more_than_it_must():
    counts: dict[Cell, int] = {("a", "x"): 3, ("a", "y"): 20, ("a", "z"): 30, ("b", "x"): 20, ("b", "y"): 60, ("b", "z"): 70}
    counts |= {("c", "x"): 25, ("c", "y"): 35, ("c", "z"): 90}
    safe = protect([made(counts, ("p", "q"))], MOVEMENTS)
    assert sorted(safe.tables[0].hidden) == [("a", "x"), ("a", "y"), ("c", "x"), ("c", "y")]
    assert (safe.small, safe.company) == (1, 3)


def test_zeros_of_protection_are_hidden_and_those_of_movements_are_not():
    whole = made({("a", "x"): 0, ("a", "y"): 200, ("b", "x"): 300, ("b", "y"): 150, ("c", "x"): 80, ("c", "y"): 90}, ("p", "q"))
    assert not protect([whole], MOVEMENTS).tables[0].hidden
    assert protect([whole], PROTECTION).tables[0].cells["a", "x"] is None


def test_tables_of_one_release_are_protected_together():
    inner = invented(5, 6, 4, 3)
    by_two, by_ends = margin(inner, (0, 1), "xy"), margin(inner, (0, 2), "xz")
    each = [protect([one], MOVEMENTS).tables[0] for one in (inner, by_two, by_ends)]
    together = protect([inner, by_two, by_ends], MOVEMENTS).tables
    assert attack(together, 5, zeros_shown=True).stands
    assert not attack(each, 5, zeros_shown=True).stands


def test_a_quarter_does_not_give_its_months_away():
    months = [period(f"2026-0{month}", month) for month in (1, 2, 3)]
    published: list[Table] = []
    for month in months:
        published += protect([month], MOVEMENTS, [[one] for one in published]).tables
    total = {
        ("2026-Q1", *cell[1:]): sum(month.cells[month.categories[0][0], *cell[1:]] or 0 for month in months)
        for cell in months[0].cells
        if TOTAL not in cell
    }
    quarter = made(total, ("period", "post", "sex"), "quarter")
    naive = protect([quarter], MOVEMENTS).tables
    careful = protect([quarter], MOVEMENTS, [published]).tables
    assert not attack([*published, *naive], 5, zeros_shown=True).stands
    assert attack([*published, *careful], 5, zeros_shown=True).stands
    assert any(count is not None and TOTAL not in cell[1:] for cell, count in careful[0].cells.items())


def period(name: str, seed: int) -> Table:
    table = invented(seed, 6, 3)
    counts = {(name, *cell): n or 0 for cell, n in table.cells.items() if TOTAL not in cell}
    return made(counts, ("period", "post", "sex"), name)


def margin(whole: Table, places: tuple[int, ...], name: str) -> Table:
    """A table of some of the dimensions of another one."""
    others = set(range(len(whole.dimensions))) - set(places)
    counts = {
        tuple(cell[place] for place in places): n or 0
        for cell, n in whole.cells.items()
        if all(cell[place] == TOTAL for place in others) and all(cell[place] != TOTAL for place in places)
    }
    return made(counts, tuple(whole.dimensions[place] for place in places), name)


def test_a_revision_keeps_the_pattern_and_nothing_falls_by_subtracting_it():
    """The month comes out again with late records: what was hidden stays hidden, though another cell would now do as well."""
    month = period("2026-01", 3)
    first = protect([month], MOVEMENTS).tables
    late = dict(month.cells)
    cell = max((cell for cell, n in late.items() if TOTAL not in cell), key=lambda cell: late[cell] or 0)
    counts = {one: (n or 0) + (7 if one == cell else 0) for one, n in late.items() if TOTAL not in one}
    revised = made(counts, ("period", "post", "sex"), "2026-01 revised")
    second = protect([revised], MOVEMENTS, [first]).tables
    assert set(second[0].hidden) >= set(first[0].hidden)
    assert attack_releases([first, second], 5, zeros_shown=True).stands
    assert second[0].cells[TOTAL, TOTAL, TOTAL] == (first[0].cells[TOTAL, TOTAL, TOTAL] or 0) + 7


def test_a_revision_with_another_pattern_falls():
    first = Table("first", ("post",), {("A",): None, ("B",): None, ("C",): 30, (TOTAL,): 60})
    second = Table("second", ("post",), {("A",): None, ("B",): 27, ("C",): None, (TOTAL,): 61})
    found = {(one.table, one.cell) for one in attack_releases([[first], [second]], 5).recovered}
    assert ("first", ("B",)) in found


def test_a_quarter_after_a_revised_month_agrees_with_the_new_month_and_is_held_against_it():
    months = [Table(f"m{n}", ("period",), {(f"2026-0{n}",): count}) for n, count in ((1, 20), (2, 30), (3, None))]
    revised = Table("m1 again", ("period",), {("2026-01",): 22})
    quarter = Table("q", ("period",), {("2026-Q1",): 55})
    releases = [[months[0]], [months[1]], [months[2]], [revised], [quarter]]
    assert [(one.table, one.low) for one in attack_releases(releases, 5).recovered] == [("m3", 3)]
    assert attack_releases([[months[0]], [months[1]], [months[2]], [quarter], [revised]], 5).stands
