"""Places between their closed form in the tables and a keyholder's eyes: in memory, for one answer, never on a disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from lakay.vault.sealing import DoesNotOpen
from lakay.whereabouts.models import Circle, Glass, HolderKey, Stay
from lakay.whereabouts.rules.keys import open_key
from lakay.whereabouts.rules.sealing import NotForYou, Place, PublicKeys, Sealed, open_alone, open_together, pass_on, seal


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody's own key, open for the length of one answer."""

    name: str
    private: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A place and when it was written down. `place` is None where it was not closed for this key."""

    stay: Stay
    place: Place | None


def opened(key: HolderKey, code: str, pin: str) -> Opened:
    """One's own key. Raises WrongKey."""
    return Opened(key.pk.hex, open_key(bytes(key.closed), code, pin))


def sealed_of(stay: Stay) -> Sealed:
    """A place as it lies in the tables."""
    return Sealed(bytes(stay.box or b""), stay.wraps or {})


def read_places(stays: Iterable[Stay], key: Opened) -> list[Found]:
    """The places, for a keyholder."""
    return [Found(stay, _alone(stay, key)) for stay in stays]


def _alone(stay: Stay, key: Opened) -> Place | None:
    try:
        return open_alone(sealed_of(stay), stay.circle_id.hex, key.name, key.private)
    except (NotForYou, DoesNotOpen):
        return None


def read_through_glass(stays: Iterable[Stay], glass: Glass, key: Opened) -> list[Found]:
    """The places, for one who broke the glass together with a second person."""
    return [Found(stay, _together(stay, (glass.passed or {}).get(stay.pk.hex, ""), key)) for stay in stays]


def _together(stay: Stay, passed: str, key: Opened) -> Place | None:
    try:
        return open_together(sealed_of(stay), stay.circle_id.hex, key.name, key.private, passed) if passed else None
    except (NotForYou, DoesNotOpen):
        return None


def shares_for(stays: Iterable[Stay], key: Opened, to: bytes) -> dict[UUID, str]:
    """One's own shares, passed on to whoever breaks the glass. Places that were not closed for this key are left out."""
    found = {}
    for stay in stays:
        try:
            found[stay.pk] = pass_on(sealed_of(stay), stay.circle_id.hex, key.name, key.private, to)
        except (NotForYou, DoesNotOpen):
            continue
    return found


def seal_new(place: Place, circle: Circle, holders: PublicKeys, glass: PublicKeys) -> Sealed:
    """Close a place for the keyholders of now."""
    return seal(place, circle.pk.hex, holders, glass)


def seal_again(found: Iterable[Found], circle: Circle, holders: PublicKeys, glass: PublicKeys) -> Mapping[UUID, Sealed]:
    """Close places anew, under new keys. What did not open stays as it is."""
    return {one.stay.pk: seal_new(one.place, circle, holders, glass) for one in found if one.place is not None}
