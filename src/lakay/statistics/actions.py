"""What is written about figures: what a table with noise cost. It is entered before the noise is drawn."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.statistics.models import NoiseSpent
from lakay.statistics.pack import shown
from lakay.statistics.queries import spent_on


@action("statistics.noise.spend", Purpose.STATISTICS)
def spend_noise(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    measure: str,
    epsilon: Fraction,
    contribution: int,
    cells: int,
    command: UUID | None = None,
) -> None:
    """Enter what a table with noise costs. Raises NotAllowed where the budget of the measure does not hold it."""
    check_may(by, Permission.FIGURE_SMALL)
    left = shown().noise.budget - spent_on(measure)
    if not 0 < epsilon <= left:
        raise NotAllowed(_("The budget of this measure does not hold it: %(left)s is left.") % {"left": left})
    act.create(NoiseSpent, measure=measure, epsilon=str(epsilon), contribution=contribution, cells=cells, at=at, by=by.id)
