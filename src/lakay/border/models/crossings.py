"""The decision on a traveller."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lakay.border.models.encounters import Encounter
from lakay.border.models.second_line import SecondLook
from lakay.border.models.shifts import Shift
from lakay.border.rules.codes import Decision, Direction, Level, Source
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.people.models import Document, Person

INTERNAL = FieldClass.INTERNAL


class CrossingQuerySet(models.QuerySet["Crossing"]):
    """Named filters over crossings."""

    def at_post(self, post: str) -> CrossingQuerySet:
        """Those of one post."""
        return self.filter(post=post)

    def standing(self) -> CrossingQuerySet:
        """Those that count: nobody has taken them back, and no earlier one on the same traveller stands."""
        return self.filter(~Exists(_undone()), ~Exists(_before()))

    def told(self) -> CrossingQuerySet:
        """With what became of each, as lists show it: `taken_back`, and `doubled` where an earlier one on the same traveller stands."""
        became: dict[str, Any] = {"taken_back": Exists(_undone()), "doubled": Exists(_before())}
        return self.annotate(**became)

    def passed(self) -> CrossingQuerySet:
        """Those who were let through."""
        return self.standing().filter(decision=Decision.ADMITTED)


def _undone() -> models.QuerySet[Undo]:
    return Undo.objects.filter(crossing=OuterRef("pk"))


def _before() -> models.QuerySet[Crossing]:
    """Decisions on the same traveller that were made before and that nobody has taken back."""
    earlier = Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), pk__lt=OuterRef("pk"))
    return Crossing.objects.filter(earlier, ~Exists(_undone()), encounter=OuterRef("encounter"))


class Crossing(Fact):
    """The decision on a traveller, and the movement in the register.

    Sex, age and nationality are copied coarse, so that a count still holds after the person's own file was erased. A decision
    taken back stays, with its `Undo`; the next one on the same traveller is the next `attempt`. A machine lets nobody decide twice; two
    machines of a post that had not heard of each other may both have decided on a traveller: both stay, and the first counts.
    """

    kind = "border.crossing"
    classes = dict.fromkeys(
        (
            *(
                "encounter",
                "attempt",
                "shift",
                "person",
                "document",
                "post",
                "lane",
                "officer",
                "direction",
                "decision",
                "reason",
            ),
            *("at", "local_on", "level", "sex", "age", "nationality", "source", "second_look", "group"),
            *("stay_rule", "stay_until_on", "entered", "overstay_days", "effort"),
        ),
        INTERNAL,
    )

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="crossings")
    attempt = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="how many decisions on this traveller were taken back before"
    )
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="crossings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    lane = models.CharField(max_length=10)
    officer = models.UUIDField()
    direction = models.CharField(max_length=5, choices=[(code, code) for code in Direction])
    decision = models.CharField(max_length=8, choices=[(code, code) for code in Decision])
    reason = models.CharField(max_length=30, blank=True, help_text="code of the reason of a refusal, from the pack")
    at = models.DateTimeField()
    local_on = models.DateField(help_text="the day at the post")
    level = models.CharField(max_length=10, default=Level.DOCUMENTED, help_text="level of identity: documented, identified")
    sex = models.CharField(max_length=1, blank=True)
    age = models.PositiveSmallIntegerField(null=True, help_text="whole years on the day; empty if unknown")
    nationality = models.CharField(max_length=3, blank=True)
    source = models.CharField(
        max_length=10, default=Source.BOOTH.value, db_default=Source.BOOTH.value, help_text="booth, late, import"
    )
    second_look = models.ForeignKey(
        SecondLook,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="the second line's file, where it decided",
    )
    group = models.UUIDField(null=True, help_text="the same for all who travel together")
    stay_rule = models.CharField(
        max_length=30, blank=True, default="", db_default="", help_text="of an entry: code of the pack's rule"
    )
    stay_until_on = models.DateField(null=True, help_text="of an entry: last permitted day")
    entered = models.UUIDField(null=True, help_text="of an exit: the entry whose stay it ends")
    overstay_days = models.PositiveIntegerField(null=True, help_text="of an exit: days beyond the permitted stay")
    effort = models.JSONField(null=True, default=dict, help_text="what it cost the officer: step -> [milliseconds, keys]")

    objects = CrossingQuerySet.as_manager()
    taken_back: bool
    doubled: bool

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
            models.Index(fields=["second_look"], condition=Q(second_look__isnull=False), name="border_crossing_second_look"),
        ]


class Undo(Fact):
    """An officer took a decision back within the minute: a wrong key, another face than on the document.

    The same decision may have been taken back at two machines of a post: that is as if it were done once.
    """

    kind = "border.undo"
    classes = dict.fromkeys(("crossing", "officer", "at"), INTERNAL)

    crossing = models.ForeignKey(Crossing, on_delete=models.PROTECT, related_name="undoings")
    officer = models.UUIDField()
    at = models.DateTimeField()
