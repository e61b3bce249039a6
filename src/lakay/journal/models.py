"""The journal's own tables, and the two kinds of record that every other module builds on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from lakay.kernel.fields import FieldClass, Nature

INTERNAL = FieldClass.INTERNAL


class Record(models.Model):
    """A row that the journal can make again: nothing writes it but the journal.

    `kind` is its stable name in events; `subject` names the field with the id whose key seals the personal values;
    `classes` says how delicate every field is (a test fails on one that is missing).
    """

    nature: ClassVar[Nature]
    kind: ClassVar[str]
    subject: ClassVar[str | None] = None
    classes: ClassVar[dict[str, FieldClass]]

    id = models.UUIDField(primary_key=True, editable=False)

    class Meta:
        abstract = True


class Fact(Record):
    """What happened. It never changes and cannot conflict; a correction is a new fact."""

    nature = Nature.FACT

    class Meta:
        abstract = True


class File(Record):
    """What is known now. Field by field the later knowledge holds, and two that had not seen each other are both kept.

    `versions` is the journal's: field -> [origin, seq, hlc, {other origins seen}], with "*" for all that stand as created.
    """

    nature = Nature.FILE

    versions = models.JSONField(editable=False, default=dict)

    class Meta:
        abstract = True


class Local(models.Model):
    """A technical row outside the journal (a session, a lock-out): it may be lost without losing what people entered."""

    nature: ClassVar[Nature] = Nature.LOCAL
    classes: ClassVar[dict[str, FieldClass]]

    class Meta:
        abstract = True


class Head(Local):
    """The end of this node's own chain: one row, which every writer locks first."""

    classes = dict.fromkeys(("id", "node", "epoch", "seq", "hash", "hlc", "key_generation"), INTERNAL)

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    node = models.CharField(max_length=16)
    epoch = models.CharField(max_length=16)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")
    hlc = models.BigIntegerField(default=0)
    key_generation = models.PositiveIntegerField(
        default=0, help_text="counts destroyed keys, so that no process goes on using one"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_head_only_one")]


class Event(Local):
    """An event as appended. `body` is the authority; the other columns are copies to search by, checked by `verify`."""

    classes = dict.fromkeys(
        (
            "id",
            "node",
            "epoch",
            "seq",
            "hlc",
            "at",
            "action",
            "actor",
            "agency",
            "post",
            "purpose",
            "body",
            "hash",
            "signature",
            "digest",
        ),
        INTERNAL,
    )

    id = models.UUIDField(primary_key=True, editable=False)
    node = models.CharField(max_length=16)
    epoch = models.CharField(max_length=16)
    seq = models.BigIntegerField()
    hlc = models.BigIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor = models.UUIDField(db_index=True)
    agency = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=30)
    body = models.BinaryField()
    hash = models.BinaryField()
    signature = models.BinaryField()
    digest = models.BinaryField(help_text="keyed digest of what the client sent, to tell a repeat from another command")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "epoch", "seq"], name="journal_event_place")]
        indexes = [
            models.Index(fields=["action", "at"], name="journal_event_action"),
            models.Index(fields=["-at", "-seq"], name="journal_event_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.node}.{self.epoch}:{self.seq} {self.action}"


class Reference(Local):
    """Whom and what an event is about: the way from a person or record to its history and its readers."""

    classes = dict.fromkeys(("id", "event", "ref", "subject"), INTERNAL)

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="references")
    ref = models.UUIDField()
    subject = models.BooleanField(help_text="a person or case that the event is about, not merely a record it changed")

    class Meta:
        indexes = [models.Index(fields=["ref", "subject"], name="journal_reference_ref")]


class SubjectKey(Local):
    """The key that seals one person's or case's values, itself sealed under the node's key. Gone = erased."""

    classes = dict.fromkeys(("subject", "wrapped", "destroyed_at"), INTERNAL)

    subject = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True) ^ models.Q(destroyed_at__isnull=True),
                name="journal_subjectkey_held_or_destroyed",
            )
        ]


class Conflict(Local):
    """A value that lost against a later one whose author had not seen it: kept until a person decides.

    It is a projection too, but of the merge rather than of one change; `rebuild` makes it again.
    """

    classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(("id", "kind", "record", "field", "origin", "seq", "hlc", "event"), INTERNAL),
        "value": FieldClass.SENSITIVE,
    }

    kind = models.CharField(max_length=60)
    record = models.UUIDField()
    field = models.CharField(max_length=60)
    origin = models.CharField(max_length=40)
    seq = models.BigIntegerField()
    hlc = models.BigIntegerField()
    event = models.UUIDField()
    value: models.JSONField[Any, Any] = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "field", "origin", "seq"], name="journal_conflict_once")]
