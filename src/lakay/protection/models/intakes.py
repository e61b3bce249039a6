"""The file of somebody who came to the protection desk."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.protection.rules.codes import IntakeStatus, values

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class Intake(File):
    """Somebody came, or was brought, or is announced. The id is the case's own: its key seals everything said here.

    `person` and `call` lead to the border's records. They are sealed too: who has the journal of the border cannot follow them back.
    """

    kind = "protection.intake"
    subject = "id"
    together = (("status", "priority", "due_at", "assigned_to", "assigned_at", "closed_by", "closed_at"),)
    classes = {
        **dict.fromkeys(
            (
                *("post", "agency", "opened_at", "opened_by", "status", "priority", "due_at", "assigned_to", "assigned_at"),
                *("closed_by", "closed_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("called", "sex", "age"), PERSONAL),
        **dict.fromkeys(("source", "signals", "person", "call", "age_group", "outcome", "note"), SENSITIVE),
    }

    post = models.CharField(max_length=20)
    agency = models.CharField(max_length=20, help_text="of whoever opened it")
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    status = models.CharField(max_length=8, default=IntakeStatus.WAITING.value)
    priority = models.PositiveSmallIntegerField(help_text="1 is now, 4 can wait: the table of the pack")
    due_at = models.DateTimeField(help_text="until when the next thing must be done")
    assigned_to = models.UUIDField(null=True)
    assigned_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    called = models.CharField(max_length=120, blank=True, help_text="what the person wants to be called")
    sex = models.CharField(max_length=1, blank=True)
    age = models.PositiveSmallIntegerField(null=True, help_text="years, as told or estimated")
    age_group = models.CharField(max_length=8, blank=True)
    source = models.CharField(max_length=12, blank=True)
    signals: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="codes of the table of priorities")
    person = models.UUIDField(null=True, help_text="the person whom the border or another desk knows, if they are known")
    call = models.UUIDField(null=True, help_text="the call of the booth")
    outcome = models.CharField(max_length=16, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(status__in=values(IntakeStatus)), name="protection_intake_status")]
        indexes = [
            models.Index(fields=["post", "priority", "due_at"], condition=Q(closed_at=None), name="protection_intake_queue"),
            models.Index(fields=["post", "due_at"], condition=Q(closed_at=None), name="protection_intake_ageing"),
            models.Index(fields=["assigned_to"], condition=Q(closed_at=None), name="protection_intake_own"),
        ]
