"""What is known of the chains of other nodes, and what of theirs has no effect."""

from __future__ import annotations

from django.db import models

from lakay.journal.models.own import Event
from lakay.journal.models.records import INTERNAL, Local


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
