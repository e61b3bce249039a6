"""Every look at where somebody stays, who of the keyholders knows of it, and the glass that was broken."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.protection.models import Intake
from lakay.whereabouts.models.circles import Circle
from lakay.whereabouts.rules.glass import GlassTimes

INTERNAL, SENSITIVE, WHEREABOUTS = FieldClass.INTERNAL, FieldClass.SENSITIVE, FieldClass.WHEREABOUTS


class Glass(File):
    """Somebody who is no keyholder must know where the person stays, now. A second person agrees; it lasts an hour.

    `passed` holds the second person's shares, closed for the one who asked: {stay: share}. It is emptied by the review.
    """

    kind = "whereabouts.glass"
    subject = "intake"
    together = (("agreed_by", "agreed_at", "refused_by", "refused_at"), ("reviewed_by", "reviewed_at"))
    classes = {
        **dict.fromkeys(
            (
                *("circle", "intake", "post", "asked_by", "asked_at", "agreed_by", "agreed_at", "refused_by", "refused_at"),
                *("ended_at", "reviewed_by", "reviewed_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("grounds", "judgement", "finding"), SENSITIVE),
        "passed": WHEREABOUTS,
    }

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="glasses")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.CharField(max_length=20)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    grounds = models.TextField(blank=True)
    agreed_by = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    refused_by = models.UUIDField(null=True)
    refused_at = models.DateTimeField(null=True)
    passed: models.JSONField[Any, Any] = models.JSONField(null=True)
    ended_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    judgement = models.CharField(max_length=10, blank=True)
    finding = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="whereabouts_glass_two_people"
            )
        ]

    @property
    def times(self) -> GlassTimes:
        """By these the clock says how it stands."""
        return GlassTimes(self.asked_at, self.agreed_at, self.refused_at, self.ended_at, self.reviewed_at)


class Opening(Fact):
    """Somebody opened where the person stays, or tried to with a wrong code or PIN. Written before anything is shown."""

    kind = "whereabouts.opening"
    subject = "intake"
    classes = {**dict.fromkeys(("circle", "intake", "at", "by", "worked", "glass"), INTERNAL), "why": SENSITIVE}

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="openings")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.UUIDField()
    worked = models.BooleanField()
    glass = models.ForeignKey(Glass, null=True, on_delete=models.PROTECT, related_name="openings")
    why = models.CharField(max_length=300, blank=True)


class Seen(Fact):
    """A keyholder read that somebody else opened it."""

    kind = "whereabouts.seen"
    subject = "intake"
    classes = dict.fromkeys(("opening", "intake", "at", "by"), INTERNAL)

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="seen")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.UUIDField()
