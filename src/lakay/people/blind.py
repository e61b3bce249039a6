"""Blind indexes: keyed digests by which a document or a name is found without the text itself being looked at.

The key is outside the tables, so a copy of them alone cannot be tried against a list of guesses. All nodes of a country share it, or a
document read at one post would not be found at the next. Equal values have equal digests: how often a word occurs can be seen.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lakay.names.folding import search_tokens
from lakay.people.rules.documents import document_class
from lakay.sync.secrets import index_key

KEY_CHARACTERS = 32
_FILLING = re.compile(r"[^A-Z0-9]+")


def number_key(issuing_state: str, number: str, document_type: str) -> str:
    """The key of a document (128 bits, 32 hex digits); "" without a number. Blank space, dashes and case do not matter."""
    plain = _FILLING.sub("", number.upper())
    if not plain:
        return ""
    text = "|".join((_FILLING.sub("", issuing_state.upper()), document_class(document_type), plain))
    return _digest("document", text).hex()[:KEY_CHARACTERS]


def name_keys(words: Iterable[str]) -> set[int]:
    """The keys of the words of a name (64 bits, signed, as a database holds them)."""
    return {int.from_bytes(_digest("name", word)[:8], "big", signed=True) for word in words}


def keyed(index: str, text: str) -> int:
    """The key of any other text in an index of its own (64 bits, signed): for modules above that keep lists to look up."""
    return int.from_bytes(_digest(index, text)[:8], "big", signed=True)


def secret_for(index: str) -> bytes:
    """The key of an index of its own (32 bytes), for modules above that need more than a digest of it."""
    return _key(index_key(), index)


def text_key(index: str, text: str) -> str:
    """The key of an address or a telephone number as said (32 hex digits); "" for nothing. Accents, case and marks do not matter."""
    digits = re.findall(r"\d+", text)
    words = " ".join([*sorted(search_tokens(text)), *digits]) if index == "address" else "".join(digits)
    return _digest(index, words).hex()[:KEY_CHARACTERS] if words else ""


def _digest(index: str, text: str) -> bytes:
    return hmac.digest(_key(index_key(), index), text.encode(), sha256)


@cache
def _key(shared: bytes, index: str) -> bytes:
    """The key of one index, apart from the others (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=f"lakay/people/blind/{index}".encode()).derive(shared)
