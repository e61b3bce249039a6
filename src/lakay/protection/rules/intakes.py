"""The way of a file at the protection desk."""

from __future__ import annotations

from datetime import datetime

from lakay.kernel.states import NOBODY, States
from lakay.protection.rules.codes import AgeGroup, IntakeStatus

_WAITING, _RECEIVED, _SCREENED, _CLOSED, _LEFT = IntakeStatus

INTAKE_STATES = States(
    starts=frozenset({_WAITING}),
    allowed={
        _WAITING: frozenset({_RECEIVED, _LEFT}),
        _RECEIVED: frozenset({_RECEIVED, _SCREENED, _CLOSED, _LEFT}),  # a colleague takes over
        _SCREENED: frozenset({_SCREENED, _CLOSED, _LEFT}),
        _CLOSED: frozenset(),
        _LEFT: frozenset(),
    },
    turns={
        _WAITING: "protection_desk",
        _RECEIVED: "who_received_them",
        _SCREENED: "who_received_them",
        _CLOSED: NOBODY,
        _LEFT: NOBODY,
    },
)

OPEN = (_WAITING, _RECEIVED, _SCREENED)
"""States in which a file still wants something of somebody."""

ADULT_FROM = 18


def age_group(years: int | None) -> AgeGroup:
    """Child or adult by the years; unknown without them."""
    if years is None:
        return AgeGroup.UNKNOWN
    return AgeGroup.CHILD if years < ADULT_FROM else AgeGroup.ADULT


def treated_as_child(group: str) -> bool:
    """Whether somebody is screened by the rules for children: also where nobody knows the age (benefit of the doubt)."""
    return group != AgeGroup.ADULT


def is_overdue(status: str, due_at: datetime, at: datetime) -> bool:
    """Whether a file still waits for somebody after its deadline: it is the supervisor's then too."""
    return status in OPEN and due_at < at
