"""Answers to an instrument."""

from __future__ import annotations

from typing import Any

from django.db import models

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.protection.models.intakes import Intake

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Screening(Fact):
    """Somebody was asked by an instrument. A correction is another screening: the newest of an instrument counts.

    `answers` is {question code: answer}; `private`, `interpreter` and `interviewer_sex` say how it was asked.
    """

    kind = "protection.screening"
    subject = "intake"
    classes = {
        **dict.fromkeys(("intake", "at", "began_at", "version", "by", "agency", "post", "channel"), INTERNAL),
        **dict.fromkeys(("instrument", "answers", "private", "interpreter", "interviewer_sex"), SENSITIVE),
    }

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="screenings")
    at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    instrument = models.CharField(max_length=20, blank=True)
    version = models.CharField(max_length=20)
    answers: models.JSONField[Any, Any] = models.JSONField(null=True)
    private = models.BooleanField(null=True)
    interpreter = models.CharField(max_length=10, blank=True)
    interviewer_sex = models.CharField(max_length=1, blank=True)
    by = models.UUIDField()
    agency = models.CharField(max_length=20)
    post = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, help_text="page, or the form that brought it")

    class Meta:
        indexes = [models.Index(fields=["intake", "-at"], name="protection_screening_file")]
