"""Which counts of new tables must be hidden, so that nobody can work out a small one: not from one table, not from all together.

Small counts are hidden first. Then the attack is carried out, and each cell that falls is given company: the cheapest set of further
cells that can rise and fall together with it by as much as its protection asks (a linear programme whose answer is also the proof).
This goes on until the attack finds nothing. Where a small table is alone, the set is the smallest there is (`optimal`).

Source of the method: Kelly, Golden, Assad, “Cell suppression: disclosure protection for sensitive tabular data”, Networks 22 (1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lakay.disclosure.attack import narrowed
from lakay.disclosure.blocks import reduce
from lakay.disclosure.company import Companion, Unprotectable
from lakay.disclosure.margins import with_margins
from lakay.disclosure.optimal import smallest
from lakay.disclosure.parts import part_of
from lakay.disclosure.several import Known
from lakay.disclosure.system import Contradiction, System, build, history
from lakay.disclosure.tables import Table
from lakay.disclosure.watching import HIDE, Watch, unwatched

MOST_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """How small a count must be to be hidden, and whether "nobody" may be said."""

    threshold: int
    zeros_shown: bool

    def small(self, count: int) -> bool:
        """Whether a count is hidden for what it is."""
        return count < self.threshold and not (count == 0 and self.zeros_shown)


MOVEMENTS = Rule(5, zeros_shown=True)
PROTECTION = Rule(11, zeros_shown=False)
CLASSES = {"movements": MOVEMENTS, "protection": PROTECTION}


@dataclass(frozen=True, slots=True)
class Protected:
    """Tables that can be published, how many of their cells are hidden for being small, and how many for the others' sake."""

    tables: tuple[Table, ...]
    small: int
    company: int


def protect(tables: Sequence[Table], rule: Rule, earlier: Sequence[Sequence[Table]] = (), watch: Watch = unwatched) -> Protected:
    """Hide what must be hidden in whole tables, given the releases published before, oldest first.

    What an earlier release hid stays hidden; what it showed stays shown, or follows from what it showed. A number that has changed since
    (a revision) is shown anew unless it is small now; the pattern of hidden cells is the old one, with more cells where it must be.
    Raises Contradiction where new tables do not agree with each other, and what `watch` raises to stop it.
    """
    whole = [with_margins(table) if not any(table.totalled) else table for table in tables]
    truth = build(whole)
    try:
        return _protected(whole, truth, rule, earlier, history([*earlier, whole]), watch)
    except Contradiction:  # a revision that broke sums between releases: those are given up
        return _protected(whole, truth, rule, earlier, history([*earlier, whole], apart=True), watch)


def _protected(
    whole: Sequence[Table], truth: System, rule: Rule, earlier: Sequence[Sequence[Table]], system: System, watch: Watch
) -> Protected:
    system = part_of(system, {system.numbers[key] for key in truth.keys})
    fresh = {system.numbers[key]: value for key, value in zip(truth.keys, truth.values, strict=True) if value is not None}
    shown, hidden = _stated(history(earlier), system, fresh)
    known = shown | (set(reduce(hiding(system, set(fresh) - shown)).solved) & set(fresh))
    small = {number for number, value in fresh.items() if rule.small(value)}
    free = {number for number, value in fresh.items() if number not in known and not (value == 0 and rule.zeros_shown)}
    work = Work(system, fresh, free, rule, watch)
    return _told(whole, system, work.enough((small | hidden) - known), rule)


def _stated(before: System, system: System, fresh: dict[int, int]) -> tuple[set[int], set[int]]:
    """Of the fresh numbers, those that were shown as they are now, and those that were hidden."""
    known = [key for key in before.keys if key in system.numbers]
    numbers = {system.numbers[key]: before.values[before.numbers[key]] for key in known}
    stated = {system.numbers[key] for key in known if not before.virtual[before.numbers[key]]}
    shown = {number for number in stated & set(fresh) if numbers[number] == fresh[number]}
    return shown, {number for number in stated & set(fresh) if numbers[number] is None}


@dataclass(frozen=True, slots=True)
class Work:
    """New numbers (`fresh`), and which of them may still be hidden: what follows from earlier releases is known to everybody."""

    system: System
    fresh: dict[int, int]
    free: set[int]
    rule: Rule
    watch: Watch = unwatched

    def enough(self, hidden: set[int]) -> set[int]:
        """Hide more until the attack finds nothing but what no hiding of new numbers can mend: the gate before a release names that."""
        rule, lost = self.rule, set[int]()
        best = smallest(self.system, self.fresh, hidden, self.free, rule.threshold, zeros_shown=rule.zeros_shown)
        hidden = set(best) if best is not None else set(hidden)
        companion = Companion(self.system, self.fresh, self.free, rule.threshold, zeros_shown=rule.zeros_shown)
        known: Known = {}
        for _ in range(MOST_ROUNDS):
            fallen = [number for number in attacked(self.system, hidden, rule, self.watch, known) if number not in lost]
            if not fallen:
                return hidden
            before = len(hidden) + len(lost)
            for number in sorted(fallen, key=lambda one: self.fresh.get(one, 0)):
                self.watch(HIDE, 0, 0)
                try:
                    hidden |= companion.of(number, hidden)
                except Unprotectable:
                    lost.add(number)
            if len(hidden) + len(lost) == before:
                break
        return hidden | self.free


def attacked(
    system: System, hidden: set[int], rule: Rule, watch: Watch = unwatched, known: Known | None = None
) -> dict[int, tuple[int, int]]:
    """What falls if just these numbers are hidden."""
    shown = hiding(system, hidden)
    fallen = narrowed(shown, rule.threshold, zeros_shown=rule.zeros_shown, watch=watch, stage=HIDE, known=known)
    return {number: span for number, span in fallen.items() if shown.values[number] is None}


def hiding(system: System, hidden: set[int]) -> System:
    """The system as its readers see it."""
    values = [None if number in hidden else value for number, value in enumerate(system.values)]
    return System(system.keys, values, system.virtual, system.sums, system.numbers)


def _told(tables: Iterable[Table], system: System, hidden: set[int], rule: Rule) -> Protected:
    made, small, company = [], 0, 0
    for table in tables:
        cells = {cell: None if system.numbers[table.keys[cell]] in hidden else count for cell, count in table.cells.items()}
        little = sum(1 for cell, count in table.cells.items() if cells[cell] is None and count is not None and rule.small(count))
        small, company = small + little, company + sum(count is None for count in cells.values()) - little
        made.append(Table(table.name, table.dimensions, cells, table.measure, table.narrowed))
    return Protected(tuple(made), small, company)
