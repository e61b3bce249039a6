"""What is asked of the list: by the booth, one traveller at a time and without reading it; by those who keep it, through the policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from lakay.journal.models import Reference
from lakay.watchlist.categories import category_of
from lakay.watchlist.finding import PROTECTIVE, Hit, foresee, hits
from lakay.watchlist.keys import document_token, name_token
from lakay.watchlist.models import Alert, AlertQuerySet, Batch, Change, Key, Lock, Outcome
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.states import AlertStatus, BatchStatus, ChangeStatus

__all__ = ["PROTECTIVE", "Hit", "foresee", "hits"]
"""What is found of one traveller; the rest of this file is about the list."""

# ------------------------------------------------------------------ how fresh the list is


@dataclass(frozen=True, slots=True)
class ListAge:
    """`newest_at` is when the list of this node last changed (None: it never had anything on it), `age` how long ago."""

    newest_at: datetime | None
    age: timedelta | None
    count: int


_counted: list[Any] = [None, 0]


def age(at: datetime) -> ListAge:
    """How old the list on this node is, and how many alerts stand on it. The number is counted once a minute, and after a change."""
    # Said by what is left out, so that the index of changes is walked from its end and not a whole status sorted.
    changed = Alert.objects.exclude(status__in=[AlertStatus.PROPOSED, AlertStatus.REJECTED])
    newest = changed.order_by("-changed_at").values_list("changed_at", flat=True).first()
    locked = Lock.objects.order_by("-changed_at").values_list("changed_at", flat=True).first() if newest is None else None
    newest = newest or locked
    key = (newest, at.replace(second=0, microsecond=0))
    if _counted[0] != key:
        _counted[:] = [key, Alert.objects.standing(at).count() + Lock.objects.of_others().count()]
    return ListAge(newest, max(timedelta(0), at - newest) if newest else None, _counted[1])


# ------------------------------------------------------------------ for those who keep the list


def waiting_changes() -> QuerySet[Change]:
    """Proposals about single alerts that wait for a second person, the oldest first."""
    return Change.objects.filter(status=ChangeStatus.WAITING).select_related("alert").order_by("proposed_at", "id")


def unfinished_batches() -> QuerySet[Batch]:
    """Files that wait for a second person, or for the rest of a decision to be carried out, the oldest first."""
    return Batch.objects.exclude(status__in=[BatchStatus.DONE, BatchStatus.WITHDRAWN]).order_by("proposed_at", "id")


def changes_of(alert: Alert) -> QuerySet[Change]:
    """All that was ever proposed about an alert, the newest first."""
    return Change.objects.filter(alert=alert).order_by("-proposed_at", "-id")


def with_keys(rows: AlertQuerySet, *, document: WantedDocument | None, name: WantedName) -> AlertQuerySet:
    """Those of some alerts, in any state, that have a document or the words of a name."""
    tokens = [document_token(document) if document else None, name_token(name.family, name.given)]
    keys = Key.objects.filter(token__in=[token for token in tokens if token is not None])
    return rows.filter(pk__in=keys.values("alert"))


def settled_of(batch: Batch) -> dict[str, int]:
    """How many alerts of a file stand in which state."""
    found = Alert.objects.filter(batch=batch).values("status").annotate(count=Count("pk")).order_by("status")
    return {row["status"]: row["count"] for row in found}


def outcomes_of(alert: Alert) -> QuerySet[Outcome]:
    """What became of the hits of an alert, the newest first."""
    return Outcome.objects.filter(alert=alert.pk).order_by("-at", "-id")


def hits_by_outcome(since: datetime) -> list[dict[str, Any]]:
    """For the review of the list: each category, by what the hit was found, and how often it was the same person or not."""
    category = Alert.objects.filter(pk=OuterRef("alert")).values("category")
    rows = Outcome.objects.filter(at__gte=since).annotate(category=Subquery(category)).exclude(category=None)
    counted = rows.values("category", "basis", "outcome").annotate(count=Count("pk"))
    return [dict(row) for row in counted.order_by("category", "basis", "outcome")]


def alerts_with_outcome(outcome: str, since: datetime) -> QuerySet[Outcome]:
    """The hits with one outcome, the newest first."""
    return Outcome.objects.filter(outcome=outcome, at__gte=since).order_by("-at", "-id")


def to_erase(at: datetime) -> list[Alert]:
    """Closed alerts whose time of keeping is over and whose content still stands."""
    closed = Alert.objects.filter(ended_at__lt=at).exclude(legal_basis="").order_by("ended_at", "id")
    return [row for row in closed if row.ended_at and row.ended_at + timedelta(days=category_of(row.category).keep_days) <= at]


def silences_ended_at(silences: Iterable[UUID]) -> dict[UUID, datetime]:
    """When silences were ended before their time, as the journal tells it."""
    ended = Reference.objects.filter(ref__in=list(silences), event__action="watchlist.silence.end")
    return dict(ended.order_by("event__at").values_list("ref", "event__at"))
