"""The ledger of noise: how much of what may be told of a measure has been told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass


class NoiseSpent(Fact):
    """A table with noise was made. What it cost is gone, whatever became of the table.

    `epsilon` is a fraction in lowest terms, as 1/2. The table itself is kept nowhere.
    """

    kind = "statistics.noise"
    classes = dict.fromkeys(("measure", "epsilon", "contribution", "cells", "at", "by"), FieldClass.INTERNAL)

    measure = models.CharField(max_length=60)
    epsilon = models.CharField(max_length=20)
    contribution = models.PositiveIntegerField(help_text="by how much one person can change the counts together")
    cells = models.PositiveIntegerField(help_text="inner cells")
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(contribution__gte=1), name="statistics_noise_contribution")]
        indexes = [models.Index(fields=["measure", "at"], name="statistics_noise_measure")]
