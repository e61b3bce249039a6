"""Tables of states."""

from __future__ import annotations

from enum import StrEnum

import pytest

from lakay.kernel.states import NOBODY, BadStates, CannotMove, States


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled_up"


OPEN, SHUT, WALLED = Door


def door(**changes):
    """A sound table, with some of it changed."""
    table = {
        "starts": frozenset({OPEN}),
        "allowed": {OPEN: frozenset({SHUT}), SHUT: frozenset({OPEN, WALLED}), WALLED: frozenset()},
        "turns": {OPEN: "porter", SHUT: "mason", WALLED: NOBODY},
    }
    return States(**{**table, **changes})


def test_it_allows_what_the_table_allows_and_nothing_else():
    allowed = {(now, to) for now in Door for to in Door if door().can_move(now, to)}
    assert allowed == {(OPEN, SHUT), (SHUT, OPEN), (SHUT, WALLED)}


def test_it_says_from_where_to_where_it_cannot_go():
    with pytest.raises(CannotMove) as refused:
        door().check_can_move(WALLED, OPEN)
    assert (refused.value.now, refused.value.to) == (WALLED, OPEN)


def test_it_knows_the_ends():
    assert door().ends == {WALLED}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"allowed": {OPEN: frozenset({SHUT}), SHUT: frozenset({WALLED})}}, "walled_up has no row"),
        ({"turns": {OPEN: "porter", SHUT: "mason"}}, "nobody's turn is named in walled_up"),
        ({"allowed": {OPEN: frozenset({SHUT, "ajar"}), SHUT: frozenset({WALLED}), WALLED: frozenset()}}, "ajar is not a state"),
        ({"allowed": {OPEN: frozenset({SHUT}), SHUT: frozenset(), WALLED: frozenset()}}, "nothing leads to walled_up"),
        ({"turns": {OPEN: "porter", SHUT: "mason", WALLED: "mason"}}, "somebody's turn in walled_up"),
        ({"starts": frozenset()}, "no state to start in"),
    ],
)
def test_a_faulty_table_cannot_be_made(changes, fault):
    with pytest.raises(BadStates, match=fault):
        door(**changes)


def test_it_draws_itself():
    assert door().mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open",
        "    open --> shut",
        "    shut --> open",
        "    shut --> walled_up",
        "    walled_up --> [*]",
        "    note right of open : porter",
        "    note right of shut : mason",
    ]
