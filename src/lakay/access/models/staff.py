"""Agencies, the people who work for them, and the roles they hold."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass


class Agency(File):
    """A public service or an organisation that has staff here. Its code stands in events; its names are for people."""

    kind = "access.agency"
    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ("code", "category", "name_ht", "name_fr", "name_es", "name_en", "ended_at"), FieldClass.PUBLIC
    )

    code = models.CharField(max_length=20, unique=True)
    category = models.CharField(max_length=30, help_text="immigration, police, child-welfare, ngo…: a code of the country pack")
    name_ht = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    name_es = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    def name_in(self, language: str) -> str:
        """The name in one of the four languages; in French for any other."""
        names = {"ht": self.name_ht, "es": self.name_es, "en": self.name_en}
        return names.get(language, self.name_fr)


class Staff(File):
    """A person with an account. An account is ended, never removed: the journal speaks of it for ever."""

    kind = "access.staff"
    subject = "id"
    classes: ClassVar[dict[str, FieldClass]] = {
        "username": FieldClass.PERSONAL,
        "full_name": FieldClass.PERSONAL,
        "agency": FieldClass.INTERNAL,
        "language": FieldClass.INTERNAL,
        "ended_at": FieldClass.INTERNAL,
    }

    username = models.CharField(
        max_length=40, blank=True, help_text="lower case, as typed at the log-in; empty where this node does not hold the name"
    )
    full_name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="staff")
    language = models.CharField(max_length=2, blank=True, help_text="ht, fr, es, en, or nothing chosen yet")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["username"], condition=~Q(username=""), name="access_staff_username_once"),
            models.CheckConstraint(condition=Q(language__in=["", "ht", "fr", "es", "en"]), name="access_staff_language"),
        ]


class GrantQuerySet(models.QuerySet["Grant"]):
    """Named filters over grants."""

    def live(self, at: datetime) -> GrantQuerySet:
        """Those in force at an instant."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), ended_at=None, starts_at__lte=at)


class Grant(File):
    """A role that a person holds: at one post, or everywhere (`post` empty), from an instant and perhaps until another."""

    kind = "access.grant"
    subject = "staff"
    together = (("starts_at", "until_at"), ("ended_at", "ended_by"))
    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ("staff", "role", "post", "starts_at", "until_at", "granted_by", "ended_at", "ended_by"), FieldClass.INTERNAL
    )

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    post = models.CharField(max_length=20, blank=True)
    starts_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    granted_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "role", "post"], condition=Q(ended_at=None), name="access_grant_held_once"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gt=F("starts_at")), name="access_grant_until_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="access_grant_ended_by_someone",
            ),
        ]

    def is_live(self, at: datetime) -> bool:
        """Whether it is in force at an instant: the same rule as `live()`."""
        return self.ended_at is None and self.starts_at <= at and (self.until_at is None or at < self.until_at)
