"""Who sees which views, limits and alarms of the desk of figures: the owner, and whom the owner named. No figure hangs on it."""

from __future__ import annotations

from lakay.access.policy.conditions import OPEN, Rule
from lakay.access.policy.permissions import P
from lakay.kernel.predicates import FieldEquals, FieldIs, Predicate


def _seen(before: str) -> Predicate:
    of_agency = FieldEquals(f"{before}seen_by", "agency") & FieldIs(f"{before}agency", "agency")
    return FieldIs(f"{before}owner", "id") | of_agency | FieldEquals(f"{before}seen_by", "all")


RULES: tuple[Rule, ...] = (
    *(Rule(f"statistics.{name}", P.FIGURE_READ, _seen(""), OPEN) for name in ("view", "limit")),
    Rule("statistics.alarm", P.FIGURE_READ, _seen("limit__"), OPEN),
)
