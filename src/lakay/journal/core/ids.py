"""Identifiers that follow from the event, so that they need not travel with it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from lakay.kernel.clock import milliseconds
from lakay.kernel.ids import uuid7


def derived_id(event: UUID, at: datetime, number: int) -> UUID:
    """The id of the `number`-th record (from 0) that an event makes: the time of the event (`at`, whole milliseconds), and the rest
    from SHA-256(event, number). A record made with an id of its own does not count.
    """
    return uuid7(milliseconds(at), sha256(event.bytes + number.to_bytes(4, "big")).digest()[:10])
