"""Vehicles and goods: what was looked into, and what was kept back."""

from __future__ import annotations

from django.db import models

from lakay.border.models.encounters import Encounter
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.people.models import Person

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class InspectionRequest(Fact):
    """A traveller is sent on to have something looked into. It shows them to customs, by name and kind of document alone."""

    kind = "border.inspection_request"
    classes = dict.fromkeys(("encounter", "person", "post", "at", "local_on", "officer", "what"), INTERNAL)

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="inspection_requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    local_on = models.DateField()
    officer = models.UUIDField()
    what = models.CharField(max_length=10, help_text="luggage, vehicle, goods, person")

    class Meta:
        indexes = [models.Index(fields=["post", "local_on"], name="border_inspection_request_day")]


class Inspection(Fact):
    """Luggage, a vehicle or goods were inspected, of a traveller who stood at the booth."""

    kind = "border.inspection"
    subject = "person"
    classes = {
        **dict.fromkeys(
            ("encounter", "person", "post", "at", "local_on", "officer", "agency", "what", "vehicle", "result"), INTERNAL
        ),
        "plate": PERSONAL,
        "found": SENSITIVE,
    }

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="inspections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    local_on = models.DateField()
    officer = models.UUIDField()
    agency = models.CharField(max_length=20)
    what = models.CharField(max_length=10, help_text="luggage, vehicle, goods, person")
    vehicle = models.CharField(max_length=20, blank=True, help_text="code of the kind of vehicle, from the pack")
    plate = models.CharField(max_length=20, blank=True)
    result = models.CharField(max_length=10, help_text="nothing, declared, seized, handed-on")
    found = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "local_on"], name="border_inspection_register")]


class Seizure(Fact):
    """Goods were kept back, and the traveller got a receipt with this number: year, sign of the machine, and its own count in the year."""

    kind = "border.seizure"
    subject = "person"
    classes = {
        **dict.fromkeys(
            ("inspection", "person", "post", "at", "officer", "agency", "goods", "quantity", "unit", "receipt"), INTERNAL
        ),
        "note": SENSITIVE,
    }

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="seizures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    officer = models.UUIDField()
    agency = models.CharField(max_length=20)
    goods = models.CharField(max_length=30, help_text="code of the kind of goods, from the pack")
    quantity = models.DecimalField(max_digits=12, decimal_places=3)
    unit = models.CharField(max_length=10, help_text="kg, l, piece, …")
    receipt = models.CharField(max_length=30, help_text="number of the receipt given")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "receipt"], name="border_seizure_number")]
