"""The way of a call to the protection desk."""

from __future__ import annotations

from lakay.border.rules.codes import CallStatus
from lakay.kernel.states import NOBODY, States

_WAITING, _TAKEN, _CLOSED = CallStatus

CALL_STATES = States(
    starts=frozenset({_WAITING}),
    allowed={
        _WAITING: frozenset({_TAKEN}),
        _TAKEN: frozenset({_TAKEN, _CLOSED}),  # a colleague takes over
        _CLOSED: frozenset(),
    },
    turns={_WAITING: "protection_desk", _TAKEN: "who_took_it", _CLOSED: NOBODY},
)
