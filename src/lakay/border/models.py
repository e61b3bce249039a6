"""What stands in a post's register."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.border.rules import Decision, Direction, ShiftStatus
from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.people.models import Document, Person

INTERNAL = FieldClass.INTERNAL
PERSONAL = FieldClass.PERSONAL


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Named filters over shifts."""

    def open(self) -> ShiftQuerySet:
        """Shifts that nobody has closed."""
        return self.filter(status=ShiftStatus.OPEN)


class Shift(File):
    """An officer at a lane of a post, from the opening of the booth to the count at its close."""

    kind = "border.shift"
    classes = dict.fromkeys(
        (
            "officer",
            "post",
            "lane",
            "direction",
            "status",
            "opened_at",
            "closed_at",
            "entries",
            "exits",
            "refusals",
            "said_entries",
            "said_exits",
        ),
        INTERNAL,
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
    entries = models.PositiveIntegerField(null=True, help_text="entries in the register at the close")
    exits = models.PositiveIntegerField(null=True, help_text="exits in the register at the close")
    refusals = models.PositiveIntegerField(null=True, help_text="refusals in the register at the close")
    said_entries = models.PositiveIntegerField(null=True, help_text="entries as the officer counted them")
    said_exits = models.PositiveIntegerField(null=True, help_text="exits as the officer counted them")

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer"], condition=Q(status=ShiftStatus.OPEN), name="border_shift_one_open_each"),
            models.CheckConstraint(
                condition=Q(status=ShiftStatus.OPEN) ^ Q(closed_at__isnull=False), name="border_shift_closed_at_when_closed"
            ),
        ]
        indexes = [models.Index(fields=["post", "-opened_at"], name="border_shift_post")]


class Encounter(Fact):
    """A traveller stood at the booth and a document was read. It opens the person's file to the officer, for this traveller only."""

    kind = "border.encounter"
    subject = "person"
    classes = {
        **dict.fromkeys(
            ("shift", "post", "officer", "at", "person", "document", "channel", "verdict", "failed", "problems"), INTERNAL
        ),
        "mrz": PERSONAL,
    }

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="encounters")
    post = models.CharField(max_length=20)
    officer = models.UUIDField()
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, help_text="how the document was read: reader, typed")
    verdict = models.CharField(max_length=10, help_text="of the machine-readable zone: valid, invalid")
    failed = models.JSONField(default=list, help_text="fields of the zone that do not hold")
    problems = models.JSONField(default=list, help_text="codes of what speaks against the document")
    mrz = models.CharField(max_length=100, help_text="the zone as read, rows joined by a line feed")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="border_encounter_person"),
            models.Index(fields=["shift", "-at"], name="border_encounter_shift"),
        ]


class CrossingQuerySet(models.QuerySet["Crossing"]):
    """Named filters over crossings."""

    def at_post(self, post: str) -> CrossingQuerySet:
        """Those of one post."""
        return self.filter(post=post)

    def passed(self) -> CrossingQuerySet:
        """Those who were let through."""
        return self.filter(decision=Decision.ADMITTED)


class Crossing(Fact):
    """The decision on a traveller, and the movement in the register.

    Sex, age and nationality are copied coarse, so that a count still holds after the person's own file was erased.
    """

    kind = "border.crossing"
    classes = dict.fromkeys(
        (
            *("encounter", "shift", "person", "document", "post", "lane", "officer", "direction", "decision", "reason"),
            *("at", "local_on", "level", "sex", "age", "nationality"),
        ),
        INTERNAL,
    )

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="crossing")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="crossings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    lane = models.CharField(max_length=10)
    officer = models.UUIDField()
    direction = models.CharField(max_length=5, choices=[(code, code) for code in Direction])
    decision = models.CharField(max_length=8, choices=[(code, code) for code in Decision])
    reason = models.CharField(max_length=30, blank=True, help_text="code of the reason of a refusal, from the pack")
    at = models.DateTimeField()
    local_on = models.DateField(help_text="the day at the post")
    level = models.CharField(max_length=10, default="documented", help_text="level of identity: documented, identified, counted")
    sex = models.CharField(max_length=1, blank=True)
    age = models.PositiveSmallIntegerField(null=True, help_text="whole years on the day; empty if unknown")
    nationality = models.CharField(max_length=3, blank=True)

    objects = CrossingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=Decision.REFUSED) ^ Q(reason=""), name="border_crossing_refusal_has_reason"
            ),
            models.CheckConstraint(condition=Q(direction__in=list(Direction)), name="border_crossing_direction"),
            models.CheckConstraint(condition=Q(decision__in=list(Decision)), name="border_crossing_decision"),
        ]
        indexes = [
            models.Index(fields=["post", "local_on", "-at"], name="border_crossing_register"),
            models.Index(fields=["person", "-at"], name="border_crossing_person"),
        ]
