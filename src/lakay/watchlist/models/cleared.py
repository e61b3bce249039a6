"""Who was looked into and is not the one meant: the same document does not stop its holder again for the same entry."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass

INTERNAL, PERSONAL = FieldClass.INTERNAL, FieldClass.PERSONAL


class Cleared(Fact):
    """`token` is a keyed digest of the alert with the document: it says neither, and is found only with both in hand."""

    kind = "watchlist.cleared"
    subject = "alert"
    classes = {**dict.fromkeys(("alert", "at", "post", "officer"), INTERNAL), "token": PERSONAL}

    alert = models.UUIDField()
    token = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    post = models.CharField(max_length=20, blank=True)
    officer = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["token"], name="watchlist_cleared_token")]
