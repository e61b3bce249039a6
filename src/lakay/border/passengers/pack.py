"""What the country pack says of passenger lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from lakay.places.pack.folder import find_pack

FILE = "passengers.toml"


class BadTerms(ValueError):
    """The pack's file cannot be read, or says nonsense."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Days that names are kept after the arrival, and how far from the expected hour people of a voyage may pass the booths."""

    keep: timedelta = timedelta(days=30)
    early: timedelta = timedelta(hours=3)
    late: timedelta = timedelta(hours=12)


def read_terms(pack: Path) -> Terms:
    """The file; the usual values where the pack has none. Raises BadTerms."""
    path = pack / FILE
    if not path.is_file():
        return Terms()
    try:
        said = tomllib.loads(path.read_text())
        terms = Terms(
            timedelta(days=int(said["keep_days"])),
            timedelta(hours=int(said["early_hours"])),
            timedelta(hours=int(said["late_hours"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadTerms(f"{path}: {error}") from error
    if terms.keep.days < 1 or min(terms.early, terms.late) < timedelta(0):
        raise BadTerms(f"{path}: less than a day, or less than no hours")
    return terms


@cache
def terms() -> Terms:
    """Those of this node's pack."""
    return read_terms(find_pack())
