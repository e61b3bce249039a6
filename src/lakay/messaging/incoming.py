"""What a gateway or a modem hands in: JSON with "id", "from" and "text"."""

from __future__ import annotations

import json
from dataclasses import dataclass

LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that came: the gateway's own number of it, the telephone, the words."""

    ref: str
    sender: str
    text: str


def read_incoming(raw: bytes) -> Incoming | None:
    """The message, or None for what is none."""
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    wanted = ("id", "from", "text")
    if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in wanted):
        return None
    ref, sender, text = (said[name].replace("\0", "") for name in wanted)
    return Incoming(ref, sender, text) if 0 < len(ref) <= LONGEST_ID else None
