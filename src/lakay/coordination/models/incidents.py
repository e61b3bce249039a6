"""Incidents: what happened at a post, which agencies are in it, and their log."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.coordination.rules import Audience, IncidentStatus, Seriousness
from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class Incident(File):
    """Something that happened at a post and concerns more than one booth. The title names no person: partners read it.

    `lead` and `lead_post` are the seat of the agency that leads. `encounter` and `inspection` are codes of records of the border
    module, which stands above this one; they lead to a person and are classed so.
    """

    kind = "coordination.incident"
    subject = "id"
    together = (("status", "lead", "lead_post", "offered_to", "offered_to_post", "closed_at", "closed_by"),)
    classes = {
        **dict.fromkeys(
            (
                *("post", "category", "title", "seriousness", "status", "lead", "lead_post", "offered_to", "offered_to_post"),
                *("opened_at", "opened_by", "closed_at", "closed_by"),
            ),
            INTERNAL,
        ),
        "outcome": SENSITIVE,
        "encounter": PERSONAL,
        "inspection": PERSONAL,
    }

    post = models.CharField(max_length=20, help_text="code of the post where it happened")
    category = models.CharField(max_length=20, help_text="code of the kind of incident, from the pack")
    title = models.CharField(max_length=120, help_text="what happened, without a name of a person")
    seriousness = models.CharField(max_length=10)
    status = models.CharField(max_length=12, default=IncidentStatus.OPEN.value)
    lead = models.CharField(max_length=20, help_text="code of the agency that leads")
    lead_post = models.CharField(max_length=20, help_text="the post where the lead agency sits")
    offered_to = models.CharField(max_length=20, blank=True, help_text="the agency that is asked to take the lead")
    offered_to_post = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    outcome = models.TextField(blank=True)
    encounter = models.UUIDField(null=True)
    inspection = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=list(IncidentStatus)), name="coordination_incident_status"),
            models.CheckConstraint(condition=Q(seriousness__in=list(Seriousness)), name="coordination_incident_seriousness"),
            models.CheckConstraint(
                condition=Q(status=IncidentStatus.CLOSED.value, closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(status=IncidentStatus.CLOSED.value) & Q(closed_at__isnull=True, closed_by__isnull=True)),
                name="coordination_incident_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(status=IncidentStatus.HANDED_OVER.value) ^ Q(offered_to=""),
                name="coordination_incident_offered_when_handed_over",
            ),
        ]
        indexes = [models.Index(fields=["post", "status", "-opened_at"], name="coordination_incident_post")]


class Participation(Fact):
    """An agency at a post takes part in an incident from an instant on."""

    kind = "coordination.participation"
    classes = dict.fromkeys(("incident", "agency", "post", "at", "by"), INTERNAL)

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="participations")
    agency = models.CharField(max_length=20)
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField(help_text="who called the agency in")

    class Meta:
        indexes = [models.Index(fields=["agency", "post"], name="coordination_part_seat")]


class Note(Fact):
    """A line of the log. Who reads it is decided by its writer; a mistake is set right by another line."""

    kind = "coordination.note"
    subject = "incident"
    classes = {**dict.fromkeys(("incident", "agency", "post", "at", "by", "audience"), INTERNAL), "text": SENSITIVE}

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notes")
    agency = models.CharField(max_length=20)
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField()
    audience = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(audience__in=list(Audience)), name="coordination_note_audience")]
        indexes = [models.Index(fields=["incident", "at"], name="coordination_note_incident")]
