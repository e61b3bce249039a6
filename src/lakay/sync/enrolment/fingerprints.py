"""The fingerprint of a machine's two keys, as people compare it by telephone or on paper."""

from __future__ import annotations

from hashlib import sha256

from cryptography import x509

from lakay.tls.fingerprint import as_words
from lakay.tls.fingerprint import fingerprint as of_certificate

GROUPS, DIGITS = 8, 4
"""Eight groups of four digits: 106 bits. Digits, because they are said the same way by everybody at a bad line."""


def fingerprint(signing_key: bytes, sealing_key: bytes) -> tuple[str, ...]:
    """Eight groups of four digits for the two public keys of a machine (32 bytes each)."""
    number = int.from_bytes(sha256(b"lakay/fingerprint/1" + signing_key + sealing_key).digest(), "big")
    digits = f"{number % 10 ** (GROUPS * DIGITS):0{GROUPS * DIGITS}d}"
    return tuple(digits[start : start + DIGITS] for start in range(0, GROUPS * DIGITS, DIGITS))


def node_name(signing_key: bytes) -> str:
    """A node's name in events: the first 16 hex digits of the SHA-256 of its public signing key."""
    return sha256(signing_key).hexdigest()[:16]


def authority_words(certificate: str) -> tuple[str, ...]:
    """Five words for a hub's own authority (PEM), as its sheet for browsers has them too; none where it has none or it cannot be read."""
    try:
        return tuple(as_words(of_certificate(x509.load_pem_x509_certificate(certificate.encode())))) if certificate else ()
    except ValueError:
        return ()
