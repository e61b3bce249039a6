"""Rare categories together: fewer hidden cells, the same totals, and the attack still knows what was joined."""

from __future__ import annotations

from lakay.disclosure.attack import attack
from lakay.disclosure.margins import with_margins
from lakay.disclosure.protect import MOVEMENTS, protect
from lakay.disclosure.rollup import roll_up
from lakay.disclosure.tables import Cell, Table

COUNTS = {"HT": 900, "DO": 400, "US": 30, "CU": 3, "PE": 1, "VE": 2}


def by_nationality(name: str, counts: dict[str, int], other: str = "post") -> Table:
    cells: dict[Cell, int | None] = {}
    for nationality, count in counts.items():
        cells[nationality, "a"], cells[nationality, "b"] = count - count // 3, count // 3
    return with_margins(Table(name, ("nationality", other), cells))


def test_rare_ones_are_joined_with_as_many_as_it_takes():
    whole = by_nationality("t", COUNTS)
    joined = roll_up([whole], "nationality", 5)[0]
    assert joined.categories[0] == ("HT", "DO", "US", "CU+PE+VE")
    assert joined.cells["CU+PE+VE", "*"] == 6
    assert joined.cells["*", "*"] == whole.cells["*", "*"]
    assert roll_up([whole], "nationality", 10)[0].categories[0] == ("HT", "DO", "CU+PE+US+VE")


def test_all_tables_of_a_release_join_the_same_ones():
    first, second = by_nationality("first", COUNTS), by_nationality("second", {**COUNTS, "CU": 50}, "sex")
    made = roll_up([first, second], "nationality", 5)
    assert made[0].categories[0] == made[1].categories[0]
    plain = with_margins(Table("plain", ("sex",), {("F",): 4, ("M",): 5}))
    assert roll_up([plain], "nationality", 5) == [plain]


def test_fewer_cells_are_hidden_and_what_was_joined_is_still_known():
    whole = by_nationality("t", COUNTS)
    plain, joined = protect([whole], MOVEMENTS).tables[0], protect(roll_up([whole], "nationality", 5), MOVEMENTS).tables[0]
    assert len(joined.hidden) < len(plain.hidden)
    assert attack([plain, joined], 2).tables == 2


def test_nothing_is_joined_where_nothing_would_be_left():
    whole = by_nationality("t", {"HT": 900, "PE": 1})
    assert roll_up([whole], "nationality", 5) == [whole]
