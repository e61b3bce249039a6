"""Who is what to whom, as declared and as verified."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.people.models.persons import Person

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class Relation(File):
    """`relative` is the parent, guardian… of `person`. Sealed under the person; the relative's history names it too.

    `told_by` is who declared it, `declared_by` the staff member who wrote it down, `verified_by` another one who checked it.
    """

    kind = "people.relation"
    subject = "person"
    together = (("verified_by", "verified_at"),)
    classes = {
        "person": INTERNAL,
        "relative": INTERNAL,
        "relation": PERSONAL,
        "told_by": INTERNAL,
        "declared_by": INTERNAL,
        "declared_at": INTERNAL,
        "verified_by": INTERNAL,
        "verified_at": INTERNAL,
        "verified_how": SENSITIVE,
        "ended_at": INTERNAL,
        "end_reason": SENSITIVE,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations_as_relative")
    relation = models.CharField(max_length=30, blank=True)
    told_by = models.CharField(max_length=10)
    declared_by = models.UUIDField()
    declared_at = models.DateTimeField()
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_how = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("relative")), name="people_relation_two_persons"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True, verified_at__isnull=True)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="people_relation_verified_whole",
            ),
            models.CheckConstraint(condition=~Q(verified_by=F("declared_by")), name="people_relation_verified_by_another"),
        ]
