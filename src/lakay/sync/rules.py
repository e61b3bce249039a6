"""States of nodes and of invitations. Pure: values in, values out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from lakay.kernel.states import NOBODY, States
from lakay.places.pack.exchange import NODE_ROLES

HUB = "hub"
AWAY = tuple(role for role in NODE_ROLES if role != HUB)
"""What a machine can be invited as: there is one hub, and it is not invited."""

WRONG_TRIES = 5
"""After so many wrong codes an invitation is closed."""

LONGEST_DAYS = 30
"""An invitation on paper is valid for so many days at most."""


class ReleaseOutcome(StrEnum):
    """What came of a post's card or request at the hub."""

    BOUND = "bound"
    GRANTED = "granted"
    THREAT = "threat"


class PeerStatus(StrEnum):
    """Where a node of the country stands."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


PEER_STATES = States(
    starts=frozenset({PeerStatus.ACTIVE}),
    allowed={
        PeerStatus.ACTIVE: frozenset({PeerStatus.SUSPENDED}),
        PeerStatus.SUSPENDED: frozenset({PeerStatus.ACTIVE, PeerStatus.REVOKED}),
        PeerStatus.REVOKED: frozenset(),
    },
    turns={
        PeerStatus.ACTIVE: "administrator",
        PeerStatus.SUSPENDED: "another_administrator",
        PeerStatus.REVOKED: NOBODY,
    },
)
"""One administrator stops a node at once, at night if need be; another makes it final, or lifts it (ADR 14)."""


class InvitationStatus(StrEnum):
    """Where the enrolment of a machine stands. That an invitation has run out is not a state: the clock says so."""

    OPEN = "open"
    ASKED = "asked"
    ADMITTED = "admitted"
    REFUSED = "refused"
    LOCKED = "locked"
    WITHDRAWN = "withdrawn"


_I = InvitationStatus

INVITATION_STATES = States(
    starts=frozenset({_I.OPEN}),
    allowed={
        _I.OPEN: frozenset({_I.ASKED, _I.LOCKED, _I.WITHDRAWN}),
        _I.ASKED: frozenset({_I.ADMITTED, _I.REFUSED, _I.WITHDRAWN}),
        _I.ADMITTED: frozenset(),
        _I.REFUSED: frozenset(),
        _I.LOCKED: frozenset(),
        _I.WITHDRAWN: frozenset(),
    },
    turns={
        _I.OPEN: "new_machine",
        _I.ASKED: "another_administrator",
        _I.ADMITTED: NOBODY,
        _I.REFUSED: NOBODY,
        _I.LOCKED: NOBODY,
        _I.WITHDRAWN: NOBODY,
    },
)

LIVING = (_I.OPEN, _I.ASKED)
"""States in which an enrolment still waits for something."""


def has_run_out(status: str, expires_at: datetime, at: datetime) -> bool:
    """Whether an invitation that still waits is too old to be used."""
    return status in LIVING and expires_at <= at
