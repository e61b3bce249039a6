"""What the hub has given of the keys of posts, and the alarms that came with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.sync.rules import ReleaseOutcome


class Release(Fact):
    """A post's half of its key was kept, a release was granted, or somebody asked for one under threat. At the hub alone."""

    kind = "sync.release"
    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ("node", "slot", "at", "outcome", "until", "by"), FieldClass.INTERNAL
    )

    node = models.CharField(max_length=16)
    slot = models.CharField(max_length=40, blank=True, help_text="which officer's key asked, as the post names it")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    until = models.DateTimeField(null=True, help_text="the end of what was granted")
    by = models.UUIDField(null=True, help_text="who granted it by hand; nobody over the line")

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="sync_release_latest"),
            models.Index(fields=["node", "-at"], name="sync_release_of_node"),
        ]
        constraints = [models.CheckConstraint(condition=Q(outcome__in=list(ReleaseOutcome)), name="sync_release_outcomes")]
