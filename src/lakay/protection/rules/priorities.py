"""How urgent somebody is: the table of the country pack, and what it says of the signals known of a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lakay.places.pack.records import Names
from lakay.protection.rules.codes import IntakeStatus

LEAST = "other"
"""The row for whoever shows no other signal."""


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A row of the table: something known of a person, how urgent it makes them (1 is now, 4 can wait), and so many minutes until
    somebody must have received, screened and acted. `calls` are the reasons of a booth's call that mean it.
    """

    code: str
    level: int
    receive: int
    screen: int
    act: int
    calls: tuple[str, ...]
    labels: Names


@dataclass(frozen=True, slots=True)
class Judged:
    """How urgent a person is: the most urgent of all their signals, and which signals made it so."""

    level: int
    receive: int
    screen: int
    act: int
    by: tuple[str, ...]

    def due(self, status: IntakeStatus, since: datetime) -> datetime:
        """Until when the next thing must be done, for somebody who is in a state since an instant."""
        minutes = {IntakeStatus.WAITING: self.receive, IntakeStatus.RECEIVED: self.screen}.get(status, self.act)
        return since + timedelta(minutes=minutes)


def judge(table: Sequence[PriorityRow], signals: Collection[str]) -> Judged:
    """The strictest of all rows that fit. Signals that the pack no longer knows change nothing; without any, the row `other` counts."""
    fitting = [row for row in table if row.code in signals] or [row for row in table if row.code == LEAST]
    level = min(row.level for row in fitting)
    return Judged(
        level,
        min(row.receive for row in fitting),
        min(row.screen for row in fitting),
        min(row.act for row in fitting),
        tuple(row.code for row in fitting if row.level == level),
    )


def signals_of_call(table: Sequence[PriorityRow], reason: str) -> tuple[str, ...]:
    """What the reason of a booth's call says of a person."""
    return tuple(row.code for row in table if reason in row.calls) or (LEAST,)
