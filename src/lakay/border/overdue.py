"""Alerts that nobody has decided upon: by when they are to be, and which of them are for the supervisor now. Nothing waits unseen.

It is asked of the register each time, so that no clock, thread or message can fail to tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from lakay.border.models import Crossing, Encounter, Hit, SecondLook
from lakay.border.rules.second_line import SECOND_LOOK_STATES, due_at
from lakay.watchlist.categories import minutes_of

AT_THE_BOOTH = timedelta(hours=24)
"""So long a traveller whom an alert stops counts as still at the booth who was neither decided upon nor handed over. Later it is one of the
look-ups that came to nothing, which the supervisor is shown as well."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A traveller whom an alert stops and on whom nobody has decided in time. `look` None: they never came to the second line."""

    encounter: Encounter
    look: SecondLook | None
    since: datetime
    due_at: datetime


def dues_of(looks: Iterable[SecondLook]) -> dict[UUID, datetime]:
    """By their encounter, by when those in the second line are to be decided upon who meet an alert that nobody has answered."""
    since = {look.encounter_id: look.opened_at for look in looks if look.status not in SECOND_LOOK_STATES.ends}
    return _dues(since)


def overdue(post: str, at: datetime) -> list[Overdue]:
    """The travellers of a post whose time is over, who waits longest first."""
    looks = SecondLook.objects.filter(post=post).exclude(status__in=SECOND_LOOK_STATES.ends)
    found = {look.encounter_id: look for look in looks.select_related("encounter__shift", "encounter__document", "person")}
    left = {one.pk: one for one in _left_at_the_booth(post, at)}
    since = {pk: look.opened_at for pk, look in found.items()} | {pk: one.at for pk, one in left.items()}
    late = [(due, pk) for pk, due in _dues(since).items() if due <= at]
    return [Overdue(found[pk].encounter if pk in found else left[pk], found.get(pk), since[pk], due) for due, pk in sorted(late)]


def _dues(since: dict[UUID, datetime]) -> dict[UUID, datetime]:
    waiting: dict[UUID, list[int]] = {}
    hits = Hit.objects.filter(encounter__in=since, protective=False, stops=True, outcome="")
    for encounter, category in hits.values_list("encounter", "category"):
        waiting.setdefault(encounter, []).append(minutes_of(category))
    dues = {encounter: due_at(since[encounter], minutes) for encounter, minutes in waiting.items()}
    return {encounter: due for encounter, due in dues.items() if due is not None}


def _left_at_the_booth(post: str, at: datetime) -> list[Encounter]:
    """Stopped by an alert, not handed over, not decided upon."""
    stopped = Hit.objects.filter(encounter=OuterRef("pk"), protective=False, stops=True, outcome="")
    decided = Crossing.objects.standing().filter(encounter=OuterRef("pk"))
    recent = Encounter.objects.filter(post=post, at__gt=at - AT_THE_BOOTH, at__lte=at, second_looks=None)
    rows = recent.filter(Exists(stopped), ~Exists(decided))
    return list(rows.select_related("shift", "document", "person").order_by("at", "pk"))
