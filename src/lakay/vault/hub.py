"""The hub's side: its book of posts with the hub's half of each one's key, and its answers to requests.

The book is a folder of small files, each closed under a key of the hub. Revoking a post destroys its half: then not even the hub and the
officer together can open what was stolen.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lakay.vault import files
from lakay.vault.release import BadRequest, Request, grant_release, read_request
from lakay.vault.rules import Lives, end_of
from lakay.vault.sealing import DoesNotOpen, Random, close, derive, open_closed, open_for


class UnknownPost(LookupError):
    """The hub holds no half for that post: it was never bound to this hub, or it was revoked."""


class BadCard(ValueError):
    """Not what a post gives when it is bound to this hub."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: the grant (empty if refused), and whether somebody asked under threat."""

    node: str
    slot: str
    grant: bytes
    until: datetime | None
    threatened: bool


@dataclass(frozen=True, slots=True)
class Book:
    """The folder, and the hub's own secret (32 bytes) under which it is closed."""

    folder: Path
    secret: bytes
    sign: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """X25519, 32 bytes: for this key a post closes its card."""
        return X25519PrivateKey.from_private_bytes(self._box_key).public_key().public_bytes_raw()

    @property
    def address(self) -> str:
        """What a post must be given to be bound to this hub: two public keys."""
        return f"{self.sign.public_key().public_bytes_raw().hex()} {self.public.hex()}"

    @property
    def _box_key(self) -> bytes:
        return derive(self.secret, "hub box")

    def enrol(self, card: bytes, of: str = "", number: int = 0) -> str:
        """Enter a post by the card it made, over an older one of the same post. Returns its node. Raises BadCard.

        `of` and `number`: whose it says it is, and the how manieth; one older than what is held changes nothing and is a BadCard.
        """
        try:
            told = json.loads(open_for(self._box_key, card, "card"))
            node = str(told["node"])
            if not node.isalnum() or (of and node != of) or len(bytes.fromhex(told["secret"])) != 32:
                raise BadCard
        except (DoesNotOpen, ValueError, KeyError, TypeError) as error:
            raise BadCard from error
        if number and self._path(node).is_file() and number < self._entry(node).get("number", 0):
            raise BadCard
        self._keep(node, {**told, "number": number})
        return node

    def answer(
        self, data: bytes, at: datetime, lives: Lives, until: datetime | None = None, random: Random = os.urandom
    ) -> Answer:
        """Answer a request for a release. Raises BadRequest, UnknownPost.

        One that was signed under threat is refused as if the officer were unknown; the hub's people are told.
        """
        request = read_request(data)
        told = self._entry(request.node)
        officer: dict[str, str] = told["slots"].get(request.slot, {})
        if _signed_by(request, officer.get("alarms", "")):
            return Answer(request.node, request.slot, b"", None, threatened=True)
        if not _signed_by(request, officer.get("asks", "")):
            raise BadRequest
        end = end_of(until, at, lives)
        grant = grant_release(request, bytes.fromhex(told["secret"]), end, self.sign, random)
        return Answer(request.node, request.slot, grant, end, threatened=request.mark)

    def revoke(self, node: str) -> None:
        """Destroy the hub's half of a post that was lost. Raises UnknownPost."""
        if not self._path(node).is_file():
            raise UnknownPost(node)
        files.shred(self._path(node))

    def revoke_officer(self, node: str, slot: str) -> None:
        """This officer's requests for this post are refused from now on. Raises UnknownPost."""
        told = self._entry(node)
        told["slots"].pop(slot, None)
        self._keep(node, told)

    def posts(self) -> list[str]:
        """The posts for which this hub holds a half."""
        return sorted(path.stem for path in self.folder.glob("*.half"))

    def _entry(self, node: str) -> dict[str, Any]:
        if not node.isalnum() or not self._path(node).is_file():
            raise UnknownPost(node)
        entry: dict[str, Any] = json.loads(open_closed(derive(self.secret, "book"), self._path(node).read_bytes(), node))
        return entry

    def _keep(self, node: str, told: dict[str, Any]) -> None:
        files.replace(self._path(node), close(derive(self.secret, "book"), json.dumps(told).encode(), node))

    def _path(self, node: str) -> Path:
        return self.folder / f"{node}.half"


def _signed_by(request: Request, public: str) -> bool:
    try:
        request.check(bytes.fromhex(public))
    except BadRequest:
        return False
    return bool(public)
