"""What a named person of a named agency decided about trafficking."""

from __future__ import annotations

from typing import Any

from django.db import models

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.protection.models.intakes import Intake

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Decision(Fact):
    """Trafficking, or not: with grounds, and with what the engine had suggested then. A later decision replaces an earlier one."""

    kind = "protection.decision"
    subject = "intake"
    classes = {
        **dict.fromkeys(("intake", "at", "by", "agency", "decider"), INTERNAL),
        **dict.fromkeys(("finding", "grounds", "suggested", "fired"), SENSITIVE),
    }

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="decisions")
    at = models.DateTimeField()
    by = models.UUIDField()
    agency = models.CharField(max_length=20)
    decider = models.CharField(max_length=20, help_text="kind of office, as HTCDS names it")
    finding = models.CharField(max_length=8, blank=True)
    grounds = models.TextField(blank=True)
    suggested = models.CharField(max_length=200, blank=True, help_text="the reading that fitted, with its set and version")
    fired: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="[[dimension, line, [indicators]]]")

    class Meta:
        indexes = [models.Index(fields=["intake", "-at"], name="protection_decision_file")]
