"""What the country pack says of figures (`indicators.toml`), read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from lakay.places.pack.folder import find_pack
from lakay.places.pack.reading import Fault, PackError
from lakay.statistics.shapes import Sensitivity

FILE = "indicators.toml"
LEAST = {Sensitivity.MOVEMENTS: 5, Sensitivity.SECURITY: 5, Sensitivity.PROTECTION: 11}
SILENT_BELOW = 90


@dataclass(frozen=True, slots=True)
class Noise:
    """`budget`: the most that all tables with noise of one measure may cost together; `most_error`: the largest error of a count."""

    budget: Fraction = Fraction(4)
    most_error: int = 20


USUAL_NOISE = Noise()


@dataclass(frozen=True, slots=True)
class Shown:
    """`least`: the smallest figure for those who only read; `silent_below`: percent of days under which a post counts as silent;
    `lost`: kinds of incident about people who died or disappeared on the way (SDG 10.7.3); `settling`: declared purposes of who comes to
    live in the country.
    """

    least: Mapping[Sensitivity, int]
    silent_below: int
    lost: tuple[str, ...] = ()
    settling: tuple[str, ...] = ()
    noise: Noise = USUAL_NOISE


@cache
def shown() -> Shown:
    """What this node's pack says."""
    return read_shown(find_pack())


def read_shown(folder: Path) -> Shown:
    """Read the file of a pack; a pack without it has the usual thresholds. Raises PackError."""
    path = folder / FILE
    if not path.exists():
        return Shown(LEAST, SILENT_BELOW)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        least = {Sensitivity(name): number for name, number in data["least"].items()}
        below = data["silent"]["below"]
        lost = _codes(data, "incidents", "lost")
        settling = _codes(data, "residence", "settling")
        noise = _noise(data.get("noise", {}))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise PackError([Fault(FILE, 0, str(error))]) from error
    if set(least) != set(Sensitivity) or any(not isinstance(one, int) or one < 1 for one in (*least.values(), below)):
        raise PackError([Fault(FILE, 0, "each class needs a whole number of 1 or more, and so does `below`")])
    return Shown(least, below, lost, settling, noise)


def _noise(said: Mapping[str, str | int]) -> Noise:
    found = Noise(Fraction(str(said.get("budget", USUAL_NOISE.budget))), int(said.get("most_error", USUAL_NOISE.most_error)))
    if found.budget <= 0 or found.most_error < 1:
        raise ValueError("the budget of noise must be above 0, and the error at least 1")
    return found


def _codes(data: Mapping[str, Mapping[str, list[str]]], part: str, name: str) -> tuple[str, ...]:
    return tuple(str(code) for code in data.get(part, {}).get(name, ()))
