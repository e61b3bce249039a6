"""A place, closed for its keyholders: each opens it alone. For an emergency two others open it together, neither of them alone.

A place is closed under a key of its own (AES-256-GCM); that key is closed for each keyholder's public key (X25519, HKDF, AES-256-GCM), and in
shares for those who may break the glass. Everything is bound to the circle it belongs to: moved to another person's it does not open.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lakay.kernel import canonical
from lakay.vault.sealing import KEY, DoesNotOpen, Random, close, close_for, open_closed, open_for
from lakay.whereabouts.rules.codes import PlaceKind
from lakay.whereabouts.rules.sharing import BadShares, join, split

PublicKeys = Mapping[str, bytes]
"""The public halves by the id of the key (hex)."""


class NotForYou(LookupError):
    """It was not closed for this key: somebody who can open it must close it again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stays, and how to get there. `since` as the person says it."""

    place_kind: PlaceKind
    name: str = ""
    address: str = ""
    commune: str = ""
    phone: str = ""
    directions: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is kept of a place. `wraps` is {"holders": {key: closed key}, "glass": {key: closed share}}, in base 64."""

    box: bytes
    wraps: dict[str, dict[str, str]]

    @property
    def keys(self) -> frozenset[str]:
        """The keys that it was closed for."""
        return frozenset().union(*(found.keys() for found in self.wraps.values()))


def seal(place: Place, circle: str, holders: PublicKeys, glass: PublicKeys, random: Random = os.urandom) -> Sealed:
    """Close a place. Fewer than two who may break the glass can break nothing together: then nobody is given a share."""
    key = random(KEY)
    box = close(key, canonical.to_bytes(asdict(place)), f"place {circle}", random)
    shares = split(key, len(glass), random) if len(glass) > 1 else []
    wraps = {
        "holders": {name: _text(close_for(public, key, f"key {circle}", random)) for name, public in sorted(holders.items())},
        "glass": {
            name: _text(close_for(public, share, f"share {circle}", random))
            for (name, public), share in zip(sorted(glass.items()), shares, strict=False)
        },
    }
    return Sealed(box, wraps)


def open_alone(sealed: Sealed, circle: str, name: str, private: bytes) -> Place:
    """The place, for a keyholder. Raises NotForYou, DoesNotOpen."""
    return _place(sealed, circle, open_for(private, _wrapped(sealed, "holders", name), f"key {circle}"))


def pass_on(sealed: Sealed, circle: str, name: str, private: bytes, to: bytes, random: Random = os.urandom) -> str:
    """One's own share, closed for whoever breaks the glass. Raises NotForYou, DoesNotOpen."""
    share = open_for(private, _wrapped(sealed, "glass", name), f"share {circle}")
    return _text(close_for(to, share, f"passed {circle}", random))


def open_together(sealed: Sealed, circle: str, name: str, private: bytes, passed: str) -> Place:
    """The place, from one's own share and the one that another person passed on. Raises NotForYou, DoesNotOpen."""
    own = open_for(private, _wrapped(sealed, "glass", name), f"share {circle}")
    other = open_for(private, base64.b64decode(passed), f"passed {circle}")
    try:
        return _place(sealed, circle, join(own, other))
    except BadShares as error:
        raise DoesNotOpen(circle) from error


def _wrapped(sealed: Sealed, part: str, name: str) -> bytes:
    found = sealed.wraps.get(part, {}).get(name)
    if found is None:
        raise NotForYou(name)
    return base64.b64decode(found)


def _place(sealed: Sealed, circle: str, key: bytes) -> Place:
    said: dict[str, Any] = canonical.from_bytes(open_closed(key, sealed.box, f"place {circle}"))
    return Place(**said | {"place_kind": PlaceKind(said["place_kind"])})


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
