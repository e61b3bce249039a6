"""A file and a fact with fields of every class and type, sealed for the person they speak of."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass


class Card(File):
    """A person's card: personal and sensitive fields under the person's own key."""

    kind = "sample.card"
    subject = "id"
    classes = {
        "name": FieldClass.PERSONAL,
        "story": FieldClass.SENSITIVE,
        "address": FieldClass.WHEREABOUTS,
        "colour": FieldClass.INTERNAL,
        "born_on": FieldClass.PERSONAL,
    }

    name = models.CharField(max_length=80)
    story = models.TextField(blank=True)
    address = models.CharField(max_length=80, blank=True)
    colour = models.CharField(max_length=20, blank=True)
    born_on = models.DateField(null=True)


class Stamp(Fact):
    """Something that happened to a card; no two with one number."""

    kind = "sample.stamp"
    subject = "card"
    classes = {
        "card": FieldClass.INTERNAL,
        "number": FieldClass.INTERNAL,
        "at": FieldClass.INTERNAL,
        "remark": FieldClass.PERSONAL,
        "weight": FieldClass.INTERNAL,
        "data": FieldClass.SENSITIVE,
        "facts": FieldClass.INTERNAL,
    }

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="stamps")
    number = models.IntegerField(unique=True)
    at = models.DateTimeField()
    remark = models.CharField(max_length=80, blank=True)
    weight = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    data = models.BinaryField(null=True)
    facts = models.JSONField(null=True)
