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
    """Where a file of alerts stands. `trying` shows what it would change; `loading` puts its rows before a second person; `approved` and
    `rejected` are carried out some hundred rows at a time until it is `done`, unless somebody has `stopped` that."""

    TRYING = "trying"
    TRIED = "tried"
    LOADING = "loading"
    WAITING = "waiting"
    APPROVED = "approved"
    STOPPED = "stopped"
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


APPROVER, PROPOSER, PROGRAM = "second_person", "proposer", "program"

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
    starts=frozenset({BatchStatus.TRYING, BatchStatus.LOADING}),
    allowed={
        BatchStatus.TRYING: frozenset({BatchStatus.TRIED, BatchStatus.WITHDRAWN}),
        BatchStatus.TRIED: frozenset({BatchStatus.LOADING, BatchStatus.WITHDRAWN}),
        BatchStatus.LOADING: frozenset({BatchStatus.WAITING, BatchStatus.REJECTED, BatchStatus.WITHDRAWN}),
        BatchStatus.WAITING: frozenset({BatchStatus.APPROVED, BatchStatus.REJECTED, BatchStatus.WITHDRAWN}),
        BatchStatus.APPROVED: frozenset({BatchStatus.DONE, BatchStatus.STOPPED}),
        BatchStatus.STOPPED: frozenset({BatchStatus.APPROVED}),
        BatchStatus.REJECTED: frozenset({BatchStatus.DONE}),
        BatchStatus.WITHDRAWN: frozenset(),
        BatchStatus.DONE: frozenset(),
    },
    turns={
        BatchStatus.TRYING: PROGRAM,
        BatchStatus.TRIED: PROPOSER,
        BatchStatus.LOADING: PROGRAM,
        BatchStatus.WAITING: APPROVER,
        BatchStatus.APPROVED: PROGRAM,
        BatchStatus.STOPPED: APPROVER,
        BatchStatus.REJECTED: PROGRAM,
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
    turns={ScreeningStatus.RUNNING: PROGRAM, ScreeningStatus.STOPPED: PROPOSER, ScreeningStatus.DONE: NOBODY},
)
