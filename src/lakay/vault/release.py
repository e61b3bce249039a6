"""The hub's half of the key: how a post asks for it, how the hub gives it for some time, how the post keeps it so long.

Request and grant are small and may go by any way: with the exchange, on a stick, as a QR code, read over the telephone in the worst case.
An old grant is worth nothing: the key that opens it is thrown away once it was used.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lakay.vault.box import Box
from lakay.vault.rules import time_of
from lakay.vault.sealing import KEY, DoesNotOpen, Random, close, close_for, derive, open_closed, open_for


class BadRequest(ValueError):
    """Not a request for a release, or not signed by the officer it names."""


class BadGrant(ValueError):
    """Not a grant for this post's latest request, or not from its hub."""


class NoRelease(LookupError):
    """The hub's half is not here."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a post asks: `key` is X25519, 32 bytes, for this one answer; `mark` says that a duress PIN was given since the last contact."""

    node: str
    slot: str
    key: bytes
    mark: bool
    said: bytes
    signature: bytes

    def check(self, public: bytes) -> None:
        """Raises BadRequest unless the holder of that asking key signed it."""
        _check(public, self.said, self.signature, BadRequest)


@dataclass(frozen=True, slots=True)
class Release:
    """The hub's half as a post keeps it. `seen` is the latest time that the post saw while it held it."""

    secret: bytes
    until: datetime
    seen: datetime


def request_release(
    box: Box, share: bytes, slot: str, asking: bytes, mark: bool, random: Random = os.urandom
) -> tuple[Box, bytes]:
    """Ask for a release: the vault that remembers what opens the answer, and the bytes for the hub."""
    private = random(KEY)
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    said = _bytes({"ask": 1, "node": box.node, "slot": slot, "key": public.hex(), "mark": mark})
    waiting = close(derive(share, "request"), private, "request", random)
    return replace(box, request=waiting), _signed(said, Ed25519PrivateKey.from_private_bytes(asking))


def read_request(data: bytes) -> Request:
    """What a post asks; who signed it is not checked yet. Raises BadRequest."""
    try:
        said, signature = _apart(data)
        told = json.loads(said)
        return Request(str(told["node"]), str(told["slot"]), bytes.fromhex(told["key"]), bool(told["mark"]), said, signature)
    except (ValueError, KeyError, TypeError) as error:
        raise BadRequest from error


def grant_release(
    request: Request, secret: bytes, until: datetime, sign: Ed25519PrivateKey, random: Random = os.urandom
) -> bytes:
    """The hub's half for the one who asked, until then, signed by the hub."""
    inside = _bytes({"secret": secret.hex(), "until": until.isoformat(), "node": request.node})
    said = _bytes({"grant": 1, "node": request.node, "box": close_for(request.key, inside, "grant", random).hex()})
    return _signed(said, sign)


def take_release(box: Box, share: bytes, data: bytes, at: datetime) -> Box:
    """Keep what the hub granted. Raises BadGrant."""
    try:
        said, signature = _apart(data)
        _check(bytes.fromhex(box.hub), said, signature, BadGrant)
        private = open_closed(derive(share, "request"), box.request, "request")
        inside = json.loads(open_for(private, bytes.fromhex(json.loads(said)["box"]), "grant"))
        if inside["node"] != box.node:
            raise BadGrant
        release = Release(bytes.fromhex(inside["secret"]), datetime.fromisoformat(inside["until"]), at)
    except (DoesNotOpen, KeyError, TypeError, ValueError) as error:
        raise BadGrant from error
    return replace(keep(box, share, release), request=b"")


def keep(box: Box, share: bytes, release: Release) -> Box:
    """The vault with the hub's half kept under the officers' share."""
    said = {"secret": release.secret.hex(), "until": release.until.isoformat(), "seen": release.seen.isoformat()}
    return replace(box, release=close(derive(share, "release"), _bytes(said), "release"))


def kept(box: Box, share: bytes) -> Release:
    """The hub's half that is kept. Raises NoRelease."""
    if not box.release:
        raise NoRelease
    told = json.loads(open_closed(derive(share, "release"), box.release, "release"))
    until, seen = (datetime.fromisoformat(told[name]).astimezone(UTC) for name in ("until", "seen"))
    return Release(bytes.fromhex(told["secret"]), until, seen)


def seen_at(box: Box, share: bytes, at: datetime) -> Box:
    """Let the release remember how late it is, so that a clock set back does not lengthen it."""
    release = kept(box, share)
    return keep(box, share, replace(release, seen=time_of(at, release.seen)))


def dropped(box: Box) -> Box:
    """The vault without the hub's half."""
    return replace(box, release=b"", request=b"")


def _bytes(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _signed(said: bytes, key: Ed25519PrivateKey) -> bytes:
    return said + b"\n" + key.sign(said).hex().encode() + b"\n"


def _apart(data: bytes) -> tuple[bytes, bytes]:
    said, signature = data.strip().split(b"\n")
    return said, bytes.fromhex(signature.decode("ascii"))


def _check(public: bytes, said: bytes, signature: bytes, fault: type[ValueError]) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError) as error:
        raise fault from error
