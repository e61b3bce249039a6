"""What is asked of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max

from lakay.disclosure.reading import read_published
from lakay.disclosure.tables import Table
from lakay.publication.codes import OPEN_DRAFTS
from lakay.publication.models import Draft, Release, ReleaseTable


def published() -> list[Release]:
    """The releases that everybody may read, the newest first."""
    return list(Release.objects.published().select_related("revises").reverse())


def published_or_none(number: int) -> Release | None:
    """A published release by its number."""
    return Release.objects.published().select_related("revises").filter(number=number).first()


def tables_of(release: Release) -> list[ReleaseTable]:
    """The tables of a release, in order."""
    return list(ReleaseTable.objects.filter(release=release).order_by("position"))


def read(table: ReleaseTable) -> Table:
    """A table as it was published."""
    found = read_published(table.content.encode(), table.name)
    narrowed = tuple((name, category) for name, category in table.narrowed)
    return Table(found.name, found.dimensions, found.cells, table.measure, narrowed)


def ledger(sensitivity: str) -> list[list[Table]]:
    """Everything that was ever published of a class, release by release, oldest first."""
    found = Release.objects.published().filter(sensitivity=sensitivity).prefetch_related("tables")
    return [[read(table) for table in sorted(release.tables.all(), key=_position)] for release in found]


def _position(table: ReleaseTable) -> int:
    return table.position


def head() -> int:
    """The number of the last release; 0 before the first."""
    return int(Release.objects.published().aggregate(last=Max("number"))["last"] or 0)


def named(tables: Sequence[ReleaseTable], position: int) -> ReleaseTable | None:
    """The table at a place."""
    return next((table for table in tables if table.position == position), None)


def classes_of_measures() -> dict[str, str]:
    """In which class each measure came out, or waits to."""
    found = ReleaseTable.objects.exclude(release__status="returned").values_list("measure", "release__sensitivity")
    return dict(found.order_by().distinct())


def draft_or_none(draft: UUID) -> Draft | None:
    """A draft by its id."""
    return Draft.objects.select_related("release").filter(pk=draft).first()


def drafts_waiting() -> list[Draft]:
    """Those that the machine still has to try, oldest first; one that was cut off is tried again."""
    return list(Draft.objects.filter(status__in=OPEN_DRAFTS).order_by("asked_at", "id"))


def drafts_of(staff: UUID, most: int = 5) -> list[Draft]:
    """What somebody asked for last and what is not proposed."""
    return list(Draft.objects.filter(asked_by=staff).exclude(status="proposed").order_by("-asked_at")[:most])
