"""Who holds the keys to where somebody stays, and the places, closed."""

from __future__ import annotations

from typing import Any

from django.db import models

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.protection.models import Intake

INTERNAL, SENSITIVE, WHEREABOUTS = FieldClass.INTERNAL, FieldClass.SENSITIVE, FieldClass.WHEREABOUTS


class Circle(Fact):
    """The compartment of one person: its id follows from that of the file, so that a file has one."""

    kind = "whereabouts.circle"
    subject = "intake"
    classes = dict.fromkeys(("intake", "post", "at", "by"), INTERNAL)

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField()


class Keyholder(File):
    """Somebody who may open where this person stays. Two to four at a time."""

    kind = "whereabouts.holder"
    subject = "intake"
    together = (("ended_at", "ended_by"),)
    classes = {
        **dict.fromkeys(("circle", "intake", "staff", "named_by", "named_at", "ended_at", "ended_by"), INTERNAL),
        "reason": SENSITIVE,
    }

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="holders")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.UUIDField()
    named_by = models.UUIDField()
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["staff"], condition=models.Q(ended_at=None), name="whereabouts_holder_own")]


class Stay(File):
    """A place where the person stayed or stays, closed. The newest is where they are now; the others are their way here.

    `box` and `wraps` as `rules.sealing` makes them. They are written anew when the keyholders change, and never leave the node.
    """

    kind = "whereabouts.stay"
    subject = "intake"
    classes = {
        **dict.fromkeys(("circle", "intake", "at", "by", "sealed_at", "sealed_by"), INTERNAL),
        **dict.fromkeys(("box", "wraps"), WHEREABOUTS),
    }

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="stays")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.UUIDField()
    box = models.BinaryField(null=True)
    wraps: models.JSONField[Any, Any] = models.JSONField(null=True)
    sealed_at = models.DateTimeField()
    sealed_by = models.UUIDField()
