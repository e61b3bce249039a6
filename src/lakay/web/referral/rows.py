"""Referrals as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from lakay.access.address_lock import hidden_among
from lakay.access.queries import staff_names
from lakay.referral.models import Referral, Step
from lakay.referral.rules.states import REFERRAL_STATES, Status, is_late, stands
from lakay.web.referral import words

KEYS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A referral in a list: to where, how urgent, where it stands, whose turn; never whom it is about.

    Under the address lock (`locked`) the desk reads what kind of service it is, and not which.
    """

    id: UUID
    service: str
    type: str
    provider: str
    urgency: str | Promise
    status: str | Promise
    kind: str
    turn: str | Promise
    due_at: datetime | None
    late: bool
    case: str
    key: str
    locked: bool


def rows_of(referrals: Iterable[Referral], at: datetime, *, theirs: bool = False) -> list[Row]:
    """The rows of a list. `theirs`: the service reads it, which knows which one it is."""
    found = list(referrals)
    locked = frozenset() if theirs else hidden_among(Referral.kind, [one.intake for one in found])
    return [
        row_of(one, at, f"Alt+{place}" if place <= KEYS else "", locked=one.intake in locked)
        for place, one in enumerate(found, 1)
    ]


def row_of(one: Referral, at: datetime, key: str = "", *, locked: bool) -> Row:
    """One referral as it stands at an instant."""
    status = stands(one.status, one.expires_at, at)
    type_of = words.type_words(one.service.type)
    return Row(
        one.pk,
        type_of if locked else one.service.name,
        "" if locked else type_of,
        "" if locked else one.service.provider.name,
        words.URGENCIES[str(one.urgency)],
        words.STATUSES[status],
        words.KINDS.get(status, ""),
        words.TURNS[REFERRAL_STATES.turns[status]],
        one.due_at,
        is_late(status, one.due_at, at),
        one.case,
        key,
        locked,
    )


def way_of(steps: list[Step], *, theirs: bool, locked: bool) -> list[dict[str, Any]]:
    """The way so far. The desk sees its own people by name; of the other side everybody sees the agency alone, under the lock nothing."""
    ours = {step.by for step in steps if step.status in {Status.SENT, Status.WITHDRAWN}}
    names = staff_names(set() if theirs else ours)
    return [
        {
            "at": step.at,
            "status": words.STATUSES.get(step.status, step.status),
            "channel": words.CHANNELS.get(step.channel, step.channel),
            "who": names.get(step.by) or ("" if locked else step.agency),
            "reason": words.DECLINES.get(step.reason, ""),
            "note": step.note,
        }
        for step in steps
    ]
