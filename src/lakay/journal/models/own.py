"""What this store has entered and taken, in its order, and the way to find it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from lakay.journal.models.records import INTERNAL, Local
from lakay.kernel.fields import FieldClass


class Head(Local):
    """The end of this node's own chain: one row, which every writer locks first."""

    classes = dict.fromkeys(("id", "node", "epoch", "seq", "hash", "hlc", "key_generation", "position"), INTERNAL)

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    node = models.CharField(max_length=16)
    epoch = models.CharField(max_length=16)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")
    hlc = models.BigIntegerField(default=0)
    key_generation = models.PositiveIntegerField(
        default=0, help_text="counts destroyed keys, so that no process goes on using one"
    )
    position = models.BigIntegerField(
        default=0, db_default=0, help_text="the last number that an event got on entering this store"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_head_only_one")]


class Event(Local):
    """An event as appended. `body` is the authority; the other columns are copies to search by, checked by `verify`.

    `position` is the store's own count of all that entered it; `via` the incarnation of the peer that brought the event. An event of
    another node may lack its signature where a later one of its chain is signed.
    """

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
            "position",
            "via",
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
    position = models.BigIntegerField(null=True, unique=True)
    via = models.CharField(max_length=40, blank=True, db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "epoch", "seq"], name="journal_event_place")]
        indexes = [
            models.Index(fields=["action", "at"], name="journal_event_action"),
            models.Index(fields=["-at", "-seq"], name="journal_event_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.node}.{self.epoch}:{self.seq} {self.action}"


class SecondPlace(Local):
    """Where an event stands in the order of arrival once more, because more of it can be passed on than at its first place, which it keeps."""

    classes = dict.fromkeys(("position", "event"), INTERNAL)

    position = models.BigIntegerField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="second_places")


class Reference(Local):
    """Whom and what an event is about: the way from a person or record to its history and its readers.

    The database does not look for the event of each (two or three with every event, and on PostgreSQL a lock on its row): they are
    entered with it, pruned with it, and `verify` holds them against its bytes.
    """

    classes = dict.fromkeys(("id", "event", "ref", "subject"), INTERNAL)

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="references", db_constraint=False)
    ref = models.UUIDField()
    subject = models.BooleanField(help_text="a person or case that the event is about, not merely a record it changed")

    class Meta:
        indexes = [models.Index(fields=["ref", "subject"], name="journal_reference_ref")]


class Incarnation(Local):
    """An earlier epoch of this store, before it was restored, and the last position that it had then."""

    classes = dict.fromkeys(("id", "epoch", "last_position"), INTERNAL)

    epoch = models.CharField(max_length=16, unique=True)
    last_position = models.BigIntegerField()


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
