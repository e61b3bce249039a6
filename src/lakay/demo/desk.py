"""Who sits where on a day of the demo."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from random import Random
from uuid import UUID

from lakay.border.models import Encounter, Shift
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
    passed: Counter[str] = field(default_factory=Counter)
    """What the officer counts on the side, by direction."""

    def note_passed(self) -> None:
        """One more went through the way that the lane passes now."""
        self.passed[self.shift.direction] += 1

    def loaded(self, encounter: UUID) -> Encounter:
        """An encounter as written. Its lane passes what the day has it pass: the demo turns lanes without a word."""
        found = Encounter.objects.select_related("person").get(pk=encounter)
        found.shift = self.shift
        return found

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
