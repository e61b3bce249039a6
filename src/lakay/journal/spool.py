"""The content of a file that was brought, sealed beside the database until it is done with: nothing of it lies readable on the disk."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lakay.journal.keys import node_keys

PIECE = 256 * 1024
NONCE = 12
_LENGTH = struct.Struct(">I")


class SpoolLost(RuntimeError):
    """The content is not there any more, or cannot be opened: the file must be brought again."""


class Spool:
    """The files of one kind of work: the folder beside the database where they lie, and the purpose that their key is made for."""

    def __init__(self, folder: str, purpose: str) -> None:
        self._folder = folder
        self._purpose = purpose.encode()

    def path_of(self, file_hash: str) -> Path:
        """Where the content of a file lies."""
        return Path(settings.DATA) / self._folder / f"{file_hash}.sealed"

    def keep(self, pieces: Iterable[bytes]) -> tuple[str, int]:
        """Seal the content of a file as it comes in. Returns its SHA-256 and its size in bytes."""
        folder = self.path_of("").parent
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size, key = sha256(), 0, self._key()
        waiting = folder / f"{os.urandom(8).hex()}.part"
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for place, piece in enumerate(_even(pieces)):
                digest.update(piece)
                size += len(piece)
                nonce = os.urandom(NONCE)
                sealed = nonce + AESGCM(key).encrypt(nonce, piece, str(place).encode())
                file.write(_LENGTH.pack(len(sealed)) + sealed)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self.path_of(digest.hexdigest()))
        return digest.hexdigest(), size

    def drop(self, file_hash: str) -> None:
        """Forget the content of a file."""
        self.path_of(file_hash).unlink(missing_ok=True)

    def is_kept(self, file_hash: str) -> bool:
        """Whether the content is still there."""
        return self.path_of(file_hash).exists()

    def opened(self, file_hash: str) -> io.BufferedReader:
        """The content of a file, read piece by piece. Raises SpoolLost, also while it is read."""
        try:
            file = self.path_of(file_hash).open("rb")
        except FileNotFoundError as error:
            raise SpoolLost from error
        return io.BufferedReader(_Sealed(file, self._key()), PIECE)

    def _key(self) -> bytes:
        return _derived(node_keys().wrapping, self._purpose)


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


class _Sealed(io.RawIOBase):
    """Opens one sealed piece after the other."""

    def __init__(self, file: io.BufferedReader, key: bytes) -> None:
        super().__init__()
        self._file = file
        self._key = key
        self._place = 0
        self._piece = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._piece:
            self._piece = self._next()
        count = min(len(buffer), len(self._piece))
        buffer[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def _next(self) -> bytes:
        head = self._file.read(_LENGTH.size)
        if not head:
            return b""
        sealed = self._file.read(_LENGTH.unpack(head)[0])
        try:
            piece = AESGCM(self._key).decrypt(sealed[:NONCE], sealed[NONCE:], str(self._place).encode())
        except (InvalidTag, ValueError) as error:
            raise SpoolLost from error
        self._place += 1
        return piece

    def close(self) -> None:
        self._file.close()
        super().close()


@cache
def _derived(wrapping: bytes, purpose: bytes) -> bytes:
    """The key of one purpose alone, apart from everything else that the node's key protects (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(wrapping)
