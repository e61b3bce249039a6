"""What a lane's document reader does to what it reads."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass


class LaneReader(Fact):
    """What a test card taught about the reader of a lane: its keyboard, and what it puts before and after a document.

    The newest for a lane counts; an older one is never changed.
    """

    kind = "border.lane_reader"
    classes = dict.fromkeys(("post", "lane", "mapping", "slowest_ms", "at", "officer"), FieldClass.INTERNAL)

    post = models.CharField(max_length=20)
    lane = models.CharField(max_length=10)
    mapping = models.JSONField(default=dict, help_text="see lakay.traveldocs.keyboards.Mapping")
    slowest_ms = models.PositiveIntegerField(null=True, help_text="longest time between two keys of one reading")
    at = models.DateTimeField()
    officer = models.UUIDField(help_text="who showed the test card")

    class Meta:
        indexes = [models.Index(fields=["post", "lane", "-at"], name="border_lanereader_lane")]
