"""With whom a child travels."""

from __future__ import annotations

from django.db import models

from lakay.border.models.encounters import Encounter
from lakay.border.rules.codes import Accompanied
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.people.models import Person

INTERNAL, PERSONAL = FieldClass.INTERNAL, FieldClass.PERSONAL


class MinorCheck(Fact):
    """The step that opens by itself for a child: who comes with them, and on what authority. The last one before the decision holds."""

    kind = "border.minor_check"
    subject = "person"
    classes = {
        **dict.fromkeys(
            ("encounter", "person", "at", "officer", "answer", "companion", "companion_encounter", "authorisation"), INTERNAL
        ),
        **dict.fromkeys(("paper", "companion_name"), PERSONAL),
    }

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="minor_checks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="the child")
    at = models.DateTimeField()
    officer = models.UUIDField()
    answer = models.CharField(max_length=12, choices=[(code, code) for code in Accompanied])
    companion = models.ForeignKey(
        Person,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="the adult, if they stood at the booth",
    )
    companion_encounter = models.UUIDField(null=True)
    companion_name = models.CharField(max_length=120, blank=True, help_text="the adult, where they were only named")
    authorisation = models.UUIDField(null=True, help_text="the signed authorisation that was checked")
    paper = models.CharField(max_length=120, blank=True, help_text="the paper that was shown: what it is and its number")

    class Meta:
        indexes = [models.Index(fields=["companion", "-at"], name="border_minor_companion")]
