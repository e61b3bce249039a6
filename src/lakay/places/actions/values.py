"""How names and ids become fields."""

from __future__ import annotations

from uuid import UUID, uuid5

from lakay.places.pack.records import Names

_PLACES = UUID("6c616b61-7900-7000-8000-706c61636573")


def stable_id(kind: str, *key: str) -> UUID:
    """The id of what has a code of its own: the same on every node, so that nodes that loaded the same pack agree."""
    return uuid5(_PLACES, " ".join((kind, *key)))


def name_fields(names: Names) -> dict[str, str]:
    """The four fields of a name."""
    return {f"name_{language}": name for language, name in names.as_dict().items()}


def without(unverified: list[str], *columns: str) -> list[str]:
    """What stays unverified once some columns were checked or entered by the office."""
    return [column for column in unverified if column not in columns]
