"""The part of the screen that changes: the traveller in front, who travels together, the last decisions, the foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language

from lakay.border.actions.crossings import UNDO_WITHIN
from lakay.border.models import Encounter, Shift
from lakay.border.queries import counts_of, decisions_of, last_of_shift, members_of, waiting_at
from lakay.border.rules import Counts
from lakay.coordination.queries.alerts import Banner, banner_for
from lakay.people.queries import names_to_show
from lakay.sync.queries import unsent
from lakay.watchlist.queries import age as list_age
from lakay.web.booth.rows import Row, rows_of
from lakay.web.booth.seals import ShownSeal
from lakay.web.booth.traveller import Traveller
from lakay.web.booth.unread import Unread
from lakay.web.shell.ages import age_text
from lakay.web.shell.place import Here
from lakay.web.shell.words import DECISIONS

RECENT = 6
OLD_LIST = timedelta(days=1)
"""A list that has not changed for longer is told of: either nothing happens in the country, or nothing arrives."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the group that travels together."""

    name: str
    age: str
    decided: str | Promise
    here: bool


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of the screen all day."""

    list_at: datetime | None
    list_old: bool
    list_count: int
    unsent: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Work:
    """What the screen shows of a shift at a moment."""

    shift: Shift
    now: Here
    recent: list[Row]
    counts: Counts
    foot: Foot
    banners: list[Banner]
    traveller: Traveller | None = None
    unread: Unread | None = None
    seal: ShownSeal | None = None
    decided: UUID | None = None
    group: UUID | None = None
    fault: str | Promise = ""
    told: str | Promise = ""
    identify: Mapping[str, object] = field(default_factory=dict)

    @property
    def done(self) -> Row | None:
        """The movement just recorded; after a reload the last one, as long as it can be taken back."""
        if self.traveller or self.unread or self.fault:
            return None
        if self.decided:
            return next((row for row in self.recent if row.id == self.decided), None)
        return next((row for row in self.recent[:1] if self._may_undo(row)), None)

    @property
    def undo(self) -> Row | None:
        """The decision that can still be taken back."""
        return next((row for row in self.recent if self._may_undo(row)), None)

    @property
    def undo_until(self) -> datetime | None:
        """Until when it can be taken back."""
        return self.undo.at + UNDO_WITHIN if self.undo else None

    @property
    def undo_seconds(self) -> int:
        """The seconds that are left for it."""
        return max(0, int((self.undo_until - self.now.at).total_seconds())) if self.undo_until else 0

    def _may_undo(self, row: Row) -> bool:
        return not row.undone and timedelta(0) <= self.now.at - row.at <= UNDO_WITHIN

    @property
    def members(self) -> list[Member]:
        """Who travels together, with what was decided."""
        return members(self.group, self.now, self.traveller.encounter if self.traveller else None) if self.group else []

    @property
    def next_step(self) -> str:
        """The code of the step whose form is open."""
        step = self.traveller.next_step if self.traveller else None
        return step.code if step else ""


def members(group: UUID, now: Here, before: Encounter | None) -> list[Member]:
    """The travellers of a group in the order of reading."""
    found = members_of(group)
    names = names_to_show([one.person_id for one in found])
    decided = decisions_of([one.pk for one in found])
    return [
        Member(
            name=names.get(one.person_id, "—"),
            age=age_text(one.person, now.today),
            decided=DECISIONS[decided[one.pk]] if one.pk in decided else "",
            here=before is not None and one.pk == before.pk,
        )
        for one in found
    ]


def foot_of(post: str, at: datetime) -> Foot:
    """The foot of the screen now."""
    age = list_age(at)
    old = age.age is not None and age.age > OLD_LIST
    return Foot(age.newest_at, old, age.count, unsent(), waiting_at(post))


def work_of(shift: Shift, now: Here, **parts: object) -> Work:
    """The working part of the screen for a shift."""
    banners = banner_for(shift.post, now.at, get_language() or "fr")
    recent = rows_of(last_of_shift(shift, RECENT))
    return Work(shift, now, recent, counts_of(shift), foot_of(shift.post, now.at), banners, **parts)  # type: ignore[arg-type]
