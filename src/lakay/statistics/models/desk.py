"""Views kept under a name, limits, and the alarms where a limit was passed. Nothing here is about a person.

The number of an alarm may be small: it is shown only to those who may see the same cell on the page of its indicator.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.statistics.codes import SeenBy, Turn

INTERNAL = FieldClass.INTERNAL

SEEN_BY = Q(seen_by__in=[one.value for one in SeenBy])


class StandingQuerySet(models.QuerySet[Any]):
    """Named filters."""

    def standing(self) -> StandingQuerySet:
        """Those that were not taken away."""
        return self.filter(ended_at=None)


class SavedView(File):
    """A page of figures as somebody wants to find it again. `asked` is {parameter: value} of the page."""

    kind = "statistics.view"
    classes = dict.fromkeys(("owner", "agency", "name", "page", "asked", "seen_by", "saved_at", "ended_at"), INTERNAL)

    owner = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=60)
    page = models.CharField(max_length=60, blank=True, help_text="code of the indicator; empty is the border by month")
    asked: models.JSONField[Any, Any] = models.JSONField(default=dict)
    seen_by = models.CharField(max_length=6, default=SeenBy.OWN.value)
    saved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=SEEN_BY, name="statistics_savedview_seen_by")]


class Limit(File):
    """What somebody wants to be told of. `each` names the dimension whose values are looked at one by one.

    `bound` is a number of the indicator's unit (above, below), percent of the usual size (jump), or hours in which a post
    should have been open (silent; then there is no indicator).
    """

    kind = "statistics.limit"
    classes = dict.fromkeys(
        ("owner", "agency", "name", "indicator", "each", "post", "turn", "bound", "seen_by", "set_at", "ended_at"), INTERNAL
    )

    owner = models.UUIDField()
    agency = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=60)
    indicator = models.CharField(max_length=60, blank=True)
    each = models.CharField(max_length=30, blank=True)
    post = models.CharField(max_length=20, blank=True, help_text="of this post only")
    turn = models.CharField(max_length=6)
    bound = models.PositiveIntegerField()
    seen_by = models.CharField(max_length=6, default=SeenBy.OWN.value)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=SEEN_BY, name="statistics_limit_seen_by"),
            models.CheckConstraint(condition=Q(turn__in=[one.value for one in Turn]), name="statistics_limit_turn"),
            models.CheckConstraint(
                condition=(Q(turn=Turn.SILENT.value) & Q(indicator="")) | (~Q(turn=Turn.SILENT.value) & ~Q(indicator="")),
                name="statistics_limit_of_an_indicator_unless_silent",
            ),
        ]


class AlarmQuerySet(StandingQuerySet):
    """Named filters over alarms."""

    def waiting(self) -> AlarmQuerySet:
        """Those that nobody has taken note of."""
        return self.filter(noted_at=None)


class Alarm(File):
    """A limit was passed, in the cell and month named; it ends when the figure is back. `usual` is what a jump is measured against."""

    kind = "statistics.alarm"
    together = (("noted_at", "noted_by"),)
    classes = dict.fromkeys(
        ("limit", "cell", "month", "number", "usual", "raised_at", "ended_at", "noted_at", "noted_by"), INTERNAL
    )

    limit = models.ForeignKey(Limit, on_delete=models.PROTECT, related_name="alarms")
    cell = models.CharField(max_length=40, blank=True, help_text="value of the limit's dimension; a post where it is silent")
    month = models.CharField(max_length=7, blank=True)
    number = models.IntegerField()
    usual = models.IntegerField(null=True)
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    noted_at = models.DateTimeField(null=True)
    noted_by = models.UUIDField(null=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(noted_at__isnull=True, noted_by__isnull=True) | Q(noted_at__isnull=False, noted_by__isnull=False),
                name="statistics_alarm_noted_whole",
            )
        ]
        indexes = [models.Index(fields=["limit", "ended_at"], name="statistics_alarm_standing")]
