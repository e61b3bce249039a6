"""A referral for a service that has a machine of its own, and what it answers from there."""

from __future__ import annotations

from typing import Any

from django.db import models

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.services.models import Service

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE

NAMED = ("post", "from_post", "ended_at", "heard")
"""Said together, so that every event of it names the two machines."""


class Delivery(File):
    """What the machine of a service gets of a referral when it goes, and nothing before: its place is named by this record alone.

    It is its own subject: its key opens neither the file nor the referral. `referral` is the desk's record, sealed. `node` is the machine
    of the desk that sent it and takes the answers in; `heard` are the answers that it took.
    """

    kind = "referral.delivery"
    subject = "id"
    together = (NAMED,)
    classes = {
        **dict.fromkeys(
            (*("at", "node", "from_agency", "service", "to_agency", "urgency", "expires_at", "keep_days"), *NAMED), INTERNAL
        ),
        "case": PERSONAL,
        **dict.fromkeys(("referral", "packet"), SENSITIVE),
    }

    at = models.DateTimeField(help_text="when it was sent")
    node = models.CharField(max_length=16)
    post = models.CharField(max_length=20, help_text="the place of the service's machine")
    from_post = models.CharField(max_length=20, blank=True)
    from_agency = models.CharField(max_length=20)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    to_agency = models.CharField(max_length=20)
    urgency = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField()
    keep_days = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    heard: models.JSONField[Any, Any] = models.JSONField(default=list)
    case = models.CharField(max_length=12, blank=True)
    referral = models.UUIDField(null=True)
    packet: models.JSONField[Any, Any] = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["node"], condition=models.Q(ended_at=None), name="referral_delivery_open")]


class Reply(Fact):
    """The service answered on its own machine. `post` is that of the desk, so that the answer finds its way back."""

    kind = "referral.reply"
    subject = "delivery"
    classes = {
        **dict.fromkeys(("delivery", "post", "at", "status", "by", "agency"), INTERNAL),
        **dict.fromkeys(("reason", "note"), SENSITIVE),
    }

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="replies")
    post = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    status = models.CharField(max_length=9)
    by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)
