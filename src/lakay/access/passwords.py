"""Passwords: argon2id hashes (RFC 9106), and the same time for a name that nobody has."""

from __future__ import annotations

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.access import rules

PASSES, MEMORY_KIB, LANES = 2, 19 * 1024, 1
"""Two passes over 19 MiB in one lane (OWASP Password Storage Cheat Sheet): what a small computer at a post can bear."""

_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)

_at_once = threading.BoundedSemaphore(2)
"""Two hashes at a time, so that a storm of log-ins leaves the booths a processor and memory."""

SAME = _("This is the password you have now. Choose another one.")

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


class WeakPassword(ValueError):
    """A password that will not be taken, with the reason in the words of the person's language."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


def hashed(password: str) -> str:
    """The hash of a password, with its own salt and parameters in it."""
    with _at_once:
        return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the right one. Without a stored hash it works just as long and says no."""
    with _at_once:
        try:
            return _hasher.verify(stored or _nobodys(), password[: rules.LONGEST_PASSWORD + 1]) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe())


def new_temporary_password() -> tuple[str, str]:
    """A password to be read out once, and its hash: four groups of four signs that are not taken for one another (79 bits)."""
    clear = "-".join("".join(secrets.choice(_SIGNS) for sign in range(4)) for group in range(4))
    return clear, hashed(clear)


def check_strength(password: str, username: str) -> None:
    """Raise WeakPassword. Length counts, not the kinds of signs (NIST SP 800-63B 3.1.1.2)."""
    if len(password) < rules.SHORTEST_PASSWORD:
        raise WeakPassword(_("Use at least 12 characters. A few words together are easy to remember."))
    if len(password) > rules.LONGEST_PASSWORD:
        raise WeakPassword(_("Use at most 128 characters."))
    if rules.is_guessable(password, username):
        raise WeakPassword(_("This password is easy to guess. Choose another one."))
