"""People who were only counted: the market-day crowd that no booth can register one by one."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lakay.border.models.shifts import Shift
from lakay.border.rules.codes import AgeGroup, Direction, Source
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass


class TallyQuerySet(models.QuerySet["Tally"]):
    """Named filters over counts."""

    def counting(self) -> TallyQuerySet:
        """Those of which the sum is right: of two corrections of one count, made at machines that had not heard of each other, the first."""
        before = Tally.objects.filter(corrects=OuterRef("corrects"), pk__lt=OuterRef("pk"))
        return self.filter(Q(corrects=None) | ~Exists(before))


class Tally(Fact):
    """One key of the officer: a woman, a man, a child of an age group went through. Late entry writes a whole number.

    A slip is corrected by a tally with the number turned negative that names the one it corrects, so a sum of those `counting` is always right.
    """

    kind = "border.tally"
    classes = dict.fromkeys(
        (
            *("shift", "post", "lane", "officer", "direction", "sex", "age_group", "number", "corrects", "at", "local_on"),
            "source",
        ),
        FieldClass.INTERNAL,
    )

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="tallies")
    post = models.CharField(max_length=20)
    lane = models.CharField(max_length=10)
    officer = models.UUIDField()
    direction = models.CharField(max_length=5, choices=[(code, code) for code in Direction])
    sex = models.CharField(max_length=1, help_text="F, M or X: not told apart")
    age_group = models.CharField(max_length=10, choices=[(code, code) for code in AgeGroup])
    number = models.IntegerField(default=1, help_text="people; negative in a correction")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    local_on = models.DateField(help_text="the day at the post")
    source = models.CharField(max_length=10, default=Source.BOOTH, help_text="booth, late, import")

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(corrects=None) & Q(number__gt=0)) | (Q(corrects__isnull=False) & Q(number__lt=0)),
                name="border_tally_number",
            ),
            models.CheckConstraint(condition=Q(sex__in=["F", "M", "X"]), name="border_tally_sex"),
        ]
        indexes = [models.Index(fields=["post", "local_on"], name="border_tally_register")]
