"""What a traveller declares where the pack asks for it."""

from __future__ import annotations

from django.db import models

from lakay.border.models.encounters import Encounter
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.people.models import Person

INTERNAL, PERSONAL, WHEREABOUTS = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.WHEREABOUTS


class Declaration(Fact):
    """Why the traveller comes and where they can be found. The keys tell that two people named the same address or telephone
    without either being readable. Said at two machines of a post that had not heard of each other, what was said first holds.
    """

    kind = "border.declaration"
    subject = "person"
    classes = {
        **dict.fromkeys(("encounter", "person", "at", "purpose", "visa_shown"), INTERNAL),
        "address": WHEREABOUTS,
        **dict.fromkeys(("phone", "vehicle", "address_key", "phone_key"), PERSONAL),
    }

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    purpose = models.CharField(max_length=20, blank=True, help_text="code from the pack: visit, trade, work, study, …")
    visa_shown = models.BooleanField(null=True)
    address = models.CharField(max_length=200, blank=True, help_text="where the traveller will stay, as said")
    phone = models.CharField(max_length=30, blank=True)
    vehicle = models.CharField(max_length=20, blank=True, help_text="number plate")
    address_key = models.CharField(max_length=32, blank=True, help_text="blind key of the folded address")
    phone_key = models.CharField(max_length=32, blank=True, help_text="blind key of the digits")

    class Meta:
        indexes = [
            models.Index(fields=["address_key", "-at"], name="border_declaration_address"),
            models.Index(fields=["phone_key", "-at"], name="border_declaration_phone"),
        ]
