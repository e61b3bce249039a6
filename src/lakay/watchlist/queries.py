"""What is asked of the list: by the booth, one traveller at a time and without reading it; by those who keep it, through the policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from lakay.journal.prepared import Prepared
from lakay.kernel.partial_dates import UNKNOWN, PartialDate
from lakay.places.pack.records import AlertCategory, Names
from lakay.watchlist.categories import categories, category_of
from lakay.watchlist.keys import document_token, name_token
from lakay.watchlist.models import Alert, AlertQuerySet, Batch, Change, Key, Outcome
from lakay.watchlist.models.alerts import reference_of
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.matching import Basis, Evidence, birth_evidence, document_text, name_evidence, sex_differs
from lakay.watchlist.rules.states import AlertStatus, BatchStatus, ChangeStatus

PROTECTIVE = "protective"
"""What a booth is told instead of the category of a protective alert: it must not learn why."""

NO_TOKEN = 0
"""Stands for a traveller without a document or a name; that a digest is just this number will not happen (one in 2^64)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A traveller may be the one whom an alert means. All that a booth may know of it is here.

    `route` is the desk to call: `second-line` or `protection`. `stop` closes the way to admission until the officer has taken
    note. `label` and `todo` are the words to show, in the four languages; `category` is `protective` for every protective alert.
    """

    alert: UUID
    reference: str
    category: str
    protective: bool
    route: str
    stop: bool
    basis: Basis
    evidence: tuple[Evidence, ...]
    label: Names
    todo: Names


_COLUMNS = (
    *(
        "alert_id",
        "basis",
        "alert__category",
        "alert__protective",
        "alert__from_at",
        "alert__until_at",
        "alert__names",
        "alert__documents",
    ),
    *("alert__birth", "alert__sex", "alert__nationalities"),
)
_FOUND = Prepared(
    lambda one, two: (
        Key.objects.filter(token__in=(one, two), ended_at=None, alert__status=AlertStatus.ACTIVE.value)
        .order_by("alert_id", "basis")
        .values_list(*_COLUMNS)
    ),
    one=1_001,
    two=1_002,
)


def hits(
    *,
    document: tuple[str, str, str] | None = None,
    surname: str = "",
    given_names: str = "",
    birth: PartialDate = UNKNOWN,
    sex: str = "",
    nationality: str = "",
    direction: str = "",
    at: datetime,
) -> list[Hit]:
    """The alerts that a traveller meets now, each once, documents first. `document` is (issuing state, number, type).

    A document is enough by itself. A name must have the same words, and the birth dates must not contradict. `direction` (entry,
    exit) leaves out alerts that are for the other way only. It reads the list as it stands at this instant; nothing is kept.
    """
    read = _Read(WantedDocument(*document) if document else None, WantedName(surname, given_names), birth, sex, nationality)
    one = document_token(read.document) if read.document else None
    two = name_token(surname, given_names)
    if one is None and two is None:
        return []
    found: dict[UUID, Hit] = {}
    rows = _FOUND.rows(one=NO_TOKEN if one is None else one, two=NO_TOKEN if two is None else two)
    for row in rows:
        hit = _hit(_Row(*row), read, direction, at)
        if hit is not None and (hit.alert not in found or hit.basis is Basis.DOCUMENT):
            found[hit.alert] = hit
    return sorted(found.values(), key=lambda hit: (hit.basis is not Basis.DOCUMENT, hit.alert))


@dataclass(frozen=True, slots=True)
class _Read:
    """The traveller as read."""

    document: WantedDocument | None
    name: WantedName
    birth: PartialDate
    sex: str
    nationality: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A key that was found, with what its alert says."""

    alert: UUID
    basis: str
    category: str
    protective: bool
    from_at: datetime
    until_at: datetime
    names: Any
    documents: Any
    birth: str
    sex: str
    nationalities: Any


def _hit(row: _Row, read: _Read, direction: str, at: datetime) -> Hit | None:
    category = _category(row)
    if not row.from_at <= at < row.until_at or (direction and category.direction not in {"both", direction}):
        return None
    evidence = _document_evidence(row, read) if row.basis == Basis.DOCUMENT else _name_evidence(row, read)
    if not evidence:
        return None
    protective = category.protective
    return Hit(
        alert=row.alert,
        reference=reference_of(row.alert.hex),
        category=PROTECTIVE if protective else row.category,
        protective=protective,
        route=category.route,
        stop=True,
        basis=Basis(row.basis),
        evidence=evidence,
        label=category.todo if protective else category.labels,
        todo=category.todo,
    )


def _category(row: _Row) -> AlertCategory:
    """The category of a hit. If the pack has lost it, the booth still stops and calls the desk that fits."""
    known = categories().get(row.category)
    if known is not None and known.protective == row.protective:
        return known
    same_desk = [category for category in categories().values() if category.protective == row.protective]
    words = same_desk[0] if same_desk else None
    named = Names(*[row.category] * 4)
    route = "protection" if row.protective else "second-line"
    return AlertCategory(
        code=row.category,
        about="",
        protective=row.protective,
        route=route,
        direction="both",
        days=0,
        keep_days=0,
        at_once=(),
        labels=named,
        todo=words.todo if words else named,
        source=(),
        unverified=(),
    )


def _document_evidence(row: _Row, read: _Read) -> tuple[Evidence, ...]:
    """Nothing if the key was another document's after all."""
    listed = {document_text(WantedDocument(*document)) for document in row.documents or ()}
    if read.document is None or document_text(read.document) not in listed:
        return ()
    name = name_evidence(read.name, [WantedName(*name) for name in row.names or ()])
    return (Evidence.DOCUMENT_SAME, *([name] if name else []))


def _name_evidence(row: _Row, read: _Read) -> tuple[Evidence, ...]:
    """Nothing if the name was another after all, or the birth date contradicts."""
    birth = birth_evidence(read.birth, PartialDate.parse(row.birth))
    if birth is Evidence.BIRTH_DIFFERS:  # asked first: of a frequent name a hundred alerts may come back
        return ()
    name = name_evidence(read.name, [WantedName(*name) for name in row.names or ()])
    if name is None:
        return ()
    more = [Evidence.SEX_DIFFERS] if sex_differs(read.sex, row.sex) else []
    more += [Evidence.NATIONALITY_SAME] if read.nationality in (row.nationalities or ()) else []
    return (name, birth, *more)


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
    key = (newest, at.replace(second=0, microsecond=0))
    if _counted[0] != key:
        _counted[:] = [key, Alert.objects.standing(at).count()]
    return ListAge(newest, max(timedelta(0), at - newest) if newest else None, _counted[1])


# ------------------------------------------------------------------ for those who keep the list


def waiting_changes() -> QuerySet[Change]:
    """Proposals about single alerts that wait for a second person, the oldest first."""
    return Change.objects.filter(status=ChangeStatus.WAITING).select_related("alert").order_by("proposed_at", "id")


def unfinished_batches() -> QuerySet[Batch]:
    """Files that wait for a second person, or for the rest of a decision to be carried out, the oldest first."""
    return Batch.objects.exclude(status=BatchStatus.DONE).order_by("proposed_at", "id")


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
    return Outcome.objects.filter(alert=alert).order_by("-at", "-id")


def hits_by_outcome(since: datetime) -> list[dict[str, Any]]:
    """For the review of the list: each category, by what the hit was found, and how often it was the same person or not."""
    rows = Outcome.objects.filter(at__gte=since).values("alert__category", "basis", "outcome").annotate(count=Count("pk"))
    return [dict(row) for row in rows.order_by("alert__category", "basis", "outcome")]


def alerts_with_outcome(outcome: str, since: datetime) -> QuerySet[Outcome]:
    """The hits with one outcome, the newest first, with their alerts."""
    return Outcome.objects.filter(outcome=outcome, at__gte=since).select_related("alert").order_by("-at", "-id")


def to_erase(at: datetime) -> list[Alert]:
    """Closed alerts whose time of keeping is over and whose content still stands."""
    closed = Alert.objects.filter(ended_at__lt=at).exclude(legal_basis="").order_by("ended_at", "id")
    return [row for row in closed if row.ended_at and row.ended_at + timedelta(days=category_of(row.category).keep_days) <= at]
