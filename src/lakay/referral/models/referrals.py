"""One referral, and its steps."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.referral.rules.states import ENDS, Status
from lakay.services.models import Service

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE

MOVED = ("status", "sent_at", "due_at", "expires_at", "ended_at", "times")


class Referral(File):
    """Somebody of a file is handed on to a service. The id is its own subject: its key opens nothing of the file.

    `intake` leads to the file and is sealed. `packet` is what the recipient is told, empty before it is sent and after it was called
    back. `receipt` is the code with which the recipient answers without an account.
    """

    kind = "referral.referral"
    subject = "id"
    together = (MOVED,)
    classes = {
        **dict.fromkeys(
            (
                *("at", "by", "holder", "from_agency", "from_post", "service", "to_provider", "to_agency", "urgency"),
                *("agreement", "keep_days", *MOVED),
            ),
            INTERNAL,
        ),
        "case": PERSONAL,
        **dict.fromkeys(("intake", "basis", "grounds", "note", "phone", "named", "packet", "receipt"), SENSITIVE),
    }

    at = models.DateTimeField()
    by = models.UUIDField()
    holder = models.UUIDField(help_text="who follows it at the desk that sends")
    from_agency = models.CharField(max_length=20)
    from_post = models.CharField(max_length=20, blank=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    to_provider = models.CharField(max_length=20)
    to_agency = models.CharField(max_length=20, blank=True)
    urgency = models.PositiveSmallIntegerField()
    agreement = models.CharField(max_length=20, blank=True)
    keep_days = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=9, default=Status.DRAFTED.value)
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    times = models.PositiveSmallIntegerField(default=0, help_text="how often it was sent")
    case = models.CharField(max_length=12, blank=True)
    intake = models.UUIDField(null=True)
    basis = models.CharField(max_length=8, blank=True)
    grounds = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="for the recipient")
    phone = models.CharField(max_length=20, blank=True, help_text="where the desk is reached")
    named = models.BooleanField(null=True)
    packet: models.JSONField[Any, Any] = models.JSONField(null=True)
    receipt = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(status__in=list(Status)), name="referral_referral_status")]
        indexes = [
            models.Index(fields=["to_agency", "due_at"], condition=~Q(status__in=list(ENDS)), name="referral_referral_in"),
            models.Index(fields=["holder", "due_at"], condition=~Q(status__in=list(ENDS)), name="referral_referral_own"),
            models.Index(fields=["intake"], name="referral_referral_file"),
            models.Index(fields=["receipt"], condition=~Q(receipt=""), name="referral_referral_receipt"),
        ]


class Step(Fact):
    """Somebody moved a referral: when, how it became known, and why."""

    kind = "referral.step"
    subject = "referral"
    classes = {
        **dict.fromkeys(("referral", "at", "status", "channel", "by", "agency"), INTERNAL),
        **dict.fromkeys(("reason", "note"), SENSITIVE),
    }

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    status = models.CharField(max_length=9)
    channel = models.CharField(max_length=5)
    by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)
