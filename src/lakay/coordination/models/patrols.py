"""Patrols and what they found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lakay.coordination.models.incidents import Incident
from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Patrol(File):
    """A team of an agency out of its post. The route is told to few: who reads it knows where nobody watches."""

    kind = "coordination.patrol"
    subject = "id"
    together = (("started_at", "ended_at"),)
    classes = {
        **dict.fromkeys(("post", "agency", "leader", "team_size", "started_at", "ended_at"), INTERNAL),
        "route": SENSITIVE,
        "report": SENSITIVE,
    }

    post = models.CharField(max_length=20)
    agency = models.CharField(max_length=20)
    leader = models.UUIDField(help_text="the member of staff who wrote it in")
    team_size = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(team_size__gte=1), name="coordination_patrol_team"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="coordination_patrol_ends_after"
            ),
        ]
        indexes = [models.Index(fields=["post", "-started_at"], name="coordination_patrol_post")]


class Finding(Fact):
    """What a patrol met: a kind, how many, a word. It may be handed to an incident, or to the protection desk."""

    kind = "coordination.finding"
    subject = "patrol"
    classes = {
        **dict.fromkeys(("patrol", "at", "by", "category", "count", "incident"), INTERNAL),
        "note": SENSITIVE,
        "to_protection": SENSITIVE,
    }

    patrol = models.ForeignKey(Patrol, on_delete=models.PROTECT, related_name="findings")
    at = models.DateTimeField()
    by = models.UUIDField()
    category = models.CharField(max_length=20, help_text="code of the kind of finding, from the pack")
    count = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    to_protection = models.BooleanField(null=True, default=False, help_text="handed to the protection desk")

    class Meta:
        indexes = [models.Index(fields=["patrol", "at"], name="coordination_finding_patrol")]
