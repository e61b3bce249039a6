"""Passes signed and read: the text that stands in the QR code."""

from __future__ import annotations

import re
from binascii import crc_hqx
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lakay.traveldocs.passes.bits import Unpackable
from lakay.traveldocs.passes.kinds import Pass
from lakay.traveldocs.passes.letters import ALPHABET, NotLetters, from_letters, to_letters
from lakay.traveldocs.passes.packing import OtherVersion, normal, pack, unpack

PREFIX: Final = "LKX"
"""Three letters of the alphabet that open no travel document, so that the booth knows a pass from a machine-readable zone."""

SIGNED_FOR: Final = b"lakay/pass\x00"
"""Goes before what is signed, so that a signature made for something else is none for a pass."""

_SIGNATURE: Final = 64
_CHECK: Final = 2
LIMIT: Final = 4096
"""Characters looked at."""

_PASS: Final = re.compile(rf"(?:^(?:\][A-Z]\d)?{PREFIX}(?=([{ALPHABET}]{{7,}}))|{PREFIX}(?=([{ALPHABET}]{{60,}})))")
"""At the beginning (a reader may tell its kind first, `]Q1`), or so many letters in a row as no travel document has: names hold LKX too."""
_GAPS: Final = re.compile(r"[\s\x00-\x1f\x7f]+")


class Fault(StrEnum):
    """Why a text is not read as a pass. A damaged one is scanned again; nobody is accused for it."""

    OTHER_TEXT = "other_text"
    DAMAGED = "damaged"
    OTHER_VERSION = "other_version"


@dataclass(frozen=True, slots=True)
class Signed:
    """A pass as read: its content, and what was signed with which signature. Nothing is verified yet."""

    content: Pass
    body: bytes
    signature: bytes


def key_id(public: bytes) -> str:
    """The id of a key in the code: the first 8 hex digits of the SHA-256 of the raw public key."""
    return sha256(public).hexdigest()[:8]


def public_of(key: Ed25519PrivateKey) -> bytes:
    """The raw public key, 32 bytes."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def issue(content: Pass, key: Ed25519PrivateKey) -> str:
    """Sign a pass. Raises Unpackable, and ValueError if the pass names another key."""
    if content.issuer != key_id(public_of(key)):
        raise ValueError("the pass names another key")
    body = pack(normal(content))
    whole = body + key.sign(SIGNED_FOR + body)
    return PREFIX + to_letters(whole + crc_hqx(whole, 0xFFFF).to_bytes(_CHECK, "big"))


def looks_like_pass(text: str) -> bool:
    """Whether what a reader sent is a pass, or was one, rather than a machine-readable zone."""
    return _letters(text) is not None


def read(text: str) -> Signed | Fault:
    """Read what a reader or a camera gives, whatever stands before and after. Never raises."""
    letters = _letters(text)
    if letters is None:
        return Fault.OTHER_TEXT
    try:
        data = from_letters(letters)
    except NotLetters:
        return Fault.DAMAGED
    whole, check = data[:-_CHECK], data[-_CHECK:]
    if len(whole) <= _SIGNATURE or crc_hqx(whole, 0xFFFF).to_bytes(_CHECK, "big") != check:
        return Fault.DAMAGED
    return _opened(whole[:-_SIGNATURE], whole[-_SIGNATURE:])


def _letters(text: str) -> str | None:
    """What follows the three letters of a pass; None if there is no pass."""
    found = _PASS.search(_GAPS.sub("", text[:LIMIT]).upper())
    return found and (found[1] or found[2])


def _opened(body: bytes, signature: bytes) -> Signed | Fault:
    try:
        return Signed(unpack(body), body, signature)
    except OtherVersion:
        return Fault.OTHER_VERSION
    except Unpackable:
        return Fault.DAMAGED


def public_key(raw: bytes) -> Ed25519PublicKey:
    """A raw public key ready to verify with."""
    return Ed25519PublicKey.from_public_bytes(raw)
