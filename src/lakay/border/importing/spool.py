"""The content of a file that was brought, sealed beside the database until its run has ended: nothing of it lies readable on the disk."""

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


def path_of(file_hash: str) -> Path:
    """Where the content of a file lies."""
    return Path(settings.DATA) / "imports" / f"{file_hash}.sealed"


def keep(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Seal the content of a file as it comes in. Returns its SHA-256 and its size."""
    folder = path_of("").parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = sha256(), 0
    waiting = folder / f"{os.urandom(8).hex()}.part"
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for place, piece in enumerate(_even(pieces)):
            digest.update(piece)
            size += len(piece)
            nonce = os.urandom(NONCE)
            sealed = nonce + AESGCM(_key(node_keys().wrapping)).encrypt(nonce, piece, str(place).encode())
            file.write(_LENGTH.pack(len(sealed)) + sealed)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path_of(digest.hexdigest()))
    return digest.hexdigest(), size


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def drop(file_hash: str) -> None:
    """Forget the content of a file."""
    path_of(file_hash).unlink(missing_ok=True)


def is_kept(file_hash: str) -> bool:
    """Whether the content is still there."""
    return path_of(file_hash).exists()


def opened(file_hash: str, encoding: str) -> io.TextIOWrapper:
    """The text of a file, read piece by piece. Raises SpoolLost; what its encoding cannot be is shown as a question mark."""
    try:
        file = path_of(file_hash).open("rb")
    except FileNotFoundError as error:
        raise SpoolLost from error
    return io.TextIOWrapper(io.BufferedReader(_Sealed(file), PIECE), encoding=encoding, errors="replace", newline="")


class _Sealed(io.RawIOBase):
    """Opens one sealed piece after the other."""

    def __init__(self, file: io.BufferedReader) -> None:
        super().__init__()
        self._file = file
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
            piece = AESGCM(_key(node_keys().wrapping)).decrypt(sealed[:NONCE], sealed[NONCE:], str(self._place).encode())
        except (InvalidTag, ValueError) as error:
            raise SpoolLost from error
        self._place += 1
        return piece

    def close(self) -> None:
        self._file.close()
        super().close()


@cache
def _key(wrapping: bytes) -> bytes:
    """The key of this purpose alone, apart from everything else that the node's key protects (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=b"lakay/border/imports").derive(wrapping)
