"""Referrals as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from lakay.access.queries import staff_names
from lakay.referral.models import Referral, Step
from lakay.referral.rules.states import REFERRAL_STATES, Status, is_late, stands
from lakay.web.referral import words

KEYS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A referral in a list: to where, how urgent, where it stands, whose turn; never whom it is about."""

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


def rows_of(referrals: Iterable[Referral], at: datetime) -> list[Row]:
    """The rows of a list."""
    return [row_of(one, at, f"Alt+{place}" if place <= KEYS else "") for place, one in enumerate(referrals, 1)]


def row_of(one: Referral, at: datetime, key: str = "") -> Row:
    """One referral as it stands at an instant."""
    status = stands(one.status, one.expires_at, at)
    return Row(
        one.pk,
        one.service.name,
        words.type_words(one.service.type),
        one.service.provider.name,
        words.URGENCIES[str(one.urgency)],
        words.STATUSES[status],
        words.KINDS.get(status, ""),
        words.TURNS[REFERRAL_STATES.turns[status]],
        one.due_at,
        is_late(status, one.due_at, at),
        one.case,
        key,
    )


def way_of(steps: list[Step], *, theirs: bool) -> list[dict[str, Any]]:
    """The way so far. The desk sees its own people by name; of the other side everybody sees the agency alone."""
    ours = {step.by for step in steps if step.status in {Status.SENT, Status.WITHDRAWN}}
    names = staff_names(set() if theirs else ours)
    return [
        {
            "at": step.at,
            "status": words.STATUSES.get(step.status, step.status),
            "channel": words.CHANNELS.get(step.channel, step.channel),
            "who": names.get(step.by) or step.agency,
            "reason": words.DECLINES.get(step.reason, ""),
            "note": step.note,
        }
        for step in steps
    ]
