"""What comes too late: a change of a record that has left this post. Its author may not know; the hub holds both.

It would wait for a record that never comes again. So it is set aside, with its reason, in the list of what has no effect here, raises no alarm,
and leaves as other events do. What waits quietly for somebody known only further away (`sync.quiet`) is not late: it goes on waiting.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from lakay.journal.models import Unapplied
from lakay.journal.pruning import LEFT, wait_no_more
from lakay.sync.quiet import without_quiet
from lakay.window.pack import Window

WAITED = timedelta(days=7)
"""A record may only be late; in a week of exchange it would have come with what hangs on it."""

TIME_BITS = 80


def set_aside(window: Window, now: datetime) -> int:
    """End the waiting for records that were made before the window began. Returns how many changes were set aside."""
    begin = now - timedelta(days=window.shortest)
    waiting = without_quiet(Unapplied.objects.filter(state=Unapplied.WAITING, needs__isnull=False, since__lt=now - WAITED))
    late = [event for event, needs in waiting.values_list("event", "needs") if needs and made_at(needs) < begin]
    return wait_no_more(late) if late and window.shortest else 0


def left() -> int:
    """How many changes stand aside."""
    return Unapplied.objects.filter(reason=LEFT).count()


def made_at(record: UUID) -> datetime:
    """When a record was made, by the clock of its maker: its id begins with it."""
    return datetime.fromtimestamp((record.int >> TIME_BITS) / 1000, UTC)
