"""Identifiers that follow from the event, so that they need not travel with it."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from lakay.kernel.ids import uuid7

_LAST_COUNT, _LAST_NUMBER, _HASHED = 0xFFF, 0x3FFF, (1 << 48) - 1


def derived_id(event: UUID, stamp: int, number: int) -> UUID:
    """The id of the `number`-th record (from 0) that an event makes, as a UUID of version 7: the milliseconds and the count of the
    event's stamp (`hlc`), the number, and 48 bits of SHA-256(event, number). So the records of a node stand in the order of its
    journal, also where its clock was put back. A record made with an id of its own does not count.
    """
    hashed = int.from_bytes(sha256(event.bytes + number.to_bytes(4, "big")).digest()[:6], "big") & _HASHED
    count = min(stamp & 0xFFFF, _LAST_COUNT)
    return uuid7(stamp >> 16, (count << 62 | min(number, _LAST_NUMBER) << 48 | hashed).to_bytes(10, "big"))
