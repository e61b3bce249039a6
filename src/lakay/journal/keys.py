"""The keys of this node and of the subjects it holds. Key files lie outside the database, readable by their owner alone, and closed
under the vault where the node has one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from lakay.journal.core import seal
from lakay.journal.models import ClassKey, SubjectKey
from lakay.vault import protected

SIGNING = "node-signing.key"
WRAPPING = "node-wrapping.key"
AT_ONCE = 1000


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
    """The keys of this node. Raises KeysMissing if `lakay init` was not run, `vault.held.Closed` while the post is closed."""
    folder: Path = settings.KEYS
    try:
        signing, wrapping = protected.read(folder / SIGNING), protected.read(folder / WRAPPING)
    except FileNotFoundError as error:
        raise KeysMissing(
            f"No keys in {folder}. Run `lakay init` once on a new node; on an old one bring the keys back first."
        ) from error
    return NodeKeys(Ed25519PrivateKey.from_private_bytes(signing), wrapping)


def make_node_keys(random: Callable[[int], bytes] = os.urandom) -> bool:
    """Make the key files of a new node, never over old ones. Returns whether anything was made."""
    folder: Path = settings.KEYS
    if protected.exists(folder / SIGNING):
        return False
    signing = Ed25519PrivateKey.from_private_bytes(random(seal.KEY_BYTES))
    raw = signing.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    for name, data in ((WRAPPING, random(seal.KEY_BYTES)), (SIGNING, raw)):
        protected.create(folder / name, data)
    node_keys.cache_clear()
    return True


class Erased(LookupError):
    """The subject's key was destroyed: nothing of theirs can be read or written any more."""


class KeyRing:
    """The keys of subjects, opened once and kept in memory until one of them is destroyed anywhere.

    A subject may have several: each of two nodes made one before they met, and other nodes give keys of single classes. To open, all are
    tried; to seal, the first is taken.
    """

    LIMIT = 20_000

    def __init__(self, keys: NodeKeys, random: Callable[[int], bytes] = os.urandom) -> None:
        self._keys = keys
        self._random = random
        self._whole: dict[UUID, list[bytes]] = {}
        self._given: dict[UUID, dict[str, list[bytes]]] = {}
        self._classes: dict[UUID, dict[str, list[bytes]]] = {}
        self._erased: set[UUID] = set()
        self._absent: set[UUID] = set()
        self.generation = -1

    def at_generation(self, generation: int) -> None:
        """Forget everything if a key was destroyed or taken since the last time, and who had none: they may have one now."""
        self.forget(*self._absent)
        if generation != self.generation or len(self._whole) > self.LIMIT:
            self.forget()
            self.generation = generation

    def forget(self, *subjects: UUID) -> None:
        """Drop the keys in memory, all or those of some subjects: one was destroyed or came, or what made them was undone."""
        if not subjects:
            for held in (self._whole, self._given, self._classes, self._erased, self._absent):
                held.clear()
        for subject in subjects:
            for named in (self._whole, self._given, self._classes):
                named.pop(subject, None)
            self._erased.discard(subject)
            self._absent.discard(subject)

    def load(self, subjects: Iterable[UUID]) -> None:
        """Fetch the keys of many subjects at once."""
        wanted = [subject for subject in subjects if subject not in self._whole and subject not in self._erased]
        for start in range(0, len(wanted), AT_ONCE):
            self._load(wanted[start : start + AT_ONCE])

    def _load(self, wanted: list[UUID]) -> None:
        for subject in wanted:
            self._whole[subject] = []
        rows = SubjectKey.objects.filter(subject__in=wanted).order_by("id").values_list("subject", "wrapped")
        for subject, wrapped in rows:
            if wrapped is None:
                self._erased.add(subject)
            else:
                self._whole[subject].append(seal.unwrap(self._keys.wrapping, subject, bytes(wrapped)))
        given = ClassKey.objects.filter(subject__in=wanted).order_by("id").values_list("subject", "field_class", "wrapped")
        for subject, name, wrapped in given:
            key = seal.unwrap(self._keys.wrapping, subject, bytes(wrapped), name)
            self._given.setdefault(subject, {}).setdefault(name, []).append(key)
        for subject in self._erased.intersection(wanted):
            del self._whole[subject]
        self._absent.update(subject for subject in wanted if not self._whole.get(subject) and subject not in self._erased)

    def holds(self, subject: UUID) -> bool:
        """Whether a key of all classes of the subject is in memory."""
        return bool(self._whole.get(subject))

    def erased(self, subject: UUID) -> bool:
        """Whether the subject's keys were destroyed."""
        self.load((subject,))
        return subject in self._erased

    def opening(self, subject: UUID, field_class: str) -> list[bytes]:
        """Every key that may open a class of a subject: none for one whose keys are not held, or were destroyed."""
        by_class = self._classes.get(subject)
        if by_class is None:
            by_class = self._classes[subject] = {}
        keys = by_class.get(field_class)
        if keys is None:
            self.load((subject,))
            derived = [seal.class_key(key, field_class) for key in self._whole.get(subject, ())]
            keys = by_class[field_class] = derived + self._given.get(subject, {}).get(field_class, [])
        return keys

    def whole(self, subject: UUID) -> list[bytes]:
        """The keys of all classes of a subject."""
        self.load((subject,))
        return self._whole.get(subject, [])

    def given(self, subject: UUID, field_class: str) -> list[bytes]:
        """The keys of one class of a subject that other nodes gave."""
        self.load((subject,))
        return self._given.get(subject, {}).get(field_class, [])

    def can_seal(self, subject: UUID, field_class: str) -> bool:
        """Whether there is a key to seal a class of a subject with. Raises Erased."""
        if self.erased(subject):
            raise Erased(subject)
        return bool(self.opening(subject, field_class))

    def sealing(self, subject: UUID, field_class: str) -> bytes:
        """The key that new values of a class are sealed with. Raises LookupError where there is none."""
        keys = self.opening(subject, field_class)
        if not keys:
            raise LookupError(subject)
        return keys[0]

    def make(self, subject: UUID) -> tuple[str, bytes]:
        """A new key of all classes of a subject: held here; its mark, and the key wrapped for its row."""
        fresh = self._random(seal.KEY_BYTES)
        self._whole.setdefault(subject, []).append(fresh)
        self._classes.pop(subject, None)
        self._absent.discard(subject)
        return self.wrapped(subject, fresh)

    def wrapped(self, subject: UUID, key: bytes, field_class: str = "") -> tuple[str, bytes]:
        """The mark of a key and the key as it is stored."""
        return seal.mark(key), seal.wrap(self._keys.wrapping, subject, key, self._random, field_class)
