"""That the person agreed that somebody is told. It stays with the file of the desk, like the other answers about consent (ADR 0020)."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.protection.models import Intake

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Agreed(Fact):
    """A yes to one recipient, for a time, with the name or without. Only a yes is recorded: a no costs nobody any help."""

    kind = "referral.agreed"
    subject = "intake"
    classes = {
        **dict.fromkeys(("intake", "at", "until", "method", "language", "child", "guardian", "by", "agency"), INTERNAL),
        **dict.fromkeys(("recipient", "named", "assent"), SENSITIVE),
    }

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    recipient = models.CharField(max_length=20, blank=True, help_text="code of the provider")
    named = models.BooleanField(null=True, help_text="whether the name may go too")
    method = models.CharField(max_length=10)
    language = models.CharField(max_length=5)
    child = models.BooleanField(default=False)
    assent = models.BooleanField(null=True)
    guardian = models.CharField(max_length=10, blank=True)
    by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)


class AgreedEnd(Fact):
    """The person took it back. Nothing more goes on the strength of it, and what went is called back."""

    kind = "referral.agreed_end"
    subject = "intake"
    classes = dict.fromkeys(("agreed", "intake", "at", "by"), INTERNAL)

    agreed = models.ForeignKey(Agreed, on_delete=models.PROTECT, related_name="ends")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.UUIDField()
