"""Messages out and in. The number and the words are sealed under the message's own key."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.messaging.rules import MessageStatus

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


MOVED = ("status", "tries", "next_at", "sent_at", "ended_at", "gateway", "problem")


class Message(File):
    """Something that a telephone is to be told. It waits here until a gateway took it; `about` is the record it speaks of.

    `node` is the machine that sends it, the one where it was written: others that hold it do not say it again. `ended_at` says since when
    nobody tries any more.
    """

    kind = "messaging.message"
    subject = "id"
    together = (MOVED,)
    classes = {
        **dict.fromkeys(("at", "language", "node", *MOVED), INTERNAL),
        "to": PERSONAL,
        **dict.fromkeys(("text", "about"), SENSITIVE),
    }

    at = models.DateTimeField()
    language = models.CharField(max_length=2)
    to = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    about = models.UUIDField(null=True)
    status = models.CharField(max_length=8, default=MessageStatus.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, help_text="when it is tried next")
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    gateway = models.CharField(max_length=20, blank=True, help_text="which way it went")
    problem = models.CharField(
        max_length=12, blank=True, default="", db_default="", help_text="why it was not handed over the last time"
    )
    node = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(status__in=list(MessageStatus)), name="messaging_message_status")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(status="waiting"), name="messaging_message_waiting"),
            models.Index(fields=["about"], name="messaging_message_about"),
        ]


class Received(Fact):
    """A telephone told us something. Gateways repeat themselves: `ref` is the gateway's own number of it."""

    kind = "messaging.received"
    subject = "id"
    classes = {
        **dict.fromkeys(("at", "gateway", "ref", "understood"), INTERNAL),
        "sender": PERSONAL,
        "text": SENSITIVE,
    }

    at = models.DateTimeField()
    gateway = models.CharField(max_length=20)
    ref = models.CharField(max_length=80, blank=True)
    sender = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    understood = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["gateway", "ref"], name="messaging_received_ref")]
