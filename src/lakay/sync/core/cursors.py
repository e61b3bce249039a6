"""Places in a store's order of arrival. They are never times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALERT, TEXT, PHOTO = LANES = ("alert", "text", "photo")
"""What goes first: alerts and all that protects the exchange itself, then text, then pictures."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far somebody has got through a store: for each lane the last position that is covered, within one incarnation of the store.

    `incarnation` is empty where nothing was ever got.
    """

    incarnation: str = ""
    alert: int = 0
    text: int = 0
    photo: int = 0

    def of(self, lane: str) -> int:
        """The position in a lane."""
        return int(getattr(self, lane))

    @property
    def positions(self) -> tuple[int, int, int]:
        return (self.alert, self.text, self.photo)

    def at(self, positions: Mapping[str, int]) -> Cursor:
        """The same store, with other positions in some lanes."""
        return Cursor(self.incarnation, *(positions.get(lane, self.of(lane)) for lane in LANES))

    def within(self, incarnation: str, earlier: Mapping[str, int]) -> Cursor:
        """What this cursor means in the present incarnation of a store.

        Positions of an earlier incarnation mean the same up to where the restored copy ended; those beyond fall back to that
        end. Of an incarnation that the store knows nothing about, nothing counts.
        """
        if self.incarnation == incarnation:
            return self
        end = earlier.get(self.incarnation, 0)
        return Cursor(incarnation, *(min(position, end) for position in self.positions))

    def to_json(self) -> list[Any]:
        return [self.incarnation, *self.positions]

    @classmethod
    def from_json(cls, data: Any) -> Cursor:
        """Read what `to_json` wrote. Raises ValueError."""
        match data:
            case [str(incarnation), int(alert), int(text), int(photo)] if min(alert, text, photo) >= 0:
                return cls(incarnation, alert, text, photo)
        raise ValueError("not a cursor")
