"""How bad the lines, the power and the clocks of the simulated country are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rates:
    """How often things go wrong: probabilities."""

    lost: float = 0.06
    late: float = 0.05
    twice: float = 0.05
    spoilt: float = 0.01
    killed: float = 0.002
    hub_killed: float = 0.0003
    clock_steps: float = 0.01


CALM = Rates(0, 0, 0, 0, 0, 0, 0)


@dataclass
class Mail:
    """A parcel that lies somewhere: on a stick, or in a line that repeats it later."""

    day: int
    to: str
    parcel: bytes
