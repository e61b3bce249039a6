"""A movement as lists show it: words instead of codes, the number of the document cut to what tells two apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language

from lakay.border.models import Crossing
from lakay.people.models import PersonName
from lakay.places.models import Post
from lakay.web.booth.pack import reason_label
from lakay.web.booth.words import DECISIONS, DIRECTIONS


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


def rows_of(crossings: Iterable[Crossing]) -> list[Row]:
    """Lines for movements, with the names and posts fetched at once."""
    listed = list(crossings)
    names = names_of({crossing.person_id for crossing in listed})
    posts = post_names({crossing.post for crossing in listed})
    return [_row(crossing, names, posts) for crossing in listed]


def _row(crossing: Crossing, names: dict[UUID, str], posts: dict[str, str]) -> Row:
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
        post_name=posts.get(crossing.post, crossing.post),
        lane=crossing.lane,
    )


def short_number(crossing: Crossing) -> str:
    """The issuing state and the ends of the number: “HTI R1…56”."""
    document = crossing.document
    number = document.number
    short = f"{number[:2]}…{number[-2:]}" if len(number) > 5 else number
    return f"{document.issuing_state} {short}".strip()


def names_of(people: Iterable[UUID]) -> dict[UUID, str]:
    """FAMILY, Given of each person: the latest name that has not ended."""
    found = PersonName.objects.filter(person__in=list(people), ended_at__isnull=True).order_by("person", "id")
    return {name.person_id: f"{name.family}, {name.given}".strip(", ") or name.whole for name in found}


def post_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of posts in the language of the screen."""
    language = get_language() or "fr"
    return {post.code: post.names.in_language(language) for post in Post.objects.filter(code__in=list(codes))}
