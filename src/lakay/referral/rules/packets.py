"""The packet: what the recipient is told. The agreement says what it may hold, the person's consent whether the name is in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from lakay.kernel import canonical
from lakay.referral.rules.agreements import Agreement
from lakay.vault.sealing import close_for, open_for

NAMES = ("called", "guardian")
"""Fields that say who somebody is."""

SEALED_AS = "referral packet"
VERSION = 1


class NoPacket(ValueError):
    """These bytes are no packet for this key."""


def build(agreement: Agreement, named: bool, code: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """What goes: of what is known only the fields of the agreement, the name only where the agreement and the person say yes.

    A case code always goes, so that both sides can speak of the same person without a name.
    """
    allowed = [name for name in agreement.fields if name not in NAMES or (agreement.named and named)]
    told = {name: known[name] for name in allowed if known.get(name) not in (None, "", [], ())}
    return {"case": code, "agreement": agreement.code, **told}


def seal(packet: Mapping[str, Any], public: bytes) -> bytes:
    """The packet as a file that only the holder of an X25519 key (32 bytes) opens; whoever sealed it cannot open it again."""
    return close_for(public, canonical.to_bytes({"version": VERSION, "packet": dict(packet)}), SEALED_AS)


def unseal(private: bytes, sealed: bytes) -> dict[str, Any]:
    """What `seal` sealed. Raises NoPacket."""
    try:
        said = canonical.from_bytes(open_for(private, sealed, SEALED_AS))
    except ValueError as error:
        raise NoPacket from error
    if not isinstance(said, dict) or said.get("version") != VERSION or not isinstance(said.get("packet"), dict):
        raise NoPacket
    return dict(said["packet"])


def kept_until(ended_at: datetime | None, keep_days: int) -> datetime | None:
    """Until when the recipient sees the packet; None while the referral goes on."""
    return ended_at + timedelta(days=keep_days) if ended_at else None
