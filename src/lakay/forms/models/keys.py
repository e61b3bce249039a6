"""Keys by which phones fetch forms and send what was filled in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File, Local
from lakay.kernel.fields import FieldClass

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class PhoneKey(File):
    """A phone, or several of one team. It fetches the forms of its purpose and sends; it reads nothing back.

    Asked for by one person and agreed to by another. Only a digest of the key is kept.
    """

    kind = "forms.phone_key"
    subject = "id"
    together = (("decided_by", "decided_at"), ("ended_by", "ended_at"))
    classes = {
        **dict.fromkeys(
            ("name", "agency", "post", "purpose", "proposed_by", "proposed_at", "decided_by", "decided_at"), INTERNAL
        ),
        **dict.fromkeys(("ended_by", "ended_at"), INTERNAL),
        "digest": SENSITIVE,
    }

    name = models.CharField(max_length=80)
    agency = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=20)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the key")
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="forms_phone_key_decided_by_another"),
        ]
        indexes = [models.Index(fields=["digest"], name="forms_phone_key_digest")]


class PhoneCalls(Local):
    """How often a phone called in the last minute of the clock in which it did. One row a phone, for all processes of the server."""

    classes = dict.fromkeys(("phone", "minute", "calls"), INTERNAL)

    phone = models.UUIDField(primary_key=True)
    minute = models.BigIntegerField(help_text="minutes since 1970")
    calls = models.PositiveIntegerField()
