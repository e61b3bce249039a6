"""The traveller's photo, taken at the booth."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.border.models import Encounter
from lakay.border.permissions import check_stands_before
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.actions import photograph
from lakay.people.rules.codes import PhotoSource
from lakay.people.rules.pictures import Picture


@action("border.photo.take", Purpose.BORDER_CONTROL)
def take_photo(act: Act, *, by: Actor, at: datetime, encounter: Encounter, picture: Picture, command: UUID | None = None) -> None:
    """Keep the picture of the person before this officer. It may come a moment after the decision: it never holds that up."""
    check_stands_before(by, encounter, at)
    act.about(encounter.pk)
    photograph(act, encounter.person, picture, PhotoSource.LIVE, at=at)
