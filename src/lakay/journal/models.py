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
    `together` names groups of fields that mean something only as a whole (a state, and who decided it): who writes one of them says
    all, so that of two writers that had not seen each other the whole set of one stands.
    """

    nature = Nature.FILE
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

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
    """Whom and what an event is about: the way from a person or record to its history and its readers."""

    classes = dict.fromkeys(("id", "event", "ref", "subject"), INTERNAL)

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="references")
    ref = models.UUIDField()
    subject = models.BooleanField(help_text="a person or case that the event is about, not merely a record it changed")

    class Meta:
        indexes = [models.Index(fields=["ref", "subject"], name="journal_reference_ref")]


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


class Incarnation(Local):
    """An earlier epoch of this store, before it was restored, and the last position that it had then."""

    classes = dict.fromkeys(("id", "epoch", "last_position"), INTERNAL)

    epoch = models.CharField(max_length=16, unique=True)
    last_position = models.BigIntegerField()


class Origin(Local):
    """Another node whose events we take: its name, which is the start of its key's hash, and its public key (Ed25519, 32 bytes)."""

    classes = dict.fromkeys(("node", "key", "vouches"), INTERNAL)

    node = models.CharField(max_length=16, primary_key=True)
    key = models.BinaryField()
    vouches = models.BooleanField(
        default=True,
        db_default=True,
        help_text="a hub: its signature may stand for another's; true too of what an earlier release entered, until the register is asked",
    )


class Span(Local):
    """Consecutive events of another node's chain that are held here."""

    classes = dict.fromkeys(("id", "node", "epoch", "first", "last", "last_hash"), INTERNAL)

    node = models.CharField(max_length=16)
    epoch = models.CharField(max_length=16)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    last_hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "epoch", "first"], name="journal_span_once")]
        indexes = [models.Index(fields=["node", "epoch", "last"], name="journal_span_last")]


class Gap(Local):
    """A stretch of a chain that is not held here: its numbers, the hash of its last event, and why."""

    ELSEWHERE, PRUNED = "elsewhere", "pruned"

    classes = dict.fromkeys(("id", "node", "epoch", "first", "last", "end_hash", "reason", "receipt"), INTERNAL)

    node = models.CharField(max_length=16)
    epoch = models.CharField(max_length=16)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    end_hash = models.BinaryField()
    reason = models.CharField(max_length=10, help_text="elsewhere: not sent to us, or not yet; pruned: it was here")
    receipt = models.BinaryField(default=b"", help_text="what allowed the pruning: a receipt that another node signed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "epoch", "first"], name="journal_gap_once")]
        indexes = [models.Index(fields=["node", "epoch", "last"], name="journal_gap_last")]


class Unapplied(Local):
    """An event that is held and has no effect, or only part of it, and why. What people see as the list of dead letters."""

    WAITING, REFUSED, NEWER = "waiting", "refused", "newer"
    FIELDS = "fields"
    """The reason of one that is `newer` in part: what this program knows of it has taken effect."""

    classes = dict.fromkeys(("event", "state", "reason", "detail", "needs", "since", "tries"), INTERNAL)

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="unapplied")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True, help_text="kinds, fields and names of rules; never a value")
    needs = models.UUIDField(null=True, db_index=True, help_text="a record that must be there first")
    since = models.DateTimeField()
    tries = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["state", "since"], name="journal_unapplied_state")]


class Fork(Local):
    """A second event of an identity that is held already, signed by the same key: evidence that a node has split or was copied."""

    classes = dict.fromkeys(("id", "node", "epoch", "seq", "body", "hash", "signature", "found_at"), INTERNAL)

    node = models.CharField(max_length=16)
    epoch = models.CharField(max_length=16)
    seq = models.BigIntegerField()
    body = models.BinaryField()
    hash = models.BinaryField()
    signature = models.BinaryField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "epoch", "seq", "hash"], name="journal_fork_once")]


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
