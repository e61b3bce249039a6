"""What no rule opens, what a page may set, and how persons may be looked for."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.access.policy.conditions import BORDER, CARE, ISSUING, OWN_AGENCY, REQUEST, SELF
from lakay.access.policy.permissions import P, Permission
from lakay.kernel.predicates import Predicate
from lakay.kernel.purposes import Purpose

SHUT = frozenset(
    {
        "access.password",
        "access.totp",
        "access.recovery_code",
        "people.token",
        "messaging.message",
        "messaging.received",
        "watchlist.key",
        "watchlist.lock",
        "watchlist.cleared",
        "whereabouts.key",
    }
)
"""Kinds that no rule opens, on purpose: secrets, and the keys that names are found by."""


@dataclass(frozen=True, slots=True)
class Writable:
    """Fields of a kind that a page may set, for those with a permission where the condition holds."""

    kind: str
    permission: Permission
    when: Predicate
    fields: frozenset[str]


WRITABLE: tuple[Writable, ...] = (
    Writable("access.staff", P.SELF_MANAGE, SELF, frozenset({"language"})),
    Writable("access.staff", P.STAFF_MANAGE, OWN_AGENCY, frozenset({"full_name", "language"})),
)


@dataclass(frozen=True, slots=True)
class Search:
    """How persons may be looked for. `live`: with a person or document before one; `exact`: by whole keys, never by names."""

    permission: Permission
    purposes: frozenset[Purpose]
    live: bool
    exact: bool


SEARCHES: tuple[Search, ...] = (
    Search(P.PERSON_SEARCH, BORDER, live=True, exact=True),
    Search(P.PERSON_SEARCH, CARE, live=True, exact=False),
    Search(P.PERSON_SEARCH, REQUEST, live=False, exact=True),
    Search(P.PERSON_SEARCH, ISSUING, live=False, exact=True),
)
