"""The states of a record as one table: from which to which it may go, and whose turn it is in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)

NOBODY = ""
"""Whose turn it is where nothing more is to be done."""


class BadStates(TypeError):
    """A table that forgets a state, leads out of itself, or leaves a state that nobody can reach."""


class CannotMove(ValueError):
    """The record is not in a state from which it may go there: somebody else may have moved it meanwhile."""

    def __init__(self, now: StrEnum, to: StrEnum) -> None:
        super().__init__(f"cannot go from {now} to {to}")
        self.now = now
        self.to = to


@dataclass(frozen=True)
class States(Generic[S]):
    """`allowed` gives for every state those that may follow, `turns` who acts next; both name every state of the enum.

    Raises BadStates when the table is not total, not closed, or has a state that the starts do not lead to.
    """

    starts: frozenset[S]
    allowed: Mapping[S, frozenset[S]]
    turns: Mapping[S, str]

    def __post_init__(self) -> None:
        if faults := self._faults():
            raise BadStates("; ".join(faults))

    def _faults(self) -> list[str]:
        if not self.starts:
            return ["no state to start in"]
        every = set(type(next(iter(self.starts))))
        faults = [f"{state} has no row" for state in every - set(self.allowed)]
        faults += [f"nobody's turn is named in {state}" for state in every - set(self.turns)]
        targets = {state for following in self.allowed.values() for state in following}
        named = targets | set(self.allowed) | set(self.turns) | self.starts
        faults += [f"{state} is not a state of the table" for state in named - every]
        faults += [f"nothing leads to {state}" for state in every - self._reached()]
        faults += [f"somebody's turn in {state}, but it is an end" for state in self.ends if self.turns.get(state)]
        return sorted(faults)

    def _reached(self) -> set[S]:
        reached: set[S] = set()
        waiting = set(self.starts)
        while waiting:
            state = waiting.pop()
            reached.add(state)
            waiting |= set(self.allowed.get(state, ())) - reached
        return reached

    @property
    def ends(self) -> frozenset[S]:
        """States that nothing follows."""
        return frozenset(state for state, following in self.allowed.items() if not following)

    def can_move(self, now: S, to: S) -> bool:
        """Whether a record may go from one state to another."""
        return to in self.allowed[now]

    def check_can_move(self, now: S, to: S) -> None:
        """Raise CannotMove if it may not."""
        if not self.can_move(now, to):
            raise CannotMove(now, to)

    def mermaid(self) -> str:
        """The diagram for the docs, as Mermaid text; states in the order of the enum."""
        order = list(type(next(iter(self.starts))))
        lines = ["stateDiagram-v2"]
        lines += [f"    [*] --> {state}" for state in order if state in self.starts]
        lines += [f"    {state} --> {to}" for state in order for to in order if to in self.allowed[state]]
        lines += [f"    {state} --> [*]" for state in order if state in self.ends]
        lines += [f"    note right of {state} : {self.turns[state]}" for state in order if self.turns[state]]
        return "\n".join(lines) + "\n"
