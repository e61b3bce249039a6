"""Which of our posts a list is for, and when its people are expected there. Pure: posts come in as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from lakay.border.rules.codes import Direction
from lakay.manifests import Call, Message, Mode
from lakay.manifests.headers import plain


@dataclass(frozen=True, slots=True)
class Gate:
    """A post as lists may name it: its code, how people travel there (air, sea, land), its names, and its clock."""

    code: str
    mode: str
    names: tuple[str, ...]
    time_zone: str

    def is_meant(self, place: str) -> bool:
        """Whether a list means this post: by our code, by the three letters of the airport or port (the middle of our code, with
        the country's two before them or without, as in UN/LOCODE), or by a name.
        """
        said, short = plain(place), place.strip().upper()
        country, letters = self.code.split("-")[:2]
        coded = self.mode in {"air", "sea"} and short in {letters, country + letters}
        return bool(said) and (coded or said == plain(self.code) or said in {plain(name) for name in self.names})


@dataclass(frozen=True, slots=True)
class Expected:
    """A list's people at a post: `at` None where the list says no hour; `elsewhere` is where they come from, or go to."""

    post: str
    direction: Direction
    at: datetime | None
    elsewhere: str


_MODES = {Mode.AIR: ("air",), Mode.SEA: ("sea",), Mode.BUS: ("land",), Mode.UNKNOWN: ("air", "sea", "land")}


def expect(message: Message, gates: Sequence[Gate], otherwise: Gate | None = None) -> Expected | None:
    """Where and when. Arrivals count before departures. `otherwise` is the post of whoever brought it; None if no post is meant."""
    fitting = [gate for gate in gates if gate.mode in _MODES[message.mode]]
    route = message.route
    for call in reversed(route):
        gate = next((gate for gate in fitting if gate.is_meant(call.place)), None)
        if gate is not None:
            return _at(gate, call, route)
    if otherwise is None:
        return None
    last = route[-1] if route else Call("")
    return Expected(otherwise.code, Direction.ENTRY, _instant(last.arrives, otherwise.time_zone), route[0].place if route else "")


def _at(gate: Gate, call: Call, route: Sequence[Call]) -> Expected:
    leaves = call is route[0] and len(route) > 1
    elsewhere = route[-1].place if leaves else route[0].place if call is not route[0] else ""
    direction = Direction.EXIT if leaves else Direction.ENTRY
    return Expected(gate.code, direction, _instant(call.departs if leaves else call.arrives, gate.time_zone), elsewhere)


def _instant(text: str, zone: str) -> datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
