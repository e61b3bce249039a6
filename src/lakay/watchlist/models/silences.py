"""A category whose hits the booth is not told of."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.watchlist.models.changes import among, two_people
from lakay.watchlist.rules.lists import SilenceStatus


class SilenceQuerySet(models.QuerySet["Silence"]):
    """Named filters over silences."""

    def standing(self, at: datetime) -> SilenceQuerySet:
        """Those that hold at an instant."""
        return self.filter(status=SilenceStatus.STANDING, until_at__gt=at)


class Silence(File):
    """Hits of a category are silent for some time: the traveller passes and notices nothing; the supervisor and the owner are told.

    Two people agree on it; anybody who keeps the list ends it alone, for that only lets the booths stop again.
    """

    kind = "watchlist.silence"
    together = (("status", "decided_by", "decided_at"),)
    classes = dict.fromkeys(
        (
            *("category", "status", "until_at", "reason", "agency", "proposed_by", "proposed_at"),
            *("decided_by", "decided_at", "decision_reason", "ended_by"),
        ),
        FieldClass.INTERNAL,
    )

    category = models.CharField(max_length=20, help_text="code of the country pack; never a protective one")
    status = models.CharField(max_length=10)
    until_at = models.DateTimeField(help_text="not included")
    reason = models.TextField(blank=True)
    agency = models.CharField(max_length=20)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    ended_by = models.UUIDField(null=True)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among("status", SilenceStatus), name="watchlist_silence_status"),
            *two_people("silence"),
        ]
        indexes = [models.Index(fields=["category", "status"], name="watchlist_silence_standing")]
