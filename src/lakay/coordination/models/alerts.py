"""Rapid alerts from one post to others."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lakay.coordination.rules import Severity
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class RapidAlert(Fact):
    """A word to other posts, valid until an instant: a convoy on the way, a missing child, a gate that closes.

    It stands on their screens until somebody there has acknowledged it. It accuses nobody: persons sought are on the alert list.
    """

    kind = "coordination.alert"
    subject = "id"
    classes = {
        **dict.fromkeys(("post", "agency", "by", "at", "severity", "until_at", "everywhere"), INTERNAL),
        **dict.fromkeys(("text_ht", "text_fr", "text_es", "text_en"), SENSITIVE),
    }

    post = models.CharField(max_length=20, help_text="the post that sends it")
    agency = models.CharField(max_length=20)
    by = models.UUIDField()
    at = models.DateTimeField()
    severity = models.CharField(max_length=10)
    until_at = models.DateTimeField()
    everywhere = models.BooleanField(help_text="to every post, besides those named")
    text_ht = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(severity__in=list(Severity)), name="coordination_rapidalert_severity"),
            models.CheckConstraint(condition=Q(until_at__gt=F("at")), name="coordination_rapidalert_until_after"),
        ]
        indexes = [models.Index(fields=["until_at"], name="coordination_rapidalert_until")]


class AlertTarget(Fact):
    """A post to which an alert was sent by name."""

    kind = "coordination.alert_target"
    classes = dict.fromkeys(("alert", "post"), INTERNAL)

    alert = models.ForeignKey(RapidAlert, on_delete=models.PROTECT, related_name="targets")
    post = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["post"], name="coordination_target_post")]


class AlertSeen(Fact):
    """Somebody at a post has read the alert and says so: the sender's receipt."""

    kind = "coordination.alert_seen"
    classes = dict.fromkeys(("alert", "post", "agency", "by", "at"), INTERNAL)

    alert = models.ForeignKey(RapidAlert, on_delete=models.PROTECT, related_name="receipts")
    post = models.CharField(max_length=20)
    agency = models.CharField(max_length=20)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["post"], name="coordination_seen_post")]


class AlertLifted(Fact):
    """The sender takes the alert back before its end."""

    kind = "coordination.alert_lifted"
    subject = "alert"
    classes = {**dict.fromkeys(("alert", "by", "at"), INTERNAL), "reason": SENSITIVE}

    alert = models.ForeignKey(RapidAlert, on_delete=models.PROTECT, related_name="liftings")
    by = models.UUIDField()
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
