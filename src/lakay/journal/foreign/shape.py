"""Whether an event can be stored at all: a hostile node may have signed anything that is JSON."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from lakay.journal.core.chain import read_stamp
from lakay.journal.core.events import Change, Event

MOST = 2**63 - 1
ACTION, AGENCY, POST, PURPOSE, KIND = 80, 20, 20, 30, 60


def unfit(event: Event) -> str:
    """Why an event can stand in no store, as a stable code; empty for a good one."""
    header = event.header
    if not (0 < header.seq <= MOST and 0 <= header.hlc <= MOST):
        return "number"
    if not _are_texts(header.action, header.agency, header.post, header.purpose):
        return "text"
    if instant(header.at) is None:
        return "instant"
    for change in event.changes:
        if not _is_change(change):
            return "change"
    return ""


@lru_cache(maxsize=1000)
def _are_texts(action: str, agency: str, post: str, purpose: str) -> bool:
    lengths = ((action, ACTION), (agency, AGENCY), (post, POST), (purpose, PURPOSE))
    return all(_is_text(value, longest) for value, longest in lengths)


def instant(text: str) -> datetime | None:
    """The instant of a header; None if it is not written as one."""
    try:
        return read_stamp(text)
    except (ValueError, TypeError):
        return None


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and "\0" not in value


def _is_change(change: Change) -> bool:
    kind, seen = change.kind, change.seen
    if type(kind) is not str or len(kind) > KIND or "\0" in kind or type(seen) is not dict:
        return False
    return not seen or all(isinstance(known, dict) and _are_numbers(known) for known in seen.values())


def _are_numbers(known: dict[str, Any]) -> bool:
    return all(type(number) is int and 0 <= number <= MOST and len(origin) <= 40 for origin, number in known.items())
