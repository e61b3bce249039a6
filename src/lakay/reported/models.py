"""Figures of others. Nothing here is about a person, and everything says where it is from."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.reported.rules import What

PUBLIC, INTERNAL = FieldClass.PUBLIC, FieldClass.INTERNAL


class Series(File):
    """What somebody else counts: what, in which unit, who says so, and what we may do with it.

    `columns` are the dimensions of its values besides the period; `beside` is the code of an indicator of ours that it is shown with.
    """

    kind = "reported.series"
    together = (("ended_at", "ended_by"),)
    classes = {
        **dict.fromkeys(("code", "title", "what", "unit", "source", "url", "licence", "note", "columns", "beside"), PUBLIC),
        **dict.fromkeys(("at", "by", "ended_at", "ended_by"), INTERNAL),
    }

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    what = models.CharField(max_length=12)
    unit = models.CharField(max_length=40, help_text="persons, USD, …")
    source = models.CharField(max_length=200, help_text="who published it, and in what")
    url = models.CharField(max_length=300, blank=True, help_text="where it can be read")
    licence = models.CharField(max_length=80, help_text="what may be done with it")
    note = models.TextField(blank=True, help_text="what to beware of")
    columns: models.JSONField[Any, Any] = models.JSONField(default=list)
    beside = models.CharField(max_length=60, blank=True, help_text="code of an indicator")
    at = models.DateTimeField()
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="reported_series_code"),
            models.CheckConstraint(condition=Q(what__in=[one.value for one in What]), name="reported_series_what"),
        ]
        verbose_name_plural = "series"


class Figures(Fact):
    """One delivery of values of a series: by hand, or from a file.

    `content` is CSV (period, dimensions, value); `left_out` are rows of the file that could not be kept, as [line, column, reason, what stood there].
    """

    kind = "reported.figures"
    classes = {
        **dict.fromkeys(("series", "vintage", "content", "rows"), PUBLIC),
        **dict.fromkeys(("at", "by", "file_hash", "left_out"), INTERNAL),
    }

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="deliveries")
    vintage = models.CharField(max_length=60, help_text="which edition of the source: a day, a number, a name")
    content = models.TextField()
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    file_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file; empty if entered by hand")
    left_out: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "figures"
