"""The name field: primary identifier, two fillers, secondary identifier (ICAO Doc 9303-3 §4.6)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class HolderName:
    """A name as the zone holds it: without accents, apostrophes or hyphens, and perhaps cut short.

    `single` is true for a person with one name only: no secondary identifier. `possibly_truncated` is true when the
    field is full to its last character: the name may go on, so a search has to accept a longer one.
    """

    surname: str
    given_names: str
    single: bool
    possibly_truncated: bool


def split_name(field: str) -> HolderName:
    """Split a name field of any width. Fillers between the parts of a name become spaces."""
    primary, _, secondary = field.partition("<<")
    surname = primary.strip("<").replace("<", " ")
    given = " ".join(part for part in secondary.split("<") if part)
    return HolderName(surname, given, single=bool(surname) and not given, possibly_truncated=field[-1:] not in {"", "<"})
