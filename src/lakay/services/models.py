"""Who helps, and with what. Nothing here is about a person; where a sheltered house stands is nowhere in it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.services.rules import Cost

INTERNAL = FieldClass.INTERNAL

PLACED = ("hidden", "address", "latitude", "longitude")
SERVED = ("age_from", "age_to")
COUNTED = ("capacity", "occupied", "counted_at", "counted_by")


class Provider(File):
    """An organisation that helps, on either side of the border. It may have staff here (`agency`), a telephone, or only paper.

    `sealing_key` is the public half (X25519, hex) of the key with which it opens packets that are carried to it.
    """

    kind = "services.provider"
    classes = dict.fromkeys(
        ("code", "name", "category", "country", "agency", "post", "phone", "language", "sealing_key", "ended_at"), INTERNAL
    )

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120, help_text="as it calls itself")
    category = models.CharField(max_length=30, help_text="kind of agency, as in the country pack")
    country = models.CharField(max_length=3)
    agency = models.CharField(max_length=20, blank=True, help_text="its agency here; empty if it has no account")
    post = models.CharField(max_length=20, blank=True, help_text="the place of its own machine, if it has one")
    phone = models.CharField(max_length=20, blank=True, help_text="for referrals, as +509…; of the office, not of a person")
    language = models.CharField(max_length=2, default="fr", help_text="in which it is written to")
    sealing_key = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="services_provider_code")]


class Service(File):
    """One thing that a provider does for people of some kind, somewhere.

    `hidden`: where it stands is not in the directory; `place` is then its commune, or empty where the desk alone says it. Empty
    `areas` is anywhere in its country, empty `languages` unknown. `counted_at` says how old the figures of its room are.
    """

    kind = "services.service"
    together = (PLACED, SERVED, COUNTED)
    classes = dict.fromkeys(
        (
            *("provider", "code", "type", "name", "place", *PLACED, "areas", "languages", "sex", *SERVED, "hours", "cost"),
            *("eligibility", "contact", *COUNTED, "ended_at"),
        ),
        INTERNAL,
    )

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    code = models.CharField(max_length=20)
    type = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=20, blank=True, help_text="p-code of the commune")
    hidden = models.BooleanField(default=False)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    areas: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="p-codes of what it serves")
    languages: models.JSONField[Any, Any] = models.JSONField(default=list)
    sex = models.CharField(max_length=1, blank=True, help_text="F or M where it serves only these")
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True, help_text="included")
    hours = models.CharField(max_length=80, blank=True, help_text="as in posts.csv: Mo-Fr 08:00-16:00, 24/7")
    cost = models.CharField(max_length=8, default=Cost.FREE.value)
    eligibility = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="how a referral is announced")
    capacity = models.PositiveSmallIntegerField(null=True)
    occupied = models.PositiveSmallIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)
    counted_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="services_service_code"),
            models.CheckConstraint(
                condition=Q(hidden=False) | Q(address="", latitude=None, longitude=None), name="services_service_hidden"
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")), name="services_service_ages"
            ),
            models.CheckConstraint(
                condition=Q(capacity=None, occupied=None, counted_at=None)
                | Q(capacity__isnull=False, occupied__isnull=False, counted_at__isnull=False),
                name="services_service_counted",
            ),
        ]
        indexes = [models.Index(fields=["type"], condition=Q(ended_at=None), name="services_service_type")]

    @property
    def free(self) -> int | None:
        """Places that are free by the last count; nothing where nobody counts."""
        return None if self.capacity is None or self.occupied is None else max(self.capacity - self.occupied, 0)
