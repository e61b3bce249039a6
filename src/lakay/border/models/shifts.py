"""An officer at a lane."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.border.rules.codes import Direction, ShiftStatus
from lakay.journal.models import File
from lakay.kernel.fields import FieldClass


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Named filters over shifts."""

    def open(self) -> ShiftQuerySet:
        """Shifts that nobody has closed."""
        return self.filter(status=ShiftStatus.OPEN)


class Shift(File):
    """An officer at a lane of a post, from the opening of the booth to the count at its close.

    Entries and exits are all who passed, the counted among them (`counted_*`); `referred` were sent to the second line. The action opens one
    for an officer at a time; a machine that failed may have left another open, of which this one had not heard: both stand.
    """

    kind = "border.shift"
    together = (
        (
            "status",
            "closed_at",
            "entries",
            "exits",
            "refusals",
            "counted_entries",
            "counted_exits",
            "referred",
            "said_entries",
            "said_exits",
            "remark",
        ),
    )
    classes = dict.fromkeys(
        (
            *("officer", "post", "lane", "direction", "status", "opened_at", "closed_at", "late_for_on"),
            *("entries", "exits", "refusals", "counted_entries", "counted_exits", "referred"),
            *("said_entries", "said_exits", "remark"),
        ),
        FieldClass.INTERNAL,
    )

    officer = models.UUIDField(help_text="the member of staff")
    post = models.CharField(max_length=20, help_text="code of the post")
    lane = models.CharField(max_length=10)
    direction = models.CharField(
        max_length=5, choices=[(code, code) for code in Direction], help_text="what the lane is passing now"
    )
    status = models.CharField(max_length=6, choices=[(code, code) for code in ShiftStatus])
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    late_for_on = models.DateField(
        null=True, help_text="the local day whose paper records are entered in this shift, if it is one of late entry"
    )
    entries = models.PositiveIntegerField(null=True, help_text="entries in the register at the close")
    exits = models.PositiveIntegerField(null=True, help_text="exits in the register at the close")
    refusals = models.PositiveIntegerField(null=True, help_text="refusals in the register at the close")
    counted_entries = models.PositiveIntegerField(null=True, help_text="those of the entries who were only counted")
    counted_exits = models.PositiveIntegerField(null=True, help_text="those of the exits who were only counted")
    referred = models.PositiveIntegerField(null=True, help_text="sent to the second line and not decided there at the close")
    said_entries = models.PositiveIntegerField(null=True, help_text="entries as the officer counted them")
    said_exits = models.PositiveIntegerField(null=True, help_text="exits as the officer counted them")
    remark = models.CharField(
        max_length=300, blank=True, default="", db_default="", help_text="what the officer wrote about a difference"
    )

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ShiftStatus.OPEN) ^ Q(closed_at__isnull=False), name="border_shift_closed_at_when_closed"
            ),
        ]
        indexes = [
            models.Index(fields=["post", "-opened_at"], name="border_shift_post"),
            models.Index(fields=["officer"], condition=Q(status=ShiftStatus.OPEN), name="border_shift_open"),
        ]
