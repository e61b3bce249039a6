"""Forms and their versions. Nothing in them is about a person; every version is kept for ever."""

from __future__ import annotations

import zlib
from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.forms.codes import Origin, VersionStatus
from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose

INTERNAL = FieldClass.INTERNAL


class Form(File):
    """A form: the id that its workbook says (`form_id`), which phones and submissions name it by."""

    kind = "forms.form"
    together = (("closed_by", "closed_at"),)
    classes = dict.fromkeys(("code", "title", "purpose", "origin", "agency", "closed_by", "closed_at"), INTERNAL)

    code = models.CharField(max_length=100, help_text="form_id of the workbook")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, help_text="what its answers may be read for")
    origin = models.CharField(max_length=10)
    agency = models.CharField(max_length=20, blank=True, help_text="who keeps it; empty for the pack")
    closed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True, help_text="from then on nothing filled with it is taken in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="forms_form_code_once"),
            models.CheckConstraint(condition=Q(purpose__in=[one.value for one in Purpose]), name="forms_form_purpose"),
            models.CheckConstraint(condition=Q(origin__in=[one.value for one in Origin]), name="forms_form_origin"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True) | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="forms_form_closed_whole",
            ),
        ]


class VersionQuerySet(models.QuerySet["Version"]):
    """Named filters over versions."""

    def offered(self) -> VersionQuerySet:
        """Those that phones and pages may fill now."""
        return self.filter(status=VersionStatus.PUBLISHED.value, form__closed_at=None)

    def taken(self) -> VersionQuerySet:
        """Those that something may have been filled with: published, or retired since."""
        return self.filter(status__in=(VersionStatus.PUBLISHED.value, VersionStatus.RETIRED.value)).exclude(decided_at=None)


class Version(File):
    """One version of a form: the workbook as it came, and the XForm made of it. `hash` is the MD5 of the XForm, as phones want it."""

    kind = "forms.version"
    together = (("status", "proposed_by", "proposed_at", "decided_by", "decided_at", "retired_by", "retired_at", "note"),)
    classes = dict.fromkeys(
        (
            *("form", "number", "says", "source", "source_kind", "file_name", "xform", "hash", "languages", "questions"),
            *("warnings", "mapping", "status", "drafted_by", "drafted_at", "proposed_by", "proposed_at"),
            *("decided_by", "decided_at", "retired_by", "retired_at", "note"),
        ),
        INTERNAL,
    )

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="counted from 1 in each form")
    says = models.CharField(max_length=60, help_text="the version that the workbook says of itself")
    source = models.BinaryField(help_text="the workbook, packed with zlib")
    source_kind = models.CharField(max_length=4, help_text="md, xlsx")
    file_name = models.CharField(max_length=200, blank=True)
    xform = models.BinaryField(help_text="the XForm, packed with zlib")
    hash = models.CharField(max_length=32, help_text="MD5 of the XForm, in hexadecimal")
    languages: models.JSONField[Any, Any] = models.JSONField(default=list)
    questions = models.PositiveIntegerField(help_text="how many people are asked")
    warnings: models.JSONField[Any, Any] = models.JSONField(default=list)
    mapping = models.TextField(blank=True, help_text="TOML: which answers become which record")
    status = models.CharField(max_length=10)
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    retired_by = models.UUIDField(null=True)
    retired_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True, help_text="why it was given back or retired")

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="forms_version_number_once"),
            models.UniqueConstraint(fields=["form", "says"], name="forms_version_says_once"),
            models.CheckConstraint(condition=Q(status__in=[one.value for one in VersionStatus]), name="forms_version_status"),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="forms_version_decided_by_another"
            ),
        ]

    @property
    def xml(self) -> bytes:
        """The XForm, as it is sent."""
        return zlib.decompress(bytes(self.xform))

    @property
    def workbook(self) -> bytes:
        """The workbook, as it came."""
        return zlib.decompress(bytes(self.source))


class Media(Fact):
    """A file that a version shows, plays or looks things up in. `hash` is its MD5: a changed file is fetched anew."""

    kind = "forms.media"
    classes = dict.fromkeys(("version", "name", "content_type", "content", "hash"), INTERNAL)

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField()
    hash = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="forms_media_name_once")]
