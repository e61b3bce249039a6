"""The states of a list, and of a request of somebody who says that they are stopped wrongly."""

from __future__ import annotations

from enum import StrEnum

from lakay.kernel.states import NOBODY, States


class ListStatus(StrEnum):
    """Where a list stands. Nothing is read into one that does not stand."""

    PROPOSED = "proposed"
    STANDING = "standing"
    REJECTED = "rejected"
    CLOSING = "closing"
    CLOSED = "closed"


class RedressStatus(StrEnum):
    """Where a request for redress stands: the answer says what was done."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class SilenceStatus(StrEnum):
    """Where a silence stands: hits of its category are silent only while it does, and only up to its last instant."""

    PROPOSED = "proposed"
    STANDING = "standing"
    REJECTED = "rejected"
    ENDED = "ended"


APPROVER = "second_person"

LIST_STATES = States(
    starts=frozenset({ListStatus.PROPOSED}),
    allowed={
        ListStatus.PROPOSED: frozenset({ListStatus.STANDING, ListStatus.REJECTED}),
        ListStatus.STANDING: frozenset({ListStatus.CLOSING}),
        ListStatus.CLOSING: frozenset({ListStatus.CLOSED, ListStatus.STANDING}),
        ListStatus.REJECTED: frozenset(),
        ListStatus.CLOSED: frozenset(),
    },
    turns={
        ListStatus.PROPOSED: APPROVER,
        ListStatus.STANDING: NOBODY,
        ListStatus.CLOSING: APPROVER,
        ListStatus.REJECTED: NOBODY,
        ListStatus.CLOSED: NOBODY,
    },
)

REDRESS_STATES = States(
    starts=frozenset({RedressStatus.OPEN}),
    allowed={
        RedressStatus.OPEN: frozenset({RedressStatus.GRANTED, RedressStatus.REFUSED}),
        RedressStatus.GRANTED: frozenset(),
        RedressStatus.REFUSED: frozenset(),
    },
    turns={RedressStatus.OPEN: APPROVER, RedressStatus.GRANTED: NOBODY, RedressStatus.REFUSED: NOBODY},
)

SILENCE_STATES = States(
    starts=frozenset({SilenceStatus.PROPOSED}),
    allowed={
        SilenceStatus.PROPOSED: frozenset({SilenceStatus.STANDING, SilenceStatus.REJECTED}),
        SilenceStatus.STANDING: frozenset({SilenceStatus.ENDED}),
        SilenceStatus.REJECTED: frozenset(),
        SilenceStatus.ENDED: frozenset(),
    },
    turns={
        SilenceStatus.PROPOSED: APPROVER,
        SilenceStatus.STANDING: NOBODY,
        SilenceStatus.REJECTED: NOBODY,
        SilenceStatus.ENDED: NOBODY,
    },
)
