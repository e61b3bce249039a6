"""The traveller's photo, taken at the booth."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.border.models import Encounter
from lakay.border.permissions import check_can_decide
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.people.actions import photograph
from lakay.people.rules.codes import PhotoSource
from lakay.people.rules.pictures import Picture

STANDS_THERE: Final = timedelta(minutes=15)
"""How long after the reading somebody can still be the one in front of the camera."""


@action("border.photo.take", Purpose.BORDER_CONTROL)
def take_photo(act: Act, *, by: Actor, at: datetime, encounter: Encounter, picture: Picture, command: UUID | None = None) -> None:
    """Keep the picture of the person before this officer. It may come a moment after the decision: it never holds that up."""
    check_can_decide(by, encounter)
    if at - encounter.at > STANDS_THERE:
        raise NotAllowed(_("This traveller is no longer before you."))
    act.about(encounter.pk)
    photograph(act, encounter.person, picture, PhotoSource.LIVE, at=at)
