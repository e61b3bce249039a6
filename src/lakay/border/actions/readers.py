"""A lane's reader was shown the test card."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.border.models import LaneReader
from lakay.border.permissions import check_can_open_shift
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.traveldocs.keyboards import Mapping


@action("border.reader.learn", Purpose.BORDER_CONTROL)
def learn_reader(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    lane: str,
    mapping: Mapping,
    slowest_ms: int | None = None,
    command: UUID | None = None,
) -> None:
    """Keep what the test card taught, for a lane of the officer's own post."""
    check_can_open_shift(by, by.post)
    act.create(LaneReader, post=by.post, lane=lane, mapping=dict(mapping), slowest_ms=slowest_ms, at=at, officer=by.id)
