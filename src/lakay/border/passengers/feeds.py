"""Keys of senders: made here, shown once, kept only as a digest; and how often one may call."""

from __future__ import annotations

import secrets
from hashlib import sha256

from lakay.access.guessing import Guesses
from lakay.border.models import Feed

PREFIX = "lakay-"
CALLS, GUESSES = 30, 600
"""So many files a minute from one sender, counted in the database, whichever process answers (`actions.count_call`); and so many
wrong keys a minute from all together, in each process. Wrong keys are counted in memory on purpose: nobody guesses 256 random bits,
so that the limit only spares work, and a row written for each guess would make a stranger's guess dearer for us than for him.
"""

_guesses = Guesses(GUESSES)
may_guess, forget_guesses = _guesses.may_guess, _guesses.forget


def new_key() -> str:
    """A key of 256 random bits, in letters that can be typed."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """What is kept of a key. It is random and long, so that a plain digest cannot be tried out."""
    return sha256(key.encode()).hexdigest()


def feed_of(key: str) -> Feed | None:
    """The sender who has this key, if it still holds."""
    if not key.startswith(PREFIX):
        return None
    return Feed.objects.filter(digest=digest_of(key), ended_at=None).exclude(decided_by=None).first()
