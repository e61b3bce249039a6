"""The policy: what can be permitted, which role holds what, and who sees which records. One table each; nothing else permits.

A rule opens records of a kind to those who hold a permission by a role that works for the purpose, where the condition holds,
and of these records the field classes named. What no rule opens stays shut.
"""

from __future__ import annotations

from lakay.access.policy import border, care, house, publication, referral, statistics, whereabouts
from lakay.access.policy.care import KINDS_OF_A_PERSON
from lakay.access.policy.conditions import Rule
from lakay.access.policy.pages import SEARCHES, SHUT, WRITABLE, Search, Writable
from lakay.access.policy.permissions import Permission
from lakay.access.policy.roles import EVERYONE, ROLES, Role

RULES: tuple[Rule, ...] = (
    *(*house.RULES, *border.RULES, *care.RULES, *referral.RULES, *whereabouts.RULES),
    *(*publication.RULES, *statistics.RULES),
)
"""Who sees which records, of every module."""

__all__ = [
    "EVERYONE",
    "KINDS_OF_A_PERSON",
    "ROLES",
    "RULES",
    "SEARCHES",
    "SHUT",
    "WRITABLE",
    "Permission",
    "Role",
    "Rule",
    "Search",
    "Writable",
]
