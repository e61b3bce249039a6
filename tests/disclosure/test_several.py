"""The attack told to whoever waits, stopped by whoever waits, and the same by several processes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lakay.disclosure.attack import attack_releases
from lakay.disclosure.blocks import reduce
from lakay.disclosure.protect import MOVEMENTS, protect
from lakay.disclosure.several import Known, Narrowed, Question, answers, remembered
from lakay.disclosure.system import build
from lakay.disclosure.tables import Table
from lakay.disclosure.watching import unwatched


class Enough(RuntimeError):
    """Somebody has stopped it."""


def months(count: int) -> list[Table]:
    """A naive table of each month: one hidden count that can be worked out, one square that can not."""
    found = []
    for number in range(count):
        cells: dict[tuple[str, ...], int | None] = {("A",): None, ("B",): 20 + number, ("*",): 22 + number}
        found.append(Table(f"m{number}", ("post",), cells, "naive", (("period", f"20{number:02}-01"),)))
        square: dict[tuple[str, ...], int | None] = {(a, b): None for a in "PQ" for b in "XY"}
        square |= {("P", "*"): 40 + number, ("Q", "*"): 31, ("*", "X"): 33, ("*", "Y"): 38 + number, ("*", "*"): 71 + number}
        found.append(Table(f"s{number}", ("post", "sex"), square, "square", (("period", f"20{number:02}-01"),)))
    return found


def asked(count: int) -> list[Question]:
    system = build(months(count))
    left = reduce(system)
    return [
        Question(block, tuple(not system.virtual[number] for number in block.unknowns), 50, zeros_shown=False)
        for block in left.blocks
    ]


def merged(found: list[Narrowed]) -> Narrowed:
    return {number: span for one in found for number, span in one.items()}


def test_several_processes_answer_as_one_does() -> None:
    questions = asked(4)
    told: list[tuple[str, int, int]] = []
    alone = merged([found for _, found in answers(questions, unwatched, "try")])
    together = merged([found for _, found in answers(questions, lambda *step: told.append(step), "try", much=0)])
    assert alone == together
    assert alone
    assert all(low <= high for low, high in alone.values())
    assert told == [("try", number, 4) for number in (1, 2, 3, 4)]


def test_a_question_that_was_answered_is_not_asked_again_and_a_changed_one_is() -> None:
    known: Known = {}
    steps: list[tuple[str, int, int]] = []
    first = merged(list(remembered(asked(3), unwatched, "hide", known)))
    again = merged(list(remembered(asked(3), lambda *step: steps.append(step), "hide", known)))
    assert (again, steps, len(known)) == (first, [], 3)
    stricter = [replace(one, need=3) for one in asked(3)]
    assert merged(list(remembered(stricter, lambda *step: steps.append(step), "hide", known))) == {}
    assert len(steps) == 3
    assert len(known) == 6


def test_who_waits_can_stop_it() -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        attack_releases([months(2)], 5, watch=stop)
    with pytest.raises(Enough):
        protect(
            [Table("t", ("post", "sex"), {("A", "F"): 2, ("A", "M"): 30, ("B", "F"): 20, ("B", "M"): 9})], MOVEMENTS, (), stop
        )


def test_a_month_is_the_same_time_under_another_name() -> None:
    month = Table("t", ("mwa",), {("2026-01",): 3, ("2026-02",): 4, ("*",): 7}, "movements")
    year = Table("u", ("sex",), {("F",): 7, ("*",): 7}, "movements", (("period", "2026-01/2026-02"),))
    assert month.keys["*",] == year.keys["*",]
    assert month.keys["2026-01",][1][0][0] == "period"


def test_an_open_age_group_is_one_category_and_two_joined_are_two() -> None:
    table = Table("t", ("age",), {("60+",): 1, ("39-47+48+",): 2, ("Cuba+Peru",): 3, ("*",): 6}, "m")
    sizes = [len(table.keys[cell,][1][0][1]) for cell in ("60+", "39-47+48+", "Cuba+Peru")]
    assert sizes == [1, 2, 2]
    assert table.keys["39-47+48+",][1][0][1] == frozenset({"39-47", "48+"})
