"""Answers about consent in the compartment of the file.

They are not `people.ConsentGiven`: that hangs on the person whom the border knows, so that a border role with the person before them
would read that an office of protection has spoken with them. Purposes for which data leaves the desk use that one.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.protection.models.intakes import Intake

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class ConsentAnswer(Fact):
    """What somebody answered to each of the seven statements. A no is recorded too: it costs nobody any help."""

    kind = "protection.consent"
    subject = "intake"
    classes = {
        **dict.fromkeys(
            ("intake", "at", "version", "language", "method", "informed", "until", "child", "guardian", "by", "agency"), INTERNAL
        ),
        **dict.fromkeys(("witness", "guardian_name"), PERSONAL),
        **dict.fromkeys(("answers", "assent"), SENSITIVE),
    }

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="consents")
    at = models.DateTimeField()
    answers: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="{statement: yes or no}")
    version = models.CharField(max_length=20, help_text="of the statements of the pack")
    language = models.CharField(max_length=5)
    method = models.CharField(max_length=10)
    informed: models.JSONField[Any, Any] = models.JSONField(help_text="how it was made understood, as codes")
    until = models.DateTimeField()
    witness = models.CharField(max_length=200, blank=True)
    child = models.BooleanField(default=False)
    assent = models.BooleanField(null=True)
    guardian = models.CharField(max_length=10, blank=True)
    guardian_name = models.CharField(max_length=200, blank=True)
    by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["intake", "-at"], name="protection_consent_file")]


class ConsentEnd(Fact):
    """The person took it back. No reason is asked for."""

    kind = "protection.consent_end"
    subject = "intake"
    classes = {**dict.fromkeys(("consent", "intake", "at", "by"), INTERNAL), "reason": SENSITIVE}

    consent = models.ForeignKey(ConsentAnswer, on_delete=models.PROTECT, related_name="ends")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.UUIDField()
    reason = models.TextField(blank=True)
