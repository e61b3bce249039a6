"""The second line: a traveller whom the booth handed over."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lakay.border.models.encounters import Encounter
from lakay.border.rules.codes import SecondLineStatus
from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.people.models import Person

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class SecondLook(File):
    """A traveller waits for the second line, is looked at, and decided upon. Admission against a stop needs two people.

    Two machines of a post that had not heard of each other may both have handed a traveller over: both stand in the queue.
    """

    kind = "border.second_look"
    subject = "person"
    together = (
        ("status", "taken_by", "taken_at", "proposed_by", "proposed_at", "decided_by", "decided_at", "decision", "override"),
    )
    classes = {
        **dict.fromkeys(
            (
                *("encounter", "person", "post", "opened_at", "opened_by", "reasons", "status", "taken_by", "taken_at"),
                *("proposed_by", "proposed_at", "decided_by", "decided_at", "decision", "override"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("note", "grounds", "answer"), SENSITIVE),
    }

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="second_looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    reasons = models.JSONField(
        default=list, help_text="codes: problems of the document, alert, officer's doubt, reason of a refusal"
    )
    note = models.CharField(max_length=500, blank=True, help_text="what the booth wrote")
    status = models.CharField(
        max_length=10, choices=[(code, code) for code in SecondLineStatus], default=SecondLineStatus.WAITING
    )
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    proposed_by = models.UUIDField(null=True, help_text="who asked that the traveller be admitted against a stop")
    proposed_at = models.DateTimeField(null=True)
    grounds = models.CharField(max_length=1000, blank=True)
    answer = models.CharField(max_length=500, blank=True, help_text="what the second person wrote")
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=8, blank=True)
    override = models.BooleanField(default=False, help_text="admitted against a stop, by two people")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(override=False) | ~Q(proposed_by=F("decided_by")), name="border_second_look_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status=SecondLineStatus.DECIDED) ^ Q(decided_by=None), name="border_second_look_decided_by_whom"
            ),
        ]
        indexes = [models.Index(fields=["post", "status", "opened_at"], name="border_second_look_queue")]
