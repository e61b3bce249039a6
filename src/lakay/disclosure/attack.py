"""The attack: whoever has every table that was ever published, works out the least and the most that each hidden count can be.

A hidden count is named when fewer than `threshold` whole numbers stay possible for it. The attacker also knows the rules by which the
tables were made: where zeros are shown, a hidden cell counts at least one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lakay.disclosure.blocks import reduce
from lakay.disclosure.several import Impossible, Known, Question, answers, remembered
from lakay.disclosure.system import Contradiction, System, build, history
from lakay.disclosure.tables import Cell, Key, Table
from lakay.disclosure.watching import TRY, Watch, unwatched


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
    return _report(build(tables), tables, threshold, zeros_shown, unwatched)


def attack_releases(
    releases: Sequence[Sequence[Table]], threshold: int, *, zeros_shown: bool = False, watch: Watch = unwatched
) -> Report:
    """Attack releases, oldest first, that may have revised each other. Raises Contradiction, and what `watch` raises to stop it."""
    tables = [table for release in releases for table in release]
    try:
        return _report(history(releases), tables, threshold, zeros_shown, watch)
    except Contradiction:
        return _report(history(releases, apart=True), tables, threshold, zeros_shown, watch)


def _report(system: System, tables: Sequence[Table], threshold: int, zeros_shown: bool, watch: Watch) -> Report:
    found = narrowed(system, threshold, zeros_shown=zeros_shown, watch=watch)
    recovered = tuple(
        Recovered(table.name, table.dimensions, cell, *found[number])
        for table in tables
        for cell in table.hidden
        if (number := system.numbers[table.keys[cell]]) in found
    )
    return Report(len(tables), sum(len(table.hidden) for table in tables), recovered)


def narrowed(
    system: System,
    threshold: int,
    *,
    zeros_shown: bool = False,
    watch: Watch = unwatched,
    stage: str = TRY,
    known: Known | None = None,
) -> dict[int, tuple[int, int]]:
    """The unknowns for which fewer than `threshold` values are left, by number: least and most.

    What one table hides and another shows is known. `known` keeps answers for the next time. Raises Contradiction, and what `watch` raises.
    """
    left = reduce(system)
    found = {number: (value, value) for number, value in left.solved.items() if not system.virtual[number]}
    found |= {number: (value, value) for number, value in enumerate(system.values) if value is not None}
    asked = [
        Question(block, tuple(not system.virtual[number] for number in block.unknowns), threshold, zeros_shown)
        for block in left.blocks
    ]
    some = (spans for _, spans in answers(asked, watch, stage)) if known is None else remembered(asked, watch, stage, known)
    try:
        for spans in some:
            found |= spans
    except Impossible as error:
        raise Contradiction(system.keys[error.number]) from error
    return found


def named(keys: Iterable[Key]) -> list[str]:
    """How identities are called where no table can be named."""
    return [", ".join(f"{name}={_said(what)}" for name, what in said) or "*" for _, said in keys]


def _said(what: object) -> str:
    return "+".join(sorted(what)) if isinstance(what, frozenset) else str(what)
