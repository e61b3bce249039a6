"""Keys that seal the values of a person or case."""

from __future__ import annotations

from django.db import models

from lakay.journal.models.records import INTERNAL, Local


class SubjectKey(Local):
    """A key that seals one person's or case's values, itself sealed under the node's key.

    Two nodes may each have made one before they met. `mark` tells them apart: the first eight hex digits of the key's SHA-256. When the
    subject is erased all are gone, and one row without a key says so.
    """

    classes = dict.fromkeys(("id", "subject", "mark", "wrapped", "destroyed_at"), INTERNAL)

    subject = models.UUIDField()
    mark = models.CharField(max_length=8, blank=True)
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "mark"], name="journal_subjectkey_once"),
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True) ^ models.Q(destroyed_at__isnull=True),
                name="journal_subjectkey_kept_or_destroyed",
            ),
        ]


class ClassKey(Local):
    """A key that another node gave us for one class of one subject's values: it opens that class and no other."""

    classes = dict.fromkeys(("id", "subject", "field_class", "mark", "wrapped"), INTERNAL)

    subject = models.UUIDField()
    field_class = models.CharField(max_length=20)
    mark = models.CharField(max_length=8)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "field_class", "mark"], name="journal_classkey_once")]
