"""Reads the pack's table of how long things stay at a post."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = "window.toml"
SHORTEST = 1


class BadWindow(ValueError):
    """The pack's table cannot be read, or names a kind of record that there is not."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days by kind of record; `reads` for events that only say who looked (0: they stay)."""

    days: Mapping[str, int] = field(default_factory=dict)
    reads: int = 0

    @property
    def shortest(self) -> int:
        """Nothing younger than so many days need be looked at."""
        return min([*self.days.values(), *([self.reads] if self.reads else [])], default=0)


def read_window(pack: Path, kinds: Collection[str]) -> Window:
    """The table; an empty one where the pack has none. Raises BadWindow."""
    path = pack / FILE
    if not path.is_file():
        return Window()
    try:
        said = tomllib.loads(path.read_text())
        window = Window({kind: int(days) for kind, days in said["days"].items()}, int(said.get("reads", 0)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadWindow(f"{path}: {error}") from error
    unknown = sorted(set(window.days) - set(kinds))
    if unknown or any(days < SHORTEST for days in window.days.values()):
        raise BadWindow(
            f"{path}: there is no such kind of record: {', '.join(unknown)}" if unknown else f"{path}: less than a day"
        )
    return window
