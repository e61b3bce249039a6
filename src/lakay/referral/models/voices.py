"""What the person says: of the service they were referred to, and of us."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.referral.models.referrals import Referral

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class Feedback(Fact):
    """The person, or somebody for them, said how it was. Not answered is not no."""

    kind = "referral.feedback"
    subject = "referral"
    classes = {
        **dict.fromkeys(("referral", "at", "channel", "by"), INTERNAL),
        **dict.fromkeys(("understood", "safe", "satisfied", "words"), SENSITIVE),
    }

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="feedback")
    at = models.DateTimeField()
    channel = models.CharField(max_length=8)
    by = models.UUIDField()
    understood = models.BooleanField(null=True)
    safe = models.BooleanField(null=True)
    satisfied = models.BooleanField(null=True)
    words = models.TextField(blank=True)


class Complaint(File):
    """Somebody complains, from the public page or by the hotline (188), with a name or without. `number` lets them ask again."""

    kind = "referral.complaint"
    subject = "id"
    together = (("answered_at", "answered_by"),)
    classes = {
        **dict.fromkeys(("at", "channel", "number", "taken_by", "answered_at", "answered_by"), INTERNAL),
        "contact": PERSONAL,
        **dict.fromkeys(("text", "safe", "about", "answer"), SENSITIVE),
    }

    at = models.DateTimeField()
    channel = models.CharField(max_length=8)
    number = models.CharField(max_length=12)
    taken_by = models.UUIDField(null=True, help_text="who wrote it down at the hotline")
    contact = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    safe = models.BooleanField(null=True, help_text="whether they feel safe now")
    about = models.UUIDField(null=True, help_text="the referral, if it is about one")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(answered_at=None), name="referral_complaint_open")]
