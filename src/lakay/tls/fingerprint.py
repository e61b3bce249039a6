"""The fingerprint of an authority, in the ways people compare it: as browsers show it, in groups on paper, as words on the telephone."""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

CONSONANTS = "bdfgjklmnprstvyz"
VOWELS = "aeio"
"""Sixteen consonants and four vowels: two bytes are five letters that anybody in Haiti can read aloud (arXiv 0901.4016)."""

SPOKEN_BYTES = 10
"""Eighty bits are read aloud: more than anybody can forge, few enough to be patient with."""


def fingerprint(certificate: x509.Certificate) -> bytes:
    """SHA-256 over the certificate, 32 bytes: the number that every browser and telephone shows for it."""
    return certificate.fingerprint(SHA256())


def as_browsers(digest: bytes) -> str:
    """`AB:CD:…`, as browsers and telephones show it."""
    return digest.hex(":").upper()


def as_groups(digest: bytes) -> list[str]:
    """Sixteen groups of four digits."""
    return [digest[at : at + 2].hex().upper() for at in range(0, len(digest), 2)]


def as_words(digest: bytes) -> list[str]:
    """Five words for the first 80 bits, to be read over the telephone."""
    return [_word(int.from_bytes(digest[at : at + 2], "big")) for at in range(0, SPOKEN_BYTES, 2)]


def _word(bits: int) -> str:
    first, second, third = CONSONANTS[bits >> 12], CONSONANTS[bits >> 6 & 15], CONSONANTS[bits & 15]
    return first + VOWELS[bits >> 10 & 3] + second + VOWELS[bits >> 4 & 3] + third
