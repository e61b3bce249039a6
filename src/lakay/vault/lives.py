"""Reads how long releases live from the country pack: the table `release` of `vault.toml`."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

from lakay.vault.rules import Lives

FILE = "vault.toml"


class BadLives(ValueError):
    """The pack says something impossible of releases."""


def read_lives(pack: Path) -> Lives:
    """What the pack says, or the usual values where it says nothing. Raises BadLives."""
    path = pack / FILE
    if not path.is_file():
        return Lives()
    try:
        said = tomllib.loads(path.read_text())["release"]
        hours = {name: timedelta(hours=int(said[f"{name}_hours"])) for name in ("usual", "longest", "grace", "warning")}
        lives = Lives(**hours, wrong_pins=int(said["wrong_pins"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadLives(f"{path}: {error}") from error
    if not timedelta() < lives.warning < lives.usual <= lives.longest or lives.wrong_pins < 3 or lives.grace < timedelta():
        raise BadLives(f"{path}: warning < usual <= longest, and three wrong PINs at least")
    return lives
