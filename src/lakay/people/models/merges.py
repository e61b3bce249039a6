"""Two records found to be one person: proposed by one, decided by another, and undone exactly."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.people.models.persons import Person
from lakay.people.rules.codes import values
from lakay.people.rules.merges import MergeStatus

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class MergeProposal(File):
    """`gone` is to become a part of `kept`; `choice` names the fields whose value is taken from `gone`.

    A place is that of an event in the journal: origin and number. `seen` holds the places that wrote each field when the merge was
    proposed; `before` the values that it replaced and `written_over` their places; `written` its own place and `undone` that of
    its undoing: with them it can be undone without touching what somebody changed since.
    """

    kind = "people.merge"
    subject = "kept"
    together = (("status", "decided_by", "decided_at", "written_over", "written", "undone", "undone_by", "undone_at"),)
    classes = {
        "kept": INTERNAL,
        "gone": INTERNAL,
        "choice": INTERNAL,
        "reason": SENSITIVE,
        "seen": INTERNAL,
        "status": INTERNAL,
        "proposed_by": INTERNAL,
        "proposed_at": INTERNAL,
        "decided_by": INTERNAL,
        "decided_at": INTERNAL,
        "before": PERSONAL,
        "written_over": INTERNAL,
        "written": INTERNAL,
        "undone": INTERNAL,
        "undone_by": INTERNAL,
        "undone_at": INTERNAL,
    }

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice: models.JSONField[Any, Any] = models.JSONField()
    reason = models.TextField(blank=True)
    seen: models.JSONField[Any, Any] = models.JSONField()
    status = models.CharField(max_length=10, default=MergeStatus.PROPOSED.value)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    before: models.JSONField[Any, Any] = models.JSONField(null=True)
    written_over: models.JSONField[Any, Any] = models.JSONField(null=True)
    written: models.JSONField[Any, Any] = models.JSONField(null=True)
    undone: models.JSONField[Any, Any] = models.JSONField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=values(MergeStatus)), name="people_mergeproposal_status"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="people_mergeproposal_two_persons"),
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="people_mergeproposal_decided_by_another"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="people_mergeproposal_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True) | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="people_mergeproposal_undone_whole",
            ),
        ]
