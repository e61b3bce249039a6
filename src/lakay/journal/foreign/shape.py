"""Whether an event can be stored at all: a hostile node may have signed anything that is JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lakay.journal.core.chain import stamp
from lakay.journal.core.events import Change, Event

MOST = 2**63 - 1
LENGTHS = {"action": 80, "agency": 20, "post": 20, "purpose": 30}
KIND = 60


def unfit(event: Event) -> str:
    """Why an event can stand in no store, as a stable code; empty for a good one."""
    header = event.header
    if not (0 < header.seq <= MOST and 0 <= header.hlc <= MOST):
        return "number"
    if any(not _is_text(getattr(header, name), longest) for name, longest in LENGTHS.items()):
        return "text"
    if instant(header.at) is None:
        return "instant"
    return "" if all(_is_change(change) for change in event.changes) else "change"


def instant(text: str) -> datetime | None:
    """The instant of a header; None if it is not written as one."""
    try:
        at = datetime.fromisoformat(text)
        return at if at.tzinfo is not None and stamp(at) == text else None
    except (ValueError, OverflowError):
        return None


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and "\0" not in value


def _is_change(change: Change) -> bool:
    kinds = _is_text(change.kind, KIND) and isinstance(change.seen, dict)
    return kinds and all(isinstance(known, dict) and _are_numbers(known) for known in change.seen.values())


def _are_numbers(known: dict[str, Any]) -> bool:
    return all(type(number) is int and 0 <= number <= MOST and len(origin) <= 40 for origin, number in known.items())
