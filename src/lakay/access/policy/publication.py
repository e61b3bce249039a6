"""Who sees what of releases before they are out; what is out is there for everybody, on pages without a log-in."""

from __future__ import annotations

from lakay.access.policy.conditions import OPEN, Rule
from lakay.access.policy.permissions import P
from lakay.kernel.predicates import Always

_RELEASES, _OTHERS = ("release", "table"), ("series", "figures")

RULES: tuple[Rule, ...] = (
    *(Rule(f"publication.{name}", P.RELEASE_VIEW, Always(), OPEN) for name in _RELEASES),
    Rule("statistics.noise", P.FIGURE_READ, Always(), OPEN),
    *(Rule(f"reported.{name}", P.FIGURE_READ, Always(), OPEN) for name in _OTHERS),
)
