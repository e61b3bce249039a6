"""The states of an alert, of what is asked about one, and of a file of alerts; and whose turn it is."""

from __future__ import annotations

from enum import StrEnum

from lakay.kernel.states import NOBODY, States


class AlertStatus(StrEnum):
    """Where an alert stands. Only an active one can hit, and only between its two instants."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    ENDED = "ended"
    EXPIRED = "expired"
    REJECTED = "rejected"


class What(StrEnum):
    """What two people have to agree on."""

    ADD = "add"
    CHANGE = "change"
    RENEW = "renew"
    END = "end"
    CONFIRM = "confirm"


class ChangeStatus(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class BatchStatus(StrEnum):
    """Where a file of alerts stands. `approved` and `rejected` are carried out row by row until it is `done`."""

    LOADING = "loading"
    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class ScreeningStatus(StrEnum):
    """Where a screening of those who passed stands."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


class Outcome(StrEnum):
    """What became of a hit: whether the traveller was the one meant."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNRESOLVED = "unresolved"


APPROVER, PROPOSER = "second_person", "proposer"

CLOSED = frozenset({AlertStatus.ENDED, AlertStatus.EXPIRED, AlertStatus.REJECTED})

ALERT_STATES = States(
    starts=frozenset({AlertStatus.PROPOSED, AlertStatus.ACTIVE}),  # active at once: a child is missing, for a day
    allowed={
        AlertStatus.PROPOSED: frozenset({AlertStatus.ACTIVE, AlertStatus.REJECTED, AlertStatus.EXPIRED}),
        AlertStatus.ACTIVE: frozenset({AlertStatus.ENDED, AlertStatus.EXPIRED}),
        AlertStatus.ENDED: frozenset(),
        AlertStatus.EXPIRED: frozenset(),
        AlertStatus.REJECTED: frozenset(),
    },
    turns={
        AlertStatus.PROPOSED: APPROVER,
        AlertStatus.ACTIVE: NOBODY,
        AlertStatus.ENDED: NOBODY,
        AlertStatus.EXPIRED: NOBODY,
        AlertStatus.REJECTED: NOBODY,
    },
)

CHANGE_STATES = States(
    starts=frozenset({ChangeStatus.WAITING}),
    allowed={
        ChangeStatus.WAITING: frozenset({ChangeStatus.APPROVED, ChangeStatus.REJECTED, ChangeStatus.LAPSED}),
        ChangeStatus.APPROVED: frozenset(),
        ChangeStatus.REJECTED: frozenset(),
        ChangeStatus.LAPSED: frozenset(),
    },
    turns={
        ChangeStatus.WAITING: APPROVER,
        ChangeStatus.APPROVED: NOBODY,
        ChangeStatus.REJECTED: NOBODY,
        ChangeStatus.LAPSED: NOBODY,
    },
)

BATCH_STATES = States(
    starts=frozenset({BatchStatus.LOADING}),
    allowed={
        BatchStatus.LOADING: frozenset({BatchStatus.WAITING, BatchStatus.REJECTED, BatchStatus.WITHDRAWN}),
        BatchStatus.WAITING: frozenset({BatchStatus.APPROVED, BatchStatus.REJECTED, BatchStatus.WITHDRAWN}),
        BatchStatus.APPROVED: frozenset({BatchStatus.DONE}),
        BatchStatus.REJECTED: frozenset({BatchStatus.DONE}),
        BatchStatus.WITHDRAWN: frozenset(),
        BatchStatus.DONE: frozenset(),
    },
    turns={
        BatchStatus.LOADING: PROPOSER,
        BatchStatus.WAITING: APPROVER,
        BatchStatus.APPROVED: APPROVER,
        BatchStatus.REJECTED: APPROVER,
        BatchStatus.WITHDRAWN: NOBODY,
        BatchStatus.DONE: NOBODY,
    },
)

SCREENING_STATES = States(
    starts=frozenset({ScreeningStatus.RUNNING}),
    allowed={
        ScreeningStatus.RUNNING: frozenset({ScreeningStatus.STOPPED, ScreeningStatus.DONE}),
        ScreeningStatus.STOPPED: frozenset({ScreeningStatus.RUNNING}),
        ScreeningStatus.DONE: frozenset(),
    },
    turns={ScreeningStatus.RUNNING: "program", ScreeningStatus.STOPPED: PROPOSER, ScreeningStatus.DONE: NOBODY},
)
