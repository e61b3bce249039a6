"""The list has changed: who passed lately, or is expected, is looked at again."""

from __future__ import annotations

from typing import Any

from django.db import models

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.watchlist.models.changes import among
from lakay.watchlist.rules.states import ScreeningStatus

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Screening(File):
    """Alerts that changed since an instant, against all who passed in the days before. `place` is how far it got, for going on."""

    kind = "watchlist.screening"
    together = (("place", "seen", "found"), ("status", "ended_at"))
    classes = dict.fromkeys(
        ("changed_since", "days", "status", "place", "seen", "found", "asked_by", "asked_at", "ended_at"), INTERNAL
    )

    changed_since = models.DateTimeField(help_text="alerts that changed at or after this instant are looked for")
    days = models.PositiveSmallIntegerField(help_text="how far back those who passed are looked at")
    status = models.CharField(max_length=10)
    place = models.UUIDField(null=True, help_text="the last encounter that was looked at")
    seen = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=among("status", ScreeningStatus), name="watchlist_screening_status")]
        indexes = [models.Index(fields=["status", "asked_at"], name="watchlist_screening_waiting")]


class Finding(Fact):
    """Somebody who passed before the list changed may be the one whom an alert means. It says where and when, not who."""

    kind = "watchlist.finding"
    subject = "alert"
    classes = {
        **dict.fromkeys(("alert", "screening", "post", "passed_at", "protective", "at"), INTERNAL),
        **dict.fromkeys(("encounter", "evidence", "score"), SENSITIVE),
    }

    alert = models.UUIDField()
    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="findings")
    encounter = models.UUIDField(null=True)
    post = models.CharField(max_length=20, blank=True)
    passed_at = models.DateTimeField()
    protective = models.BooleanField()
    evidence: models.JSONField[Any, Any] = models.JSONField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["alert"], name="watchlist_finding_alert")]
