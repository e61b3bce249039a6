"""Past movements from another system: the file that was brought, how far it is read, and the rows that could not be taken."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lakay.border.models.shifts import Shift
from lakay.border.rules.codes import ImportStatus
from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass

INTERNAL, PERSONAL = FieldClass.INTERNAL, FieldClass.PERSONAL


class ImportRun(File):
    """A file of past movements. `seen` rows are dealt with for good: each is written, was there already, or is a fault.

    The content of the file lies sealed beside the database until the run has ended; here is only what it is.
    """

    kind = "border.import_run"
    subject = "id"
    together = (("seen", "written", "known", "faulty"), ("status", "started_by", "started_at", "ended_at", "problem"))
    classes = {
        **dict.fromkeys(
            (
                *("post", "agency", "brought_by", "at", "file_hash", "size", "encoding", "delimiter", "header", "header_key"),
                *("mapping", "status", "rows", "seen", "written", "known", "faulty", "checked", "shift", "problem"),
                *("started_by", "started_at", "ended_at"),
            ),
            INTERNAL,
        ),
        "file_name": PERSONAL,
    }

    post = models.CharField(max_length=20)
    agency = models.CharField(max_length=20, blank=True)
    brought_by = models.UUIDField()
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64, help_text="SHA-256 of the file: the same file is the same rows")
    size = models.PositiveIntegerField(help_text="bytes")
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1)
    header: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="names of the columns")
    header_key = models.CharField(max_length=32, help_text="digest of the names: a file like one before is read in the same way")
    mapping: models.JSONField[Any, Any] = models.JSONField(default=dict, help_text="what each column holds, and words for codes")
    status = models.CharField(max_length=10, choices=[(code, code) for code in ImportStatus], default=ImportStatus.UPLOADED)
    rows = models.PositiveIntegerField(help_text="rows below the header")
    seen = models.PositiveIntegerField(default=0, help_text="rows dealt with, from the first on")
    written = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text="rows whose movement stood in the register before")
    faulty = models.PositiveIntegerField(default=0)
    checked: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text="what the dry run found: counts and row numbers"
    )
    shift = models.ForeignKey(
        Shift, null=True, on_delete=models.PROTECT, related_name="+", help_text="stands for the work of the program, no officer's"
    )
    problem = models.CharField(max_length=40, blank=True, help_text="code of what stopped it, where nobody did")
    started_by = models.UUIDField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=list(ImportStatus)), name="border_import_run_status"),
            models.CheckConstraint(
                condition=Q(seen=models.F("written") + models.F("known") + models.F("faulty")),
                name="border_import_run_nothing_lost",
            ),
        ]
        indexes = [
            models.Index(fields=["post", "-at"], name="border_import_run_post"),
            models.Index(fields=["header_key", "-at"], name="border_import_run_header"),
        ]


class ImportFault(Fact):
    """A row that was not taken, as it stood in the file, and why. It is mended and brought again in a file of its own."""

    kind = "border.import_fault"
    subject = "run"
    classes = {**dict.fromkeys(("run", "number", "reasons"), INTERNAL), "cells": PERSONAL}

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="faults", db_index=False)
    number = models.PositiveIntegerField(help_text="of the row in the file, the header being 1")
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="pairs [column meant, code]")
    cells: models.JSONField[Any, Any] = models.JSONField(null=True, default=list)

    class Meta:
        indexes = [models.Index(fields=["run", "number"], name="border_import_fault_row")]
