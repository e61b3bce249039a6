"""How far this node and each other node have come with each other. Technical rows, outside the journal."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from lakay.journal.models import Local
from lakay.kernel.fields import FieldClass

INTERNAL = FieldClass.INTERNAL


class Standing(Local):
    """The state of the exchange with one node, and what it last said of itself."""

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        (
            *("node", "cursor", "confirmed", "wishes", "sent_at", "got_at", "offset_ms", "version", "report"),
            *("trouble", "trouble_at", "events_sent", "events_got"),
        ),
        INTERNAL,
    )

    node = models.CharField(max_length=16, primary_key=True)
    cursor: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="what this node has got of the other's store")
    confirmed: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="what the other has confirmed of this one's")
    wishes: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="what it asked for and has not been sent yet")
    sent_at = models.DateTimeField(null=True)
    got_at = models.DateTimeField(null=True, help_text="the last parcel of it that was opened")
    offset_ms = models.BigIntegerField(null=True, help_text="its clock against this one's at that moment")
    version = models.CharField(max_length=20, blank=True)
    report: models.JSONField[Any, Any] = models.JSONField(
        null=True, help_text="what it said of itself: unsent, oldest, list, disk…"
    )
    trouble = models.CharField(max_length=200, blank=True)
    trouble_at = models.DateTimeField(null=True)
    events_sent = models.BigIntegerField(default=0)
    events_got = models.BigIntegerField(default=0)


class Granted(Local):
    """A key of a subject that was handed to another node, class by class: so that it goes once, and is known when a node is lost."""

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(("id", "node", "subject", "field_class", "mark", "at"), INTERNAL)

    node = models.CharField(max_length=16)
    subject = models.UUIDField()
    field_class = models.CharField(max_length=12)
    mark = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "subject", "field_class", "mark"], name="sync_granted_once"),
        ]


class Receipt(Local):
    """The last signed receipt of another node for each store of this one: what it holds, and how far in a verified backup."""

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ("id", "node", "incarnation", "body", "signature", "taken_at"), INTERNAL
    )

    node = models.CharField(max_length=16, help_text="who gave it")
    incarnation = models.CharField(max_length=16, help_text="of which store of this node it speaks")
    body = models.BinaryField()
    signature = models.BinaryField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "incarnation"], name="sync_receipt_last")]
