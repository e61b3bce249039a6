"""An alert that concerned a traveller."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.border.models.encounters import Encounter
from lakay.border.rules.codes import HitOutcome
from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.people.models import Person

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Hit(File):
    """An entry of the alert list may be this traveller. The booth acknowledges it; the second line says whether it is.

    A protective one never shows at the booth: it is a call to the protection desk. A silent one shows there as little.
    """

    kind = "border.hit"
    subject = "person"
    together = (("acknowledged_by", "acknowledged_at"), ("outcome_by", "outcome_at"))
    classes = {
        **dict.fromkeys(
            (
                *("encounter", "person", "at", "protective", "silent", "stops", "acknowledged_by", "acknowledged_at"),
                *("outcome_by", "outcome_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("alert", "category", "basis", "evidence", "outcome"), SENSITIVE),
    }

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="hits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    alert = models.UUIDField(null=True, help_text="the entry of the alert list; empty once the person is erased")
    category = models.CharField(max_length=30, help_text="code from the pack")
    protective = models.BooleanField(help_text="for the protection desk, never for arrest")
    silent = models.BooleanField(
        default=False,
        db_default=False,
        help_text="the booth is told nothing: for the supervisor and the owner of the alert alone",
    )
    stops = models.BooleanField(help_text="the booth may not admit; the second line looks")
    basis = models.CharField(max_length=10, help_text="document or name")
    evidence = models.JSONField(null=True, default=list, help_text="codes of what agreed")
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, blank=True, choices=[(code, code) for code in HitOutcome])
    outcome_by = models.UUIDField(null=True)
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_by=None, acknowledged_at=None)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="border_hit_acknowledged_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["alert"], name="border_hit_alert")]
