"""No number below five is shown, and none can be worked out from the others."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lakay.border.patterns.cells import LEAST, Cell, safe, share

COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)


def test_small_numbers_are_hidden_and_large_ones_shown() -> None:
    whole, parts = safe({"a": 20, "b": 3, "c": 2, "d": 0})
    assert whole == Cell(25)
    assert parts == {"a": Cell(20), "b": Cell(None, few=True), "c": Cell(None, few=True), "d": Cell(0)}


def test_one_small_number_takes_its_neighbour_along() -> None:
    _whole, parts = safe({"a": 20, "b": 3, "c": 7})
    assert parts["c"].kept
    assert parts["a"] == Cell(20)


def test_a_small_sum_is_not_shown() -> None:
    assert safe({"a": 2, "b": 1})[0] == Cell(None, few=True)


@settings(max_examples=150)
@given(counts=COUNTS)
@example(counts=[1, 1, 1, 1])
@example(counts=[4, 4])
def test_no_hidden_number_can_be_worked_out(counts: list[int]) -> None:
    named = {str(place): count for place, count in enumerate(counts)}
    whole, parts = safe(named)
    assert all(cell.number is None for name, cell in parts.items() if 0 < named[name] < LEAST)
    shown = {name: cell.number for name, cell in parts.items() if cell.number is not None}
    assert all(shown[name] == named[name] for name in shown)
    for name, cell in parts.items():
        if cell.few:
            assert len({world[int(name)] for world in worlds(list(parts.values()), whole)}) > 1


def worlds(parts: list[Cell], whole: Cell) -> list[tuple[int, ...]]:
    """Every way the parts can be, for somebody who sees the table and knows how it is made."""
    ranges = [
        (cell.number,) if cell.number is not None else tuple(range(1, LEAST) if cell.few else range(LEAST, 30)) for cell in parts
    ]
    return [world for world in product(*ranges) if _fits(sum(world), whole)]


def _fits(total: int, whole: Cell) -> bool:
    if whole.number is not None:
        return total == whole.number
    return total < LEAST or not whole.few


def test_a_share_is_told_only_as_far_as_its_parts_are() -> None:
    assert share(Cell(8), Cell(20)) == ("is", 40)
    assert share(Cell(0), Cell(20)) == ("is", 0)
    assert share(Cell(None, few=True), Cell(20)) == ("most", 20)
    assert share(Cell(None), Cell(20)) is None
    assert share(Cell(8), Cell(None)) is None
    assert share(Cell(0), Cell(0)) is None
