"""Cards that people carry, and each time one was shown."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class Card(File):
    """A card without a name. `intake` is the file it leads to, `post` and `agency` the desk that has it.

    `digest` and `check` as `rules.cards` makes them: nothing in them tells of whom the card is, nor what its word is.
    """

    kind = "whereabouts.card"
    subject = "intake"
    together = (("ended_at", "ended_by", "ended_why"),)
    classes = dict.fromkeys(
        ("intake", "post", "agency", "digest", "word_check", "issued_at", "issued_by", "ended_at", "ended_by", "ended_why"),
        INTERNAL,
    )

    intake = models.UUIDField()
    post = models.CharField(max_length=20)
    agency = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    word_check = models.BinaryField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_why = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["digest"], name="whereabouts_card_digest"),
            models.Index(fields=["intake"], name="whereabouts_card_file"),
        ]


class CardUse(Fact):
    """A card was shown at a desk. `worked`: the word was right and the holder agreed that this desk sees their file, until `until`."""

    kind = "whereabouts.card_use"
    subject = "intake"
    classes = {**dict.fromkeys(("card", "intake", "at", "by", "agency", "post", "worked", "until"), INTERNAL), "why": SENSITIVE}

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="uses")
    intake = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=20, blank=True)
    worked = models.BooleanField()
    until = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)
