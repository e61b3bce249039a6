"""What this node knows of its copies, the work asked for by a page, and the drills that people did."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from lakay.backup.rules import Kind, TrialStatus
from lakay.journal.models import Fact, Local
from lakay.kernel.fields import FieldClass

INTERNAL = FieldClass.INTERNAL


class Copy(Local):
    """A copy that was begun. It counts once `verified_at` is there; `problem` says why it does not.

    `head` is the end of this node's chain in it. `file_key` opens it for another check, sealed under the node's key, and is
    forgotten when a newer copy is verified: from then on only the key on paper opens it.
    """

    classes = dict.fromkeys(
        ("id", "name", "kind", "base", "head", "events", "bytes", "made_at", "verified_at", "seconds", "problem", "file_key"),
        INTERNAL,
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10)
    base = models.CharField(max_length=120, blank=True, help_text="the base that a segment continues")
    head = models.CharField(max_length=140, blank=True)
    events = models.BigIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(db_index=True)
    verified_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(default=0, help_text="what the check by restoring took")
    problem = models.CharField(max_length=40, blank=True)
    file_key = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="backup_copy_kind"),
            models.CheckConstraint(condition=Q(problem="") | Q(verified_at=None), name="backup_copy_good_or_bad"),
        ]


class Trial(Local):
    """A check that somebody asked for on the page: how far it is, and how it ended. One at a time."""

    classes = dict.fromkeys(
        ("id", "status", "asked_by", "agency", "post", "asked_at", "ended_at", "done", "total", "problem", "copy"), INTERNAL
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=10, default=TrialStatus.ASKED.value)
    asked_by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    copy = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=list(TrialStatus)), name="backup_trial_status"),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status__in=["asked", "running"]), name="backup_trial_one_of_each"
            ),
        ]


class Drill(Fact):
    """Somebody had a copy restored: into a scratch store to see that it can be, or for good. History of the office."""

    kind = "backup.drill"
    classes = dict.fromkeys(("what", "copy", "head", "outcome", "seconds", "at", "by", "agency", "post"), INTERNAL)

    what = models.CharField(
        max_length=10, help_text="verify: a check from the page; paper: a drill with the sheets; restore: for good"
    )
    copy = models.CharField(max_length=120)
    head = models.CharField(max_length=140, blank=True, help_text="node.epoch:number:hash up to which it reached")
    outcome = models.CharField(max_length=40, help_text="good, or what was wrong")
    seconds = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="backup_drill_latest")]
