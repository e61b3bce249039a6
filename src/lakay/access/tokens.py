"""Random tokens for cookies, and the hashes of them that are stored in their place."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from lakay.journal.core import seal
from lakay.journal.keys import node_keys

TOKEN_BYTES = 32


def new_token() -> str:
    """A token that nobody can guess (256 random bits)."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_device() -> str:
    """The name that a browser carries in a cookie from its first visit on. It says nothing about the machine."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What is stored of a token. It needs no slow hash: the token is random."""
    return sha256(token.encode()).hexdigest()


def keyed_digest(topic: str, *parts: str) -> str:
    """A digest of what could be guessed (a user name, a short code), under this node's key: the table alone tells nothing."""
    key = seal.class_key(node_keys().wrapping, f"access.{topic}")
    return hmac.digest(key, "\0".join(parts).encode(), "sha256").hex()
