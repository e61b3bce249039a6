"""A sealed stream for the holder of one key on paper: X25519, HKDF, AES-256-GCM by pieces. Knows nothing of what is inside.

    magic · length of the header (2 bytes) · header (JSON) · pieces

Each piece is a length (4 bytes, big-endian), then ciphertext and tag. Its nonce is its number and whether it is the last, so that a
piece left out, repeated, swapped or brought from another file, and a file cut short or added to, do not open. The header is bound to every piece.
The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance", 2015), with a fresh key for each file.
"""

from __future__ import annotations

import base64
import io
import json
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAGIC = b"LAKAY-COPY-1\n"
PIECE = 256 * 1024
TAG = 16
MOST_HEADER = 16 * 1024


class Damaged(ValueError):
    """The file is not what was written: cut short, changed, mixed up, or sealed for somebody else. The message says where."""


def fingerprint(public: bytes) -> str:
    """How people tell a recipient's key: the first 16 hex digits of its SHA-256, by fours."""
    digits = sha256(public).hexdigest()[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


class Sealer(io.RawIOBase):
    """Writes a sealed file. Nothing of it opens before `finish` has written the last piece."""

    def __init__(
        self, out: BinaryIO, recipient: bytes, about: dict[str, Any], random: Callable[[int], bytes] = os.urandom
    ) -> None:
        ephemeral = X25519PrivateKey.from_private_bytes(random(32))
        public = ephemeral.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.header = _header_bytes(about, recipient, public)
        self.file_key = _file_key(ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient)), public, recipient)
        self.size = 0
        self._out = out
        self._aead = AESGCM(self.file_key)
        self._count = 0
        self._waiting = bytearray()
        self._put(MAGIC + len(self.header).to_bytes(2, "big") + self.header)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """Take some bytes; whole pieces go out."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._piece(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece, by which a reader knows that nothing is missing."""
        self._piece(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _piece(self, data: bytes, *, last: bool) -> None:
        sealed = self._aead.encrypt(_nonce(self._count, last=last), data, self.header)
        self._count += 1
        self._put(len(sealed).to_bytes(4, "big") + sealed)

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self.size += len(data)


class Opener:
    """Reads a sealed file. `about` is what its header says, believed only once a piece has opened."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        if source.read(len(MAGIC)) != MAGIC:
            raise Damaged("it is no copy made by Lakay")
        length = int.from_bytes(_exactly(source, 2), "big")
        self.header = _exactly(source, min(length, MOST_HEADER))
        try:
            self.about: dict[str, Any] = json.loads(self.header)
            self.recipient = base64.b64decode(self.about["recipient"], validate=True)
            self._ephemeral = base64.b64decode(self.about["ephemeral"], validate=True)
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged("its header cannot be read") from error

    def key_for(self, private: X25519PrivateKey) -> bytes:
        """The key of this file, for the holder of the recipient's key. Raises Damaged for another key."""
        if private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw) != self.recipient:
            raise Damaged(f"it was sealed for another key: {fingerprint(self.recipient)}")
        try:
            shared = private.exchange(X25519PublicKey.from_public_bytes(self._ephemeral))
        except ValueError as error:
            raise Damaged("its header cannot be read") from error
        return _file_key(shared, self._ephemeral, self.recipient)

    def pieces(self, file_key: bytes) -> Iterator[bytes]:
        """What was written, piece by piece. Raises Damaged where it stops being that; whoever reads on must not keep the rest."""
        aead, count, last = AESGCM(file_key), 0, False
        while not last:
            sealed = self._sealed_piece()
            data, last = _opened(aead, sealed, count, self.header)
            count += 1
            yield data
        if self._source.read(1):
            raise Damaged("something was added behind its end")

    def _sealed_piece(self) -> bytes:
        length = int.from_bytes(_exactly(self._source, 4), "big")
        if not TAG <= length <= PIECE + TAG:
            raise Damaged("a piece has a length that none has")
        return _exactly(self._source, length)


class Unsealed(io.RawIOBase):
    """The pieces of a sealed file as one stream to read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            found = next(self._pieces, None)
            if found is None:
                return 0
            self._rest = found
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _opened(aead: AESGCM, sealed: bytes, count: int, header: bytes) -> tuple[bytes, bool]:
    """A piece, and whether it is the last."""
    for last in (False, True):
        try:
            return aead.decrypt(_nonce(count, last=last), sealed, header), last
        except InvalidTag:
            continue
    raise Damaged(f"piece {count + 1} does not open")


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def _header_bytes(about: dict[str, Any], recipient: bytes, ephemeral: bytes) -> bytes:
    keys = {"recipient": base64.b64encode(recipient).decode(), "ephemeral": base64.b64encode(ephemeral).decode()}
    return json.dumps(about | keys, sort_keys=True, separators=(",", ":")).encode()


def _file_key(shared: bytes, ephemeral: bytes, recipient: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=ephemeral + recipient, info=b"lakay copy 1").derive(shared)


def _exactly(source: BinaryIO, count: int) -> bytes:
    data = source.read(count)
    if len(data) != count:
        raise Damaged("it is cut short")
    return data
