"""An entry of the list that opens only for whoever has the data of the person or document looked for (ADR 17). Pure.

What an entry says is sealed under a key of its own (AES-256-GCM). That key lies wrapped in *slots*, one for each key under which the person
is found (`blocks`): from the text of such a key and the country's search key, scrypt makes the place of the slot (8 bytes, by which it is
found) and what opens it (32 bytes; RFC 3394 key wrap). Whoever holds the whole store and every key on it, and not the traveller's data, has to
guess names and birth dates one by one, each guess at the price of one scrypt.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

COST = 11
"""The work of one guess: log2 of scrypt's N, with r = 8 and p = 1; 11 is 2 MB of memory and some 5 ms of a laptop's core."""

PLACE_BYTES, KEY_BYTES, WRAPPED_BYTES, NONCE_BYTES = 8, 32, 40, 12
SLOT_BYTES = PLACE_BYTES + WRAPPED_BYTES
SLOTS_OF, BOX_OF = 8, 128
"""Slots and boxes are filled up to a multiple of this, so that their size tells less."""

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked entry as it is stored: both in base64, so that an event can say it."""

    slots: str
    box: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What one key makes: the place of its slot, and what opens it."""

    place: int
    key: bytes


def opening(text: str, pepper: bytes, cost: int) -> Opening:
    """The slow step. Raises nothing; the same values make the same for ever. By cryptography's own OpenSSL: a fifth quicker than Python's."""
    made = Scrypt(salt=pepper, length=PLACE_BYTES + KEY_BYTES, n=2**cost, r=8, p=1).derive(text.encode())
    return Opening(int.from_bytes(made[:PLACE_BYTES], "big", signed=True), made[PLACE_BYTES:])


class Openings:
    """Makes openings on several cores (scrypt lets go of Python's lock), each once as long as it lives.

    The hub keeps one while it locks many entries with the same names; it holds the list anyway. A post makes one for each traveller.
    """

    def __init__(self, pepper: bytes, cost: int, workers: Executor) -> None:
        self._pepper, self._cost, self._workers = pepper, cost, workers
        self._made: dict[str, Opening] = {}

    def of(self, keys: Iterable[str]) -> list[Opening]:
        """What some keys make, in their order. For many entries at once, so that all cores have something to do."""
        wanted = list(keys)
        missing = list(dict.fromkeys(key for key in wanted if key not in self._made))
        made = self._workers.map(lambda text: opening(text, self._pepper, self._cost), missing)
        self._made.update(zip(missing, made, strict=True))
        return [self._made[key] for key in wanted]

    def __len__(self) -> int:
        return len(self._made)


def lock(content: dict[str, Any], found_by: Sequence[Opening], entry: UUID, random: Random) -> Locked:
    """Seal what an entry says for those who can say one of its keys."""
    key = random(KEY_BYTES)
    slots = {one.place: aes_key_wrap(one.key, key) for one in found_by}
    while len(slots) % SLOTS_OF:
        slots[int.from_bytes(random(PLACE_BYTES), "big", signed=True)] = random(WRAPPED_BYTES)
    packed = b"".join(place.to_bytes(PLACE_BYTES, "big", signed=True) + wrapped for place, wrapped in sorted(slots.items()))
    plain = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    plain = len(plain).to_bytes(4, "big") + plain
    plain += bytes(-len(plain) % BOX_OF)
    nonce = random(NONCE_BYTES)
    box = nonce + AESGCM(key).encrypt(nonce, plain, entry.bytes)
    return Locked(b64encode(packed).decode(), b64encode(box).decode())


def unlock(locked: Locked, found_by: Opening, entry: UUID) -> dict[str, Any] | None:
    """What an entry says, for one key; None where the key is not one of its own."""
    packed = b64decode(locked.slots)
    place = found_by.place.to_bytes(PLACE_BYTES, "big", signed=True)
    for at in range(0, len(packed), SLOT_BYTES):
        if packed[at : at + PLACE_BYTES] == place:
            return _opened(locked.box, packed[at + PLACE_BYTES : at + SLOT_BYTES], found_by.key, entry)
    return None


def _opened(box: str, wrapped: bytes, key: bytes, entry: UUID) -> dict[str, Any] | None:
    sealed = b64decode(box)
    try:
        inner = aes_key_unwrap(key, wrapped)
        plain = AESGCM(inner).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], entry.bytes)
    except (InvalidUnwrap, InvalidTag):
        return None
    length = int.from_bytes(plain[:4], "big")
    content: dict[str, Any] = json.loads(zlib.decompress(plain[4 : 4 + length]))
    return content


def places(slots: str) -> list[int]:
    """The places of the slots of an entry."""
    packed = b64decode(slots)
    return [int.from_bytes(packed[at : at + PLACE_BYTES], "big", signed=True) for at in range(0, len(packed), SLOT_BYTES)]
