"""The attack: whoever has every table that was ever published, works out the least and the most that each hidden count can be.

A hidden count is named when fewer than `threshold` whole numbers stay possible for it. The attacker also knows the rules by which the
tables were made: where zeros are shown, a hidden cell counts at least one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lakay.disclosure.blocks import Block, reduce
from lakay.disclosure.probing import Prober
from lakay.disclosure.solver import Infeasible
from lakay.disclosure.system import Contradiction, System, build, history
from lakay.disclosure.tables import Cell, Key, Table

SEED = 20260101


@dataclass(frozen=True, slots=True)
class Recovered:
    """A hidden cell of a published table, and what it can still be: exactly known where least and most are one."""

    table: str
    dimensions: tuple[str, ...]
    cell: Cell
    low: int
    high: int

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Report:
    """What an attack came to."""

    tables: int
    hidden: int
    recovered: tuple[Recovered, ...]

    @property
    def stands(self) -> bool:
        """Whether nothing could be worked out."""
        return not self.recovered


def attack(tables: Sequence[Table], threshold: int, *, zeros_shown: bool = False) -> Report:
    """Attack some tables with everything that all of them say. Raises Contradiction where they cannot all be true."""
    return _report(build(tables), tables, threshold, zeros_shown=zeros_shown)


def attack_releases(releases: Sequence[Sequence[Table]], threshold: int, *, zeros_shown: bool = False) -> Report:
    """Attack releases, oldest first, that may have revised each other. Raises Contradiction."""
    tables = [table for release in releases for table in release]
    try:
        return _report(history(releases), tables, threshold, zeros_shown=zeros_shown)
    except Contradiction:
        return _report(history(releases, apart=True), tables, threshold, zeros_shown=zeros_shown)


def _report(system: System, tables: Sequence[Table], threshold: int, *, zeros_shown: bool) -> Report:
    found = narrowed(system, threshold, zeros_shown=zeros_shown)
    recovered = tuple(
        Recovered(table.name, table.dimensions, cell, *found[number])
        for table in tables
        for cell in table.hidden
        if (number := system.numbers[table.keys[cell]]) in found
    )
    return Report(len(tables), sum(len(table.hidden) for table in tables), recovered)


def narrowed(system: System, threshold: int, *, zeros_shown: bool = False) -> dict[int, tuple[int, int]]:
    """The unknowns for which fewer than `threshold` values are left, by number: least and most.

    What one table hides and another shows is known. Raises Contradiction.
    """
    left = reduce(system)
    found = {number: (value, value) for number, value in left.solved.items() if not system.virtual[number]}
    found |= {number: (value, value) for number, value in enumerate(system.values) if value is not None}
    for block in left.blocks:
        found |= _of_block(system, block, threshold, zeros_shown=zeros_shown)
    return found


def _of_block(system: System, block: Block, threshold: int, *, zeros_shown: bool) -> dict[int, tuple[int, int]]:
    hidden = np.array([0.0 if system.virtual[number] else 1.0 for number in block.unknowns])
    lower = hidden.copy() if zeros_shown else np.zeros(len(block.unknowns))
    prober = Prober(block, lower, hidden, threshold, np.random.default_rng(SEED))
    try:
        spans = prober.narrowed()
    except Infeasible as error:
        raise Contradiction(system.keys[block.unknowns[0]]) from error
    return {block.unknowns[place]: span for place, span in spans.items()}


def named(keys: Iterable[Key]) -> list[str]:
    """How identities are called where no table can be named."""
    return [", ".join(f"{name}={_said(what)}" for name, what in said) or "*" for _, said in keys]


def _said(what: object) -> str:
    return "+".join(sorted(what)) if isinstance(what, frozenset) else str(what)
