"""Tasks that one agency asks of another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lakay.coordination.models.incidents import Incident
from lakay.coordination.rules import TaskStatus
from lakay.journal.models import File
from lakay.kernel.fields import FieldClass

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Task(File):
    """One agency asks another, at its post or across the line, for something until a deadline. A named person there answers.

    `agency` at `post` asks `to_agency` at `to_post`.
    """

    kind = "coordination.task"
    subject = "id"
    together = (("status", "answered_at", "answered_by", "ended_at", "ended_by"),)
    classes = {
        **dict.fromkeys(
            (
                *("post", "agency", "to_post", "to_agency", "incident", "title", "due_at", "status", "asked_at", "asked_by"),
                *("answered_at", "answered_by", "ended_at", "ended_by"),
            ),
            INTERNAL,
        ),
        "text": SENSITIVE,
        "reason": SENSITIVE,
        "outcome": SENSITIVE,
    }

    post = models.CharField(max_length=20)
    agency = models.CharField(max_length=20)
    to_post = models.CharField(max_length=20)
    to_agency = models.CharField(max_length=20)
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=120, help_text="what is asked, without a name of a person")
    text = models.TextField(blank=True)
    due_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=TaskStatus.ASKED.value)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True, help_text="why it was declined or withdrawn")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    outcome = models.TextField(blank=True, help_text="what came of it")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=list(TaskStatus)), name="coordination_task_status"),
            models.CheckConstraint(condition=~Q(answered_by=F("asked_by")), name="coordination_task_answered_by_another"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="coordination_task_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="coordination_task_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[TaskStatus.ASKED.value, TaskStatus.ACCEPTED.value], ended_at__isnull=True)
                | Q(
                    status__in=[TaskStatus.DECLINED.value, TaskStatus.DONE.value, TaskStatus.WITHDRAWN.value],
                    ended_at__isnull=False,
                ),
                name="coordination_task_ended_when_over",
            ),
        ]
        indexes = [
            models.Index(fields=["to_agency", "to_post", "status", "due_at"], name="coordination_task_asked"),
            models.Index(fields=["agency", "post", "status", "due_at"], name="coordination_task_asking"),
        ]
