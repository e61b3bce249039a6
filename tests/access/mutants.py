"""The policy with one thing less, to see that a test notices. `mutants()` lists them, `applied(mutant)` is the policy for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from lakay.access import policy
from lakay.access.policy import Rule
from lakay.kernel.fields import FieldClass
from lakay.kernel.predicates import Always, And


@dataclass(frozen=True)
class Mutant:
    """The rule at an index, replaced. `what` is condition, purposes, permission or classes: the guard that is gone."""

    index: int
    what: str
    rule: Rule

    @property
    def label(self) -> str:
        """What to call it in a report."""
        return f"{self.rule.kind} #{self.index} without {self.what}"


def mutants(*kinds_of_guard: str) -> Iterator[Mutant]:
    """Every rule without its condition, its purposes, its permission, its classes (all four if none is named) or a `part` of its condition."""
    for index, rule in enumerate(policy.RULES):
        weaker = {
            "condition": replace(rule, when=Always()),
            "purposes": replace(rule, purposes=None),
            "permission": _for_everyone(rule),
            "classes": replace(rule, classes=frozenset(FieldClass)),
        }
        for what, mutated in weaker.items():
            if mutated != rule and (not kinds_of_guard or what in kinds_of_guard):
                yield Mutant(index, what, mutated)
        if "part" in kinds_of_guard:
            yield from (Mutant(index, f"part {place} of the condition", weak) for place, weak in enumerate(_by_parts(rule)))


def _by_parts(rule: Rule) -> Iterator[Rule]:
    parts = rule.when.parts if isinstance(rule.when, And) else ()
    for place in range(len(parts)):
        yield replace(rule, when=And((*parts[:place], *parts[place + 1 :])))


def _for_everyone(rule: Rule) -> Rule:
    if rule.permission in policy.EVERYONE.permissions:
        return rule
    return replace(rule, permission=policy.Permission.SELF_MANAGE, purposes=None)


@contextmanager
def applied(mutant: Mutant) -> Iterator[None]:
    """The policy with one rule weaker, and as it was afterwards."""
    whole = policy.RULES
    policy.RULES = (*whole[: mutant.index], mutant.rule, *whole[mutant.index + 1 :])
    try:
        yield
    finally:
        policy.RULES = whole
