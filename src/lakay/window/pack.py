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
    """Days by kind of record; `reads` for events that only say who looked (0: they stay). `ends` names for some kinds the field that says
    that a record has ended: while it is empty the record stays, however long nobody has touched it.
    """

    days: Mapping[str, int] = field(default_factory=dict)
    reads: int = 0
    ends: Mapping[str, str] = field(default_factory=dict)

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
        days = {kind: int(days) for kind, days in said["days"].items()}
        window = Window(days, int(said.get("reads", 0)), {kind: str(name) for kind, name in said.get("ends", {}).items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadWindow(f"{path}: {error}") from error
    unknown = sorted({*window.days, *window.ends} - set(kinds))
    if unknown or any(days < SHORTEST for days in window.days.values()):
        raise BadWindow(
            f"{path}: there is no such kind of record: {', '.join(unknown)}" if unknown else f"{path}: less than a day"
        )
    return window
