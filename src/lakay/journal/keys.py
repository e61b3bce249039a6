"""The keys of this node and of the subjects it holds. Key files lie outside the database, readable by their owner alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from lakay.journal.core import seal
from lakay.journal.models import SubjectKey

SIGNING = "node-signing.key"
WRAPPING = "node-wrapping.key"


class KeysMissing(RuntimeError):
    """The key files are not there; the store of events cannot be written or opened without them."""


class WrongKeys(RuntimeError):
    """The store belongs to another node than the keys: what it wrote now could never be verified."""


@dataclass(frozen=True)
class NodeKeys:
    """What this node signs with, and what it wraps the keys of subjects with (32 bytes each)."""

    signing: Ed25519PrivateKey
    wrapping: bytes

    @property
    def public(self) -> Ed25519PublicKey:
        return self.signing.public_key()

    @cached_property
    def node(self) -> str:
        """The node's name in events: the first 16 hex digits of the SHA-256 of its public key."""
        return sha256(self.public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


@cache
def node_keys() -> NodeKeys:
    """The keys of this node. Raises KeysMissing if `lakay init` was not run."""
    folder: Path = settings.KEYS
    try:
        signing, wrapping = (folder / SIGNING).read_bytes(), (folder / WRAPPING).read_bytes()
    except FileNotFoundError as error:
        raise KeysMissing(
            f"No keys in {folder}. Run `lakay init` once on a new node; on an old one bring the keys back first."
        ) from error
    return NodeKeys(Ed25519PrivateKey.from_private_bytes(signing), wrapping)


def make_node_keys(random: Callable[[int], bytes] = os.urandom) -> bool:
    """Make the key files of a new node, never over old ones. Returns whether anything was made."""
    folder: Path = settings.KEYS
    if (folder / SIGNING).exists():
        return False
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    signing = Ed25519PrivateKey.from_private_bytes(random(seal.KEY_BYTES))
    raw = signing.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    for name, data in ((WRAPPING, random(seal.KEY_BYTES)), (SIGNING, raw)):
        _write_private(folder / name, data)
    node_keys.cache_clear()
    return True


def _write_private(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


class Erased(LookupError):
    """The subject's key was destroyed: nothing of theirs can be read or written any more."""


class KeyRing:
    """The keys of subjects, opened once and kept in memory until one of them is destroyed anywhere."""

    LIMIT = 20_000

    def __init__(self, keys: NodeKeys, random: Callable[[int], bytes] = os.urandom) -> None:
        self._keys = keys
        self._random = random
        self._subjects: dict[UUID, bytes] = {}
        self._classes: dict[tuple[UUID, str], bytes] = {}
        self.generation = -1

    def at_generation(self, generation: int) -> None:
        """Forget everything if a key was destroyed since the last time."""
        if generation != self.generation or len(self._subjects) > self.LIMIT:
            self.forget()
            self.generation = generation

    def forget(self) -> None:
        """Drop the keys in memory: one was destroyed, or the transaction that made some of them was undone."""
        self._subjects.clear()
        self._classes.clear()

    def holds(self, subject: UUID) -> bool:
        """Whether the subject's key is in memory."""
        return subject in self._subjects

    def knows(self, subject: UUID) -> bool:
        """Whether the subject has a key, fetching it if it has. Raises Erased."""
        if subject in self._subjects:
            return True
        row = SubjectKey.objects.filter(subject=subject).first()
        if row is None:
            return False
        if row.wrapped is None:
            raise Erased(subject)
        self._subjects[subject] = seal.unwrap(self._keys.wrapping, subject, bytes(row.wrapped))
        return True

    def open(self, subject: UUID, field_class: str) -> bytes:
        """The key of a class of a known subject. Raises LookupError for an unknown one, Erased for an erased one."""
        key = self._classes.get((subject, field_class))
        if key is None:
            if not self.knows(subject):
                raise LookupError(subject)
            key = self._classes[subject, field_class] = seal.class_key(self._subjects[subject], field_class)
        return key

    def make(self, subject: UUID) -> bytes:
        """A new subject's key: held here, and returned wrapped for its row."""
        fresh = self._subjects[subject] = self._random(seal.KEY_BYTES)
        return seal.wrap(self._keys.wrapping, subject, fresh, self._random)
