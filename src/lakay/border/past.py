"""Past movements: files of other systems and records on paper, as their desk asks for them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from lakay.border.importing.rows import Layout
from lakay.border.models import Crossing, ImportFault, ImportRun, Shift, Tally
from lakay.border.rules import ImportStatus


def runs_of(post: str) -> list[ImportRun]:
    """The files that were brought to a post, the latest first."""
    return list(ImportRun.objects.filter(post=post).order_by("-at", "-pk")[:100])


def layout_before(post: str, header_key: str) -> Layout | None:
    """What was said of a file with the same columns that was read at this post."""
    read = (ImportStatus.RUNNING, ImportStatus.STOPPED, ImportStatus.DONE)
    before = ImportRun.objects.filter(post=post, header_key=header_key, status__in=read).order_by("-at").first()
    return Layout.from_json(before.mapping) if before else None


def faults_of(run: ImportRun) -> QuerySet[ImportFault]:
    """The rows of a file that were set aside, in its order; one that was set aside again after a machine was restored stands once."""
    before = ImportFault.objects.filter(run=OuterRef("run"), number=OuterRef("number"), pk__lt=OuterRef("pk"))
    return ImportFault.objects.filter(~Exists(before), run=run).order_by("number")


def late_shift_of(officer: UUID) -> Shift | None:
    """The shift in which somebody enters paper records now."""
    return Shift.objects.open().filter(officer=officer, late_for_on__isnull=False).order_by("-opened_at").first()


def late_movements(shift: Shift) -> list[Crossing]:
    """What was entered from paper in a shift, the latest first."""
    rows = Crossing.objects.told().filter(shift=shift).select_related("person", "document").order_by("-pk")
    return list(rows[:200])


def late_counts(shift: Shift) -> dict[tuple[str, str, str], int]:
    """The counts entered from paper: direction, sex, age group -> people."""
    rows = (
        Tally.objects.counting().filter(shift=shift).values_list("direction", "sex", "age_group").annotate(number=Sum("number"))
    )
    return {(direction, sex, group): number for direction, sex, group, number in rows}
