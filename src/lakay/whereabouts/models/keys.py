"""The keys of those who may be named keyholders."""

from __future__ import annotations

from django.db import models

from lakay.access.models import Staff
from lakay.journal.models import File
from lakay.kernel.fields import FieldClass

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class HolderKey(File):
    """A key of a member of staff. `closed` is the private half under code and PIN (`rules.keys`); it serves at this node alone."""

    kind = "whereabouts.key"
    subject = "staff"
    classes = {**dict.fromkeys(("staff", "public", "made_at", "ended_at"), INTERNAL), "closed": SENSITIVE}

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField()
    closed = models.BinaryField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
