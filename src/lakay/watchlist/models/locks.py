"""The list as it lies at a post: entries that open only for whoever has the data of the person looked for."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.watchlist.models.alerts import Alert

INTERNAL, PERSONAL = FieldClass.INTERNAL, FieldClass.PERSONAL


class LockQuerySet(models.QuerySet["Lock"]):
    """Named filters over locked entries."""

    def of_others(self) -> LockQuerySet:
        """Those whose alert does not lie open on this node: all at a post, none at the hub."""
        return self.filter(ended_at=None).exclude(alert__in=Alert.objects.values("pk"))


class Lock(File):
    """One alert, locked (ADR 17). Slots and box are base64; `post` is empty but for a decoy, which lies at that post alone.

    Its values are sealed with the alert's own key too, so that erasing the alert erases them everywhere.
    """

    kind = "watchlist.lock"
    subject = "alert"
    together = (("slots", "box", "cost", "rules"),)
    classes = {
        **dict.fromkeys(("alert", "post", "cost", "rules", "changed_at", "ended_at"), INTERNAL),
        **dict.fromkeys(("slots", "box"), PERSONAL),
    }

    alert = models.UUIDField(help_text="the alert; at a post there is no such row")
    post = models.CharField(max_length=20, blank=True, help_text="of a decoy: the post where it lies")
    cost = models.PositiveSmallIntegerField(help_text="work of one guess, log2 of scrypt's N")
    rules = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="the rules of sounds by which its keys were made"
    )
    slots = models.TextField(blank=True)
    box = models.TextField(blank=True)
    changed_at = models.DateTimeField(help_text="when the alert last changed, as it was locked")
    ended_at = models.DateTimeField(null=True)

    objects = LockQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["alert"], name="watchlist_lock_alert"),
            models.Index(fields=["-changed_at"], name="watchlist_lock_newest"),
        ]

    @property
    def is_current(self) -> bool:
        """Whether it still can open."""
        return self.ended_at is None and bool(self.slots)
