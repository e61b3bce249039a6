"""A movement as lists show it: words instead of codes, the number of the document cut to what tells two apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language

from lakay.border.models import Crossing
from lakay.border.rules import Level
from lakay.people.queries import names_to_show
from lakay.places.pack.records import Names
from lakay.places.queries import post_names
from lakay.web.booth.words import LEVELS
from lakay.web.shell.country import reason_label
from lakay.web.shell.words import DECISIONS, DIRECTIONS


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of movements."""

    id: UUID
    at: datetime
    local_on: date
    name: str
    document_short: str
    direction_word: str | Promise
    decision: str
    decision_word: str | Promise
    reason: str
    reason_words: str
    post_name: str
    lane: str
    undone: bool
    doubled: bool
    level_word: str | Promise
    until_on: date | None


def rows_of(crossings: Iterable[Crossing]) -> list[Row]:
    """Lines for movements that come `told`, with the names and posts fetched at once."""
    listed = list(crossings)
    names = names_to_show({crossing.person_id for crossing in listed})
    posts = post_names({crossing.post for crossing in listed})
    return [_row(crossing, names, posts) for crossing in listed]


def _row(crossing: Crossing, names: dict[UUID, str], posts: dict[str, Names]) -> Row:
    return Row(
        id=crossing.pk,
        at=crossing.at,
        local_on=crossing.local_on,
        name=names.get(crossing.person_id, "—"),
        document_short=short_number(crossing),
        direction_word=DIRECTIONS[crossing.direction],
        decision=crossing.decision,
        decision_word=DECISIONS[crossing.decision],
        reason=crossing.reason,
        reason_words=reason_label(crossing.reason) if crossing.reason else "",
        post_name=posts[crossing.post].in_language(get_language() or "fr") if crossing.post in posts else crossing.post,
        lane=crossing.lane,
        undone=crossing.taken_back,
        doubled=crossing.doubled,
        level_word="" if crossing.level == Level.DOCUMENTED else LEVELS[crossing.level],
        until_on=crossing.stay_until_on,
    )


def short_number(crossing: Crossing) -> str:
    """The issuing state and the ends of the number: “HTI R1…56”."""
    document = crossing.document
    if document is None:
        return "—"
    number = document.number
    short = f"{number[:2]}…{number[-2:]}" if len(number) > 5 else number
    return f"{document.issuing_state} {short}".strip()
