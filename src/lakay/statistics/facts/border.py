"""What the border gives as facts: crossings and counts, days of posts, alerts and the second line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from lakay.border.models import Crossing, Declaration, Hit, SecondLook, Tally, Undo
from lakay.border.pack import pack
from lakay.border.rules import Direction
from lakay.people.models import Person
from lakay.statistics.facts.source import (
    Clocks,
    Make,
    Row,
    Told,
    Whole,
    age_band,
    age_group,
    day_of,
    days_of,
    minutes,
    month_of,
    when,
    yes,
)
from lakay.statistics.pack import shown
from lakay.statistics.sets.border import CROSSINGS
from lakay.statistics.sets.second_line import HITS, LOOKS

AT_ONCE = 5_000
SAID = (
    *("local_on", "post", "direction", "decision", "reason", "level", "source", "sex", "age", "nationality", "person_id"),
    *("stay_rule", "stay_until_on", "entered", "overstay_days", "encounter_id"),
)


class Crossings:
    """Decisions that stand, and counts. A month changes when a row came, or one was taken back, or two persons became one."""

    table = CROSSINGS

    def months(self) -> Mapping[str, str]:
        """The months with crossings or counts."""
        chains = Person.objects.filter(merged_into__merged_into__isnull=False).count()
        by_month = TruncMonth("local_on")
        crossings = (
            Crossing.objects.annotate(month=by_month)
            .values("month")
            .annotate(rows=Count("id"), merged=Count("id", filter=Q(person__merged_into__isnull=False)))
        )
        undone = Undo.objects.annotate(month=TruncMonth("crossing__local_on")).values("month").annotate(rows=Count("id"))
        taken_back = {one["month"]: one["rows"] for one in undone.order_by("month")}
        tallies = Tally.objects.annotate(month=by_month).values("month").annotate(rows=Count("id"), people=Sum("number"))
        stamps: dict[str, str] = {}
        for one in crossings.order_by("month"):
            stamps[month_of(one["month"])] = f"{one['rows']}-{taken_back.get(one['month'], 0)}-{one['merged']}-{chains}"
        for counted in tallies.order_by("month"):
            month = month_of(counted["month"])
            stamps[month] = f"{stamps.get(month, '')}+{counted['rows']}-{counted['people']}"
        return stamps

    def rows(self, month: str, told: Told) -> Iterator[Row]:
        """Crossings in the order in which they happened, then counts."""
        first, after = days_of(month)
        clocks, home, merged = Clocks(), pack().header.home, merges()
        yield from _crossings(first, after, clocks, home, merged, told)
        yield from _tallies(first, after, clocks)


def merges() -> dict[UUID, UUID]:
    """Which person's records belong to which other, to the end of the chain."""
    into = dict(Person.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id"))
    found: dict[UUID, UUID] = {}
    for person in into:
        last, seen = person, {person}
        while last in into and into[last] not in seen:
            last = into[last]
            seen.add(last)
        found[person] = last
    return found


def _crossings(first: date, after: date, clocks: Clocks, home: str, merged: Mapping[UUID, UUID], told: Told) -> Iterator[Row]:
    found = Crossing.objects.standing().filter(local_on__gte=first, local_on__lt=after).order_by("at", "id")
    entries = _entry_days(first, after)
    said_why, settling = _purposes(first, after), shown().settling
    nth: Counter[int] = Counter()
    for said in found.values_list(*SAID).iterator(chunk_size=AT_ONCE):
        on, post, direction, decision, reason, level, source, sex, age, nationality, person, rule, until, entered, over, met = (
            said
        )
        number = told(merged.get(person, person))
        nth[number] += 1
        yield (
            *when(on, post),
            clocks.market(on, post),
            *(direction, decision, reason, level, source, sex, age, age_group(age), age_band(age), nationality),
            yes(nationality == home) if nationality else "",
            *(number, nth[number], 1, rule),
            day_of(until) if until else None,
            entries.get(entered) if entered else None,
            over,
            yes(said_why[met] in settling) if direction == Direction.ENTRY and met in said_why else "",
        )


def _purposes(first: date, after: date) -> dict[UUID, str]:
    """Why travellers came, by encounter, where they were asked: what was said first holds."""
    found: dict[UUID, str] = {}
    asked = Declaration.objects.exclude(purpose="").order_by("at", "id")
    of_month = asked.filter(encounter__crossings__local_on__gte=first, encounter__crossings__local_on__lt=after)
    for met, purpose in of_month.values_list("encounter_id", "purpose").iterator(chunk_size=AT_ONCE):
        found.setdefault(met, purpose)
    return found


def _entry_days(first: date, after: date) -> dict[UUID, int]:
    """The days of the entries whose stays ended in a month."""
    ended = Crossing.objects.filter(local_on__gte=first, local_on__lt=after, entered__isnull=False).values("entered")
    found = Crossing.objects.filter(id__in=ended).values_list("id", "local_on")
    return {entry: day_of(on) for entry, on in found.iterator(chunk_size=AT_ONCE)}


def _tallies(first: date, after: date, clocks: Clocks) -> Iterator[Row]:
    """Counts, added up by what the officer saw: which key was pressed when is nobody's business."""
    found = Tally.objects.counting().filter(local_on__gte=first, local_on__lt=after)
    kept = ("local_on", "post", "direction", "source", "sex", "age_group")
    for on, post, direction, source, sex, group, number in (
        found.values_list(*kept).annotate(people=Sum("number")).order_by(*kept)
    ):
        yield (
            *when(on, post),
            clocks.market(on, post),
            *(direction, "admitted", "", "counted", source, sex, None, group, "", "", ""),
            *(None, None, number, "", None, None, None, ""),
        )


def hits() -> Iterator[Row]:
    """Alerts that the booth may know of. Silent and protective ones stay where they are."""
    clocks = Clocks()
    said = ("at", "encounter__post", "category", "basis", "outcome", "outcome_at")
    for at, post, category, basis, outcome, told_at in Hit.objects.filter(silent=False, protective=False).values_list(*said):
        yield (*when(clocks.day(at, post), post), category or "", basis or "", outcome or "open", minutes(at, told_at))


def looks() -> Iterator[Row]:
    """Travellers at the second line."""
    clocks = Clocks()
    said = ("opened_at", "post", "status", "decision", "override", "taken_at")
    for at, post, status, decision, override, taken_at in SecondLook.objects.values_list(*said):
        yield (*when(clocks.day(at, post), post), status, decision, yes(override), minutes(at, taken_at))


SOURCES: tuple[Make, ...] = (Crossings, partial(Whole, HITS, hits), partial(Whole, LOOKS, looks))
