"""The address lock."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.protection.models import Intake

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class AddressLock(File):
    """While it stands, nothing by which this person could be found is in any page, print, file, message or parcel.

    `person` is whom the border knows them as: sealed, for nothing may tie the two together. `case_worker`: who has the file is hidden too.
    """

    kind = "whereabouts.lock"
    subject = "intake"
    together = (("lifted_at", "lifted_by"),)
    classes = {
        **dict.fromkeys(("intake", "set_at", "set_by", "case_worker", "lifted_at", "lifted_by"), INTERNAL),
        **dict.fromkeys(("person", "reason", "lifted_why"), SENSITIVE),
    }

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(null=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    case_worker = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], condition=models.Q(lifted_at=None), name="whereabouts_lock_person")]
