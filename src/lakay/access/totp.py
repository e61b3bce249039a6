"""One-time codes from an authenticator (RFC 6238: SHA-1, six digits, half a minute), for those without a passkey.

A post's clock cannot be trusted, so a code is accepted one step around the node's own time, and never twice.
"""

from __future__ import annotations

import hmac
import os
from datetime import datetime
from uuid import UUID

import pyotp

from lakay.journal.core import seal
from lakay.journal.keys import node_keys
from lakay.kernel.clock import EPOCH

STEP_SECONDS = 30
WINDOW = (0, -1, 1)
ISSUER = "Lakay"


def new_secret() -> str:
    """A shared secret of 160 bits, in base 32."""
    return pyotp.random_base32()


def sealed(staff: UUID, secret: str) -> bytes:
    """The secret as it is stored: sealed for one person under a key of this node."""
    return seal.seal(_key(), {"secret": secret}, staff.bytes, os.urandom)


def opened(staff: UUID, stored: bytes | memoryview[int]) -> str:
    """The secret as it is used. Raises CannotOpen if it was sealed for another person or at another node."""
    secret: str = seal.unseal(_key(), bytes(stored), staff.bytes)["secret"]
    return secret


def _key() -> bytes:
    return seal.class_key(node_keys().wrapping, "access.totp")


def uri(secret: str, username: str) -> str:
    """What the QR code says to the authenticator."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The time step (half minutes since 1970) that a code belongs to, if it is this one or a neighbour."""
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        return None
    now = int((at - EPOCH).total_seconds()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for shift in WINDOW:
        if hmac.compare_digest(totp.generate_otp(now + shift), code):
            return now + shift
    return None
