"""The card that a person carries if they wish: a secret without a name, worth nothing without their word.

What is kept of a card finds the file and tells nothing: the digest of 128 random bits, and the word stretched with these bits, so that who has
the tables and no card cannot even guess at the word.
"""

from __future__ import annotations

import hmac
import os
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from argon2.low_level import Type, hash_secret_raw

from lakay.vault.recovery import CODE_BYTES, WrongCode, typed, written
from lakay.vault.sealing import KEY, Random, derive
from lakay.vault.slots import Cost

SHORTEST_WORD, LONGEST_WORD = 4, 40
TRIES = 5
"""Wrong words after which a card must be made anew."""

COST: Cost = (2, 19 * 1024, 1)
"""OWASP's least for Argon2id: the secret does the work here, and a desk has a queue."""

BEGINS = "LAKAY "
"""What stands before the secret in the code, so that a reader's line is known for what it is. It says nothing of why."""


class WordTooShort(ValueError):
    """A word has four letters or digits at least."""


class NotACard(ValueError):
    """What was read is not the code of a card."""


@dataclass(frozen=True, slots=True)
class MadeCard:
    """`text` stands on the paper and nowhere else; `digest` and `check` are kept."""

    text: str
    digest: str
    check: bytes


def make_card(word: str, cost: Cost = COST, random: Random = os.urandom) -> MadeCard:
    """A new card for a word that the person chose. Raises WordTooShort."""
    if not SHORTEST_WORD <= len(plain_word(word)) <= LONGEST_WORD:
        raise WordTooShort
    secret = random(CODE_BYTES)
    return MadeCard(BEGINS + written(secret), digest_of(secret), _check(secret, word, cost))


def read_card(text: str) -> bytes:
    """The secret of a card, as a reader sent it or somebody typed it. Raises NotACard."""
    plain = text.strip()
    try:
        return typed(plain[len(BEGINS) :] if plain.upper().startswith(BEGINS) else plain)
    except WrongCode as error:
        raise NotACard from error


def digest_of(secret: bytes) -> str:
    """What a card is found by."""
    return sha256(b"lakay card" + secret).hexdigest()


def is_the_word(check: bytes, secret: bytes, word: str, cost: Cost = COST) -> bool:
    """Whether the holder said the right word: capitals, accents and spaces do not count."""
    return hmac.compare_digest(check, _check(secret, word, cost))


def plain_word(word: str) -> str:
    """A word without what people write now one way and now another."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if sign.isalnum())


def _check(secret: bytes, word: str, cost: Cost) -> bytes:
    passes, kib, lanes = cost
    salt = derive(secret, "card salt")[:16]
    return derive(secret + hash_secret_raw(plain_word(word).encode(), salt, passes, kib, lanes, KEY, Type.ID), "card word")
