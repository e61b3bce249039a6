"""What passed in a shift."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What passed in a shift, by the register. Entries and exits are everybody, the counted among them."""

    entries: int = 0
    exits: int = 0
    refusals: int = 0
    counted_entries: int = 0
    counted_exits: int = 0
    referred: int = 0

    def agrees(self, said_entries: int, said_exits: int) -> bool:
        """Whether the officer's own count is the register's."""
        return (self.entries, self.exits) == (said_entries, said_exits)
