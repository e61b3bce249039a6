"""Every write of the protection desk, by name."""

from lakay.protection.actions.consents import record_consent, withdraw_consent
from lakay.protection.actions.decisions import NoGrounds, decide_status
from lakay.protection.actions.intakes import (
    AlreadyDone,
    AlreadyOpened,
    AlreadyYours,
    assign_intake,
    close_intake,
    open_intake,
    raise_signals,
    receive_intake,
)
from lakay.protection.actions.screenings import record_screening

__all__ = [
    "AlreadyDone",
    "AlreadyOpened",
    "AlreadyYours",
    "NoGrounds",
    "assign_intake",
    "close_intake",
    "decide_status",
    "open_intake",
    "raise_signals",
    "receive_intake",
    "record_consent",
    "record_screening",
    "withdraw_consent",
]
