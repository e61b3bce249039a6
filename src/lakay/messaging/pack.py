"""What messaging takes from the country pack: the hours in which what can wait does not ring (`messages.toml`; none without it)."""

from __future__ import annotations

import tomllib
from datetime import time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lakay.messaging.rules import Quiet
from lakay.places.pack.folder import find_pack

FILE = "messages.toml"


class BadHours(ValueError):
    """The pack says no hours that there are."""


@cache
def quiet_hours() -> Quiet | None:
    """The quiet hours of this node's pack, read once."""
    return read_quiet(find_pack())


def read_quiet(pack: Path) -> Quiet | None:
    """The table `quiet`. Raises BadHours."""
    path = pack / FILE
    if not path.is_file():
        return None
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))["quiet"]
        return Quiet(time.fromisoformat(said["from"]), time.fromisoformat(said["until"]), ZoneInfo(said["zone"]))
    except (KeyError, TypeError, ValueError, ZoneInfoNotFoundError) as error:
        raise BadHours(f"{path}: {error}") from error
