"""How long each side may take, by urgency: a table of the country pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lakay.referral.rules.states import Status


@dataclass(frozen=True, slots=True)
class Deadline:
    """For one level of urgency (1 is now, 4 can wait): minutes until the recipient must have seen it, answered, begun, and until an
    unanswered one runs out.
    """

    level: int
    receive: int
    answer: int
    begin: int
    expire: int

    def due(self, status: Status, since: datetime) -> datetime | None:
        """Until when the next step must be done, for one that is in a state since an instant."""
        minutes = {Status.SENT: self.receive, Status.RECEIVED: self.answer, Status.ACCEPTED: self.begin}.get(status)
        return since + timedelta(minutes=minutes) if minutes is not None else None

    def expires(self, sent_at: datetime) -> datetime:
        """When it runs out if nobody answers."""
        return sent_at + timedelta(minutes=self.expire)


def deadline_for(table: Sequence[Deadline], level: int) -> Deadline:
    """The row of a level; the most patient one for a level that the table does not have."""
    return next((row for row in table if row.level == level), table[-1])
