"""How the copies of this node stand, for its pages, its doctor, and the receipts it gives to other nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, QuerySet, Sum

from lakay.backup.models import Copy, Drill, Trial
from lakay.backup.recipient import NoRecipient, recipient
from lakay.backup.rules import Kind, State, TrialStatus, Worry, worries
from lakay.journal import checking
from lakay.journal.core.chain import Head
from lakay.journal.models import Event
from lakay.kernel.clock import EPOCH

GRACE_MINUTES = 15
"""Segments are taken every minute; entries that are in none after so long mean that the work has stopped."""


def verified_up_to() -> Head | None:
    """The last entry of this node that is safe in a copy which counts: a base that was restored, and segments read back since.

    None before the first. Up to here a hub may tell a post that its entries are safe even if the hub burns down.
    """
    base = Copy.objects.filter(kind=Kind.BASE).exclude(verified_at=None).order_by("-made_at").first()
    if base is None:
        return None
    more = Copy.objects.filter(kind=Kind.MORE, base=base.name).order_by("made_at")
    head = base.head
    for segment in more:
        if segment.verified_at is None:
            break
        head = segment.head
    return Head.parse(head)


def last_verified_at() -> datetime | None:
    """When a base was last restored into a scratch store and found equal."""
    return (
        Copy.objects.filter(kind=Kind.BASE)
        .exclude(verified_at=None)
        .order_by("-verified_at")
        .values_list("verified_at", flat=True)
        .first()
    )


def is_configured() -> bool:
    """Whether there is somebody for whom copies are sealed."""
    try:
        recipient()
    except NoRecipient:
        return False
    return True


def state() -> State:
    """How the copies stand."""
    if not is_configured():
        return State(configured=False)
    last = Copy.objects.exclude(kind=Kind.KEYS).order_by("-made_at").first()
    return State(True, last_verified_at(), bool(last and last.problem), _oldest_unsafe_at())


def _oldest_unsafe_at() -> datetime | None:
    """When the oldest entry was made that stands in no copy that counts."""
    safe, own = verified_up_to(), checking.head()
    if own.seq == 0:
        return None
    first = safe.seq + 1 if safe and safe.origin == own.origin else 1
    mine = Event.objects.filter(node=own.origin.node, epoch=own.origin.epoch, seq__gte=first).order_by("seq")
    stamp = mine.values_list("hlc", flat=True).first()
    return None if stamp is None else EPOCH + timedelta(milliseconds=stamp >> 16)


def what_is_wrong(now: datetime) -> list[Worry]:
    """What an administrator must look after now."""
    return worries(state(), now, settings.BACKUP_HOURS * 2, GRACE_MINUTES)


_told: list[tuple[datetime, list[Worry]]] = []
TOLD_AGAIN = timedelta(seconds=30)


def strip_above(now: datetime) -> list[Worry]:
    """The same for the strip above every page of an administrator, looked up twice a minute."""
    if not _told or not timedelta(0) <= now - _told[0][0] < TOLD_AGAIN:
        _told[:] = [(now, what_is_wrong(now))]
    return _told[0][1]


def copies() -> QuerySet[Copy]:
    """The bases that are known, newest first."""
    return Copy.objects.filter(kind=Kind.BASE).order_by("-made_at").defer("file_key")


@dataclass(frozen=True, slots=True)
class Since:
    """The segments of a base."""

    count: int
    last_at: datetime | None
    bytes: int


NOTHING_SINCE = Since(0, None, 0)


def segments_of(bases: Iterable[Copy]) -> dict[str, Since]:
    """What came after some bases, by the name of the base."""
    found = Copy.objects.filter(kind=Kind.MORE, base__in=[base.name for base in bases]).order_by().values("base")
    rows = found.annotate(count=Count("id"), last_at=Max("made_at"), size=Sum("bytes"))
    return {row["base"]: Since(row["count"], row["last_at"], row["size"]) for row in rows}


def drills() -> QuerySet[Drill]:
    """Who had what restored, newest first."""
    return Drill.objects.order_by("-at", "-id")


def trial_now() -> Trial | None:
    """The check that was asked for last."""
    return Trial.objects.order_by("-asked_at").first()


def trial_waiting() -> Trial | None:
    """The check that somebody waits for."""
    return Trial.objects.filter(status__in=(TrialStatus.ASKED, TrialStatus.RUNNING)).order_by("asked_at").first()
