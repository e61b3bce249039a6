"""What the work at a post costs and where it stands out: for its supervisor, of the own post, never of one officer alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from lakay.border.models import Crossing, Encounter, ImportRun, SecondLook, Shift, Undo
from lakay.border.rules import SecondLineStatus, Source

LISTED = 50
WAITED = timedelta(minutes=30)
"""After this time a traveller who was looked up and not decided upon did not pass here."""

ALL_STEPS = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """A post and two local days, both included."""

    post: str
    first: date
    last: date
    zone: ZoneInfo

    @property
    def from_at(self) -> datetime:
        """The first instant."""
        return datetime.combine(self.first, time(), self.zone).astimezone(UTC)

    @property
    def until_at(self) -> datetime:
        """The instant after the last."""
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step costs the officers of a post: how many travellers, half of them under `median`, nine of ten under `p90`
    (milliseconds), and the keys pressed (median).
    """

    step: str
    level: str
    count: int
    median: int
    p90: int
    keys: int

    @property
    def seconds(self) -> float:
        """The median in seconds, with one decimal."""
        return round(self.median / 1000, 1)

    @property
    def slow_seconds(self) -> float:
        """The ninth tenth in seconds."""
        return round(self.p90 / 1000, 1)


def shifts_of(asked: Asked) -> list[Shift]:
    """The shifts of a post that were open in the period, the latest first; those that stand for an import are left out."""
    of_imports = ImportRun.objects.filter(shift=OuterRef("pk"))
    found = Shift.objects.filter(post=asked.post, opened_at__gte=asked.from_at, opened_at__lt=asked.until_at)
    still_open = Shift.objects.open().filter(post=asked.post, opened_at__lt=asked.until_at)
    return list((found | still_open).filter(~Exists(of_imports)).order_by("-opened_at", "-pk")[:200])


def costs_of(asked: Asked) -> list[Cost]:
    """What each step costs, by how well the travellers were known; the whole traveller last."""
    rows = Crossing.objects.filter(post=asked.post, local_on__range=(asked.first, asked.last), source=Source.BOOTH)
    held: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for level, effort in rows.exclude(effort={}).values_list("level", "effort").iterator():
        costs = {step: (int(milliseconds), int(keys)) for step, (milliseconds, keys) in (effort or {}).items()}
        for step, cost in costs.items():
            held[level, step].append(cost)
        held[level, ALL_STEPS].append((sum(cost[0] for cost in costs.values()), sum(cost[1] for cost in costs.values())))
    return [
        Cost(step, level, len(found), nth(times, 0.5), nth(times, 0.9), nth(keys, 0.5))
        for (level, step), found in sorted(held.items(), key=lambda pair: (pair[0][0], pair[0][1] == ALL_STEPS, pair[0][1]))
        for times, keys in [(sorted(cost[0] for cost in found), sorted(cost[1] for cost in found))]
    ]


def nth(ordered: list[int], share: float) -> int:
    """The value under which a share of some ordered values lies (nearest rank)."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)] if ordered else 0


def overrides_of(asked: Asked) -> list[SecondLook]:
    """Admissions against a stop, by two people."""
    found = SecondLook.objects.filter(post=asked.post, override=True, status=SecondLineStatus.DECIDED)
    return list(found.filter(decided_at__gte=asked.from_at, decided_at__lt=asked.until_at).order_by("-decided_at")[:LISTED])


def undone_of(asked: Asked) -> list[Undo]:
    """Decisions that were taken back."""
    found = Undo.objects.filter(crossing__post=asked.post, at__gte=asked.from_at, at__lt=asked.until_at)
    return list(found.select_related("crossing").order_by("-at")[:LISTED])


def lookups_without_crossing(asked: Asked, at: datetime) -> list[Encounter]:
    """Travellers whose file an officer opened and on whom nobody decided: the person may have left, or was only looked up."""
    until = min(asked.until_at, at - WAITED)
    opened = Encounter.objects.filter(post=asked.post, at__gte=asked.from_at, at__lt=until, source=Source.BOOTH)
    decided, handed = Crossing.objects.filter(encounter=OuterRef("pk")), SecondLook.objects.filter(encounter=OuterRef("pk"))
    return list(opened.filter(~Exists(decided), ~Exists(handed)).order_by("-at", "-pk")[:LISTED])
