"""The ledger of releases. Nothing in it is about a person, and no number stands in it that is not published or about to be."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q, Value

from lakay.journal.models import Fact, File, Local
from lakay.kernel.fields import FieldClass
from lakay.publication.codes import DraftStatus, ReleaseStatus, Sensitivity

PUBLIC, INTERNAL = FieldClass.PUBLIC, FieldClass.INTERNAL


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Named filters over releases."""

    def published(self) -> ReleaseQuerySet:
        """Those that everybody may read, in the order in which they came out."""
        return self.filter(status=ReleaseStatus.PUBLISHED.value).order_by("number")

    def waiting(self) -> ReleaseQuerySet:
        """Those that a second person must look at."""
        return self.filter(status=ReleaseStatus.PROPOSED.value).order_by("proposed_at", "id")


class Release(File):
    """A set of tables that come out together. `digest` is the SHA-256 of all that is published with it; `number` counts from 1."""

    kind = "publication.release"
    together = (("status", "number", "decided_by", "decided_at", "note"),)
    classes = {
        **dict.fromkeys(
            ("number", "title", "sensitivity", "threshold", "method", "about", "licence", "digest", "revises", "hidden"), PUBLIC
        ),
        **dict.fromkeys(("status", "attacked", "proposed_by", "proposed_at", "decided_by", "decided_at", "note"), INTERNAL),
    }

    number = models.PositiveIntegerField(null=True, help_text="given when it is published")
    title = models.CharField(max_length=200)
    sensitivity = models.CharField(max_length=12)
    threshold = models.PositiveIntegerField(help_text="counts below it are hidden")
    method = models.TextField(help_text="how it was counted and what was hidden, for readers")
    about: models.JSONField[Any, Any] = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        help_text="of figures of this program: period, set, made, days, on_time, silent; empty for tables from files",
    )
    licence = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    revises = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    hidden = models.PositiveIntegerField(help_text="cells without a number")
    attacked = models.PositiveIntegerField(help_text="tables that were attacked together, earlier ones among them")
    status = models.CharField(max_length=10)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True, help_text="why it was given back")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="publication_release_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in ReleaseStatus]), name="publication_release_status"
            ),
            models.CheckConstraint(
                condition=Q(sensitivity__in=[one.value for one in Sensitivity]), name="publication_release_sensitivity"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="publication_release_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status="published", number__isnull=False) | (~Q(status="published") & Q(number__isnull=True)),
                name="publication_release_numbered",
            ),
        ]


class ReleaseTable(Fact):
    """A table of a release, as it is published: hidden cells have no number here either."""

    kind = "publication.table"
    classes = dict.fromkeys(("release", "position", "name", "measure", "narrowed", "content"), PUBLIC)

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="tables")
    position = models.PositiveIntegerField(help_text="counted from 1")
    name = models.CharField(max_length=120)
    measure = models.CharField(max_length=60, help_text="what is counted: only tables of one measure can be subtracted")
    narrowed: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[[dimension, category]] of the whole table")
    content = models.TextField(help_text="CSV: dimensions and count, * for a total, empty for hidden")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "position"], name="publication_table_once")]


class Draft(Local):
    """Figures that somebody wants to publish, while this machine puts them together and tries them.

    `wanted` is [[indicator, dimension, ...]]. `fault` is why nothing was proposed, in the language of who asked.
    """

    classes = dict.fromkeys(
        (
            *("id", "status", "title", "sensitivity", "period", "wanted", "method", "revises", "language", "asked_by", "agency"),
            *("post", "asked_at", "ended_at", "stage", "done", "total", "fault", "release"),
        ),
        INTERNAL,
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=10, default=DraftStatus.ASKED.value)
    title = models.CharField(max_length=200)
    sensitivity = models.CharField(max_length=12)
    period = models.CharField(max_length=21)
    wanted: models.JSONField[Any, Any] = models.JSONField(default=list)
    method = models.TextField(blank=True)
    revises = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2)
    asked_by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=10, blank=True, help_text="gather, hide or try")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    fault = models.TextField(blank=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[one.value for one in DraftStatus]), name="publication_draft_status"),
            models.CheckConstraint(
                condition=Q(status="proposed", release__isnull=False) | (~Q(status="proposed") & Q(release__isnull=True)),
                name="publication_draft_released",
            ),
        ]
