"""Who sits where on a day of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from lakay.border.models import Shift
from lakay.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class Officers:
    """Who works at a post: at the booth and, where there are such, who supervises the second line and who inspects goods."""

    booth: Actor
    supervisor: Actor | None = None
    customs: Actor | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """An open booth: who works at the post, the shift and its day."""

    officers: Officers
    shift: Shift
    day: date
    random: Random

    @property
    def booth(self) -> Actor:
        """The officer at the booth."""
        return self.officers.booth

    @property
    def supervisor(self) -> Actor | None:
        """Who decides in the second line."""
        return self.officers.supervisor

    @property
    def customs(self) -> Actor | None:
        """Who inspects goods."""
        return self.officers.customs
