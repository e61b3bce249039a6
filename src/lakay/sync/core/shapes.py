"""The shape of an event's bytes: everything but its values. Two crossings have one shape, so it is sent once in a parcel.

Bytes are cut at their values and joined again as they were; nothing is understood and written anew, so nothing can be lost.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

GAP = "\x01"
"""Stands for a value in a shape as it is sent. Canonical JSON holds no control character."""

_VALUE = re.compile(
    r'(?<=[:,\[])((?!"[a-z_]+(?:\.[a-z_]+)+")"(?:[^"\\\x00-\x1f]|\\.)*"(?!:)|-?[0-9]+|true|false|null)'  # names of actions and kinds stay
)
COMPUTED = ("v", "node", "epoch", "seq", "prev")
"""Values of an event that its place in the run tells."""

TOLD = ("at", "hlc", "id")
"""Values that all others may be told by; they come first."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The pieces between values. `named`: where the values of the event itself stand; `rest`: where all others do."""

    pieces: tuple[str, ...]
    named: dict[str, int]
    rest: tuple[int, ...]

    @property
    def text(self) -> str:
        return GAP.join(self.pieces)

    def join(self, values: list[str]) -> str:
        """The bytes (as text) with these values."""
        parts = [text for pair in zip(self.pieces, values, strict=False) for text in pair]
        return "".join([*parts, self.pieces[-1]])


def cut(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The pieces of a text, and its values as they are written."""
    parts = _VALUE.split(text)
    return tuple(parts[0::2]), parts[1::2]


@lru_cache(maxsize=4096)
def shape_of(pieces: tuple[str, ...]) -> Shape | None:
    """The shape made of such pieces; None if it is not that of an event, or holds what a line cannot."""
    if any(ord(char) < 32 for piece in pieces for char in piece):
        return None
    numbered = "".join(text for place, piece in enumerate(pieces) for text in (str(place - 1) if place else "", piece))
    try:
        data: Any = json.loads(numbered)
        named = {name: data[name] for name in (*COMPUTED, *TOLD)}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    places = list(named.values())
    if any(type(place) is not int for place in places) or len(set(places)) != len(places):
        return None
    return Shape(pieces, named, tuple(place for place in range(len(pieces) - 1) if place not in places))


def from_text(text: str) -> Shape | None:
    """The shape that `Shape.text` wrote."""
    return shape_of(tuple(text.split(GAP)))
