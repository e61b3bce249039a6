"""Records of the compartment as rows of a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.web.whereabouts import words
from lakay.whereabouts.keeping import Found
from lakay.whereabouts.models import Glass, Opening

Row = dict[str, Any]


def opening_row(one: Opening, names: Mapping[UUID, str], *, new: bool) -> Row:
    """A look: when, who, why, and whether the reader knew of it."""
    return {"at": one.at, "by": names.get(one.by, ""), "why": one.why, "worked": one.worked, "glass": one.glass_id, "new": new}


def glass_row(one: Glass, names: Mapping[UUID, str], now: datetime) -> Row:
    """An emergency look and how it stands."""
    state = one.times.state(now)
    word, kind = words.STATES[state]
    return {
        "id": one.pk,
        "at": one.asked_at,
        "by": names.get(one.asked_by, ""),
        "second": names.get(one.agreed_by, "") if one.agreed_by else "",
        "until": one.times.until,
        "grounds": one.grounds,
        "state": state.value,
        "word": word,
        "kind": kind,
        "judgement": next((word for code, word in words.JUDGEMENTS.items() if code == one.judgement), ""),
        "finding": one.finding,
    }


def place_row(found: Found) -> Row:
    """A place as it was told, or that it does not open."""
    place = found.place
    return {"at": found.stay.at, "place": place, "kind": words.PLACES[place.place_kind] if place else ""}
