"""Slots: one for each officer who may open the post. Each holds the same share of the key, closed with that officer's stick and PIN.

A slot has two doors of the same size. One opens to the share. The other opens to nothing: it is the duress PIN's, or noise where there
is none, and nobody can see from outside which door is which.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import pairwise

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.vault.sealing import KEY, DoesNotOpen, Random, close, derive, open_closed
from lakay.vault.stick import Stick

SHORTEST_PIN = 6
TRUE, DURESS = b"\x01", b"\x02"
DOOR_BYTES = 12 + 1 + KEY + 16

Cost = tuple[int, int, int]
"""Passes, KiB, lanes of Argon2id (RFC 9106)."""

COST: Cost = (3, 128 * 1024, 2)
"""Half a second of a small computer, so that who has the stick and the disk needs days, not minutes, for a PIN of six digits."""


class WrongStick(ValueError):
    """No slot of this post belongs to that stick."""


class WrongPin(ValueError):
    """The stick is right and the PIN is not."""


class Duress(WrongPin):
    """The PIN that is given under threat. Whoever stands by must see nothing but a wrong PIN."""

    def __init__(self, asking: bytes) -> None:
        super().__init__()
        self.asking = asking


class PinTooShort(ValueError):
    """A PIN has six signs at least, not all the same and not simply counting up or down."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What lies on the disk of one officer's slot; `label` is closed under the root key and says whose it is."""

    id: str
    salt: bytes
    cost: Cost
    check: bytes
    doors: tuple[bytes, bytes]
    label: bytes = b""


@dataclass(frozen=True, slots=True)
class Entered:
    """A slot that was opened: the share, and the secret with which its officer signs requests to the hub."""

    slot: str
    share: bytes
    asking: bytes


def make_slot(share: bytes, stick: Stick, pin: str, duress: str = "", cost: Cost = COST, random: Random = os.urandom) -> Slot:
    """A slot for a stick and its PIN. Raises PinTooShort."""
    for number in filter(None, (pin, duress)):
        check_pin(number)
    if pin == duress:
        raise PinTooShort
    salt = random(16)
    doors = [_door(stick, pin, salt, cost, TRUE + share, random)]
    nothing = DURESS + random(KEY)
    doors.append(_door(stick, duress, salt, cost, nothing, random) if duress else random(DOOR_BYTES))
    first, second = doors if random(1)[0] & 1 else doors[::-1]
    return Slot(stick.slot, salt, cost, stick.check, (first, second))


def enter(slots: tuple[Slot, ...], stick: Stick, pin: str) -> Entered:
    """Open the slot of a stick. Raises WrongStick, WrongPin, Duress."""
    slot = next((slot for slot in slots if slot.id == stick.slot and slot.check == stick.check), None)
    if slot is None:
        raise WrongStick
    key = _door_key(stick, pin, slot.salt, slot.cost)
    asking = derive(key, "asking")
    for door in slot.doors:
        try:
            inside = open_closed(key, door, f"door {slot.id}")
        except DoesNotOpen:
            continue
        if inside[:1] == DURESS:
            raise Duress(asking)
        return Entered(slot.id, inside[1:], asking)
    raise WrongPin


def asking_key(stick: Stick, pin: str, slot: Slot) -> bytes:
    """The public half (32 bytes) of what a PIN signs requests with, for the hub to know it by."""
    return public_of(derive(_door_key(stick, pin, slot.salt, slot.cost), "asking"))


def public_of(asking: bytes) -> bytes:
    """The public half of an asking secret."""
    return Ed25519PrivateKey.from_private_bytes(asking).public_key().public_bytes_raw()


def check_pin(pin: str) -> None:
    """Raises PinTooShort."""
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if len(pin) < SHORTEST_PIN or (len(steps) == 1 and steps <= {-1, 0, 1}):
        raise PinTooShort


def _door(stick: Stick, pin: str, salt: bytes, cost: Cost, inside: bytes, random: Random) -> bytes:
    return close(_door_key(stick, pin, salt, cost), inside, f"door {stick.slot}", random)


def _door_key(stick: Stick, pin: str, salt: bytes, cost: Cost) -> bytes:
    passes, kib, lanes = cost
    stretched = hash_secret_raw(pin.encode(), salt, passes, kib, lanes, KEY, Type.ID)
    return derive(stick.secret + stretched, "door")
