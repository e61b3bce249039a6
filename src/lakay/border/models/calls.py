"""A flag to the protection desk. The booth sees that it called and that somebody came; never why, and never what followed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lakay.border.rules.codes import CallSource, CallStatus
from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.people.models import Person

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Call(File):
    """Somebody at the post needs the protection desk. `reason` and `agreed` are for that desk alone."""

    kind = "border.call"
    subject = "person"
    together = (("status", "taken_by", "taken_at", "closed_by", "closed_at"),)
    classes = {
        **dict.fromkeys(
            ("encounter", "person", "post", "at", "called_by", "status", "taken_by", "taken_at", "closed_by", "closed_at"),
            INTERNAL,
        ),
        **dict.fromkeys(("source", "reason", "agreed", "note"), SENSITIVE),
    }

    encounter = models.UUIDField(null=True, help_text="the encounter at which it was raised, if there was one")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    called_by = models.UUIDField(help_text="the officer, or the program itself")
    source = models.CharField(max_length=12, choices=[(code, code) for code in CallSource])
    reason = models.CharField(
        max_length=40, help_text="code: alone, not-parent, unsure, alert, the rule of a pattern, officer's own concern"
    )
    status = models.CharField(max_length=8, choices=[(code, code) for code in CallStatus], default=CallStatus.WAITING)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True, help_text="whether the desk found the call right")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="border_call_taken_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["post", "status", "at"], name="border_call_queue"),
            models.Index(fields=["encounter"], condition=Q(encounter__isnull=False), name="border_call_encounter"),
            models.Index(fields=["person", "-at"], name="border_call_person"),
        ]


class Firing(Fact):
    """A pattern rule fired: which, with which figures, about whom. Sex and nationality are copied to find a biased rule."""

    kind = "border.firing"
    subject = "person"
    classes = {
        **dict.fromkeys(("person", "call", "at", "post", "sex", "nationality", "pack_version"), INTERNAL),
        **dict.fromkeys(("rule", "values", "others"), SENSITIVE),
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="firings")
    at = models.DateTimeField()
    post = models.CharField(max_length=20)
    rule = models.CharField(max_length=40, help_text="name of the rule in the pack")
    values: models.JSONField[Any, Any] = models.JSONField(
        null=True, default=dict, help_text="the figures of the sentence that explains it"
    )
    others: models.JSONField[Any, Any] = models.JSONField(
        null=True, default=list, help_text="ids of the other persons it is about"
    )
    sex = models.CharField(max_length=1, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    pack_version = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "rule", "-at"], name="border_firing_person")]
