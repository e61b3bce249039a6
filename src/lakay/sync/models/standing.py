"""How far this node and each other node have come with each other. Technical rows, outside the journal."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from lakay.journal.models import Local
from lakay.kernel.fields import FieldClass

INTERNAL = FieldClass.INTERNAL


class Standing(Local):
    """The state of the exchange with one node, for the exchange itself (`state`) and for those who look after the nodes."""

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ("node", "state", "marks", "got_at", "offset_ms", "trouble", "trouble_at", "events_got", "events_sent"), INTERNAL
    )

    node = models.CharField(max_length=16, primary_key=True)
    state: models.JSONField[Any, Any] = models.JSONField(default=dict, help_text="cursors, the last receipt, its report")
    marks: models.JSONField[Any, Any] = models.JSONField(
        null=True, help_text="this store's position at each step forward in the other's: [position, cursor]"
    )
    got_at = models.DateTimeField(null=True, help_text="when a parcel of it was last opened here, by this clock")
    offset_ms = models.BigIntegerField(null=True, help_text="its clock before (+) or behind (-) this one's at that moment")
    trouble = models.CharField(max_length=200, blank=True, help_text="what last went wrong with it; empty since it went well")
    trouble_at = models.DateTimeField(null=True)
    events_got = models.BigIntegerField(default=0)
    events_sent = models.BigIntegerField(default=0, help_text="put into parcels, arrived or not")


class Granted(Local):
    """A key of a subject that was put into a parcel for a node, class by class: so that it goes once, and is known if the node is lost."""

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ("id", "node", "subject", "field_class", "mark", "incarnation", "lane", "position"), INTERNAL
    )

    node = models.CharField(max_length=16)
    subject = models.UUIDField()
    field_class = models.CharField(max_length=20)
    mark = models.CharField(max_length=8)
    incarnation = models.CharField(max_length=16, blank=True, help_text="the store of the node that it was meant for")
    lane = models.CharField(max_length=5, blank=True)
    position = models.BigIntegerField(default=0, help_text="beside which event of this store; 0: the node itself gave it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "subject", "field_class", "mark"], name="sync_granted_once"),
        ]
