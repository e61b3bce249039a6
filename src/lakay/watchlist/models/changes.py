"""What two people have to agree on: a proposal about one alert, or a file of many."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.watchlist.rules.states import BatchStatus, ChangeStatus, What

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE

_AGREED = ("status", "agency", "proposed_by", "proposed_at", "decided_by", "decided_at")


def among(field: str, codes: type[StrEnum]) -> Q:
    """That a field holds one of some codes."""
    return Q(**{f"{field}__in": [code.value for code in codes]})


def two_people(table: str) -> list[models.BaseConstraint]:
    """Nobody decides on their own request, and a decision has both its parts."""
    return [
        models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name=f"watchlist_{table}_decided_by_another"),
        models.CheckConstraint(
            condition=Q(decided_by__isnull=True, decided_at__isnull=True) | Q(decided_by__isnull=False, decided_at__isnull=False),
            name=f"watchlist_{table}_decided_whole",
        ),
    ]


class Batch(File):
    """A file of alerts: all its rows are approved or rejected together. `faults` are rows left out: [line, column, code]."""

    kind = "watchlist.batch"
    subject = "id"
    together = (("status", "decided_by", "decided_at"),)
    classes = {
        **dict.fromkeys((*_AGREED, "rows", "of_list", "ends", "file_hash", "said", "planned", "problem", "carried_by"), INTERNAL),
        **dict.fromkeys(("file_name", "faults", "reason", "decision_reason"), SENSITIVE),
    }

    file_name = models.CharField(max_length=200, blank=True)
    rows = models.PositiveIntegerField(help_text="alerts in the file that could be read")
    of_list = models.UUIDField(null=True, help_text="the list that the file is the newest state of; none for single alerts")
    ends = models.JSONField(null=True, help_text="ids of alerts of that list which the file no longer has or says otherwise")
    faults: models.JSONField[Any, Any] = models.JSONField(null=True)
    file_hash = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="under which its sealed content waits to be read"
    )
    said = models.JSONField(
        null=True, help_text="of its content: `columns`, heading by what it holds; `zone`, the clock of its days"
    )
    planned = models.JSONField(
        null=True, help_text="how many entries are new, changed, gone and the same, and how many will be read in"
    )
    problem = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="code of why the program itself went no further"
    )
    carried_by = models.UUIDField(null=True, help_text="who had a stopped decision gone on with")
    status = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    agency = models.CharField(max_length=20)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among("status", BatchStatus), name="watchlist_batch_status"),
            *two_people("batch"),
        ]
        indexes = [models.Index(fields=["status", "proposed_at"], name="watchlist_batch_waiting")]


class Change(File):
    """Something proposed about an alert. `values` are the new contents of a change, or the new end of a renewal."""

    kind = "watchlist.change"
    subject = "alert"
    together = (("status", "decided_by", "decided_at"),)
    classes = {
        **dict.fromkeys((*_AGREED, "alert", "what"), INTERNAL),
        **dict.fromkeys(("values", "reason", "decision_reason"), SENSITIVE),
    }

    alert = models.ForeignKey("watchlist.Alert", on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10)
    values: models.JSONField[Any, Any] = models.JSONField(null=True)
    status = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    agency = models.CharField(max_length=20)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among("status", ChangeStatus), name="watchlist_change_status"),
            models.CheckConstraint(condition=among("what", What), name="watchlist_change_what"),
            *two_people("change"),
        ]
        indexes = [models.Index(fields=["status", "proposed_at"], name="watchlist_change_waiting")]
