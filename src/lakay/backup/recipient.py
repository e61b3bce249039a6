"""The key that opens copies. Its public half lies on the node; its private half is made once, printed, and kept by people."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import shamir_mnemonic
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from shamir_mnemonic.utils import MnemonicError

from lakay.backup.sealing import fingerprint
from lakay.kernel.whole import write_whole

PUBLIC = "copies.pub"
MOST_SHARES = 16


class NoRecipient(RuntimeError):
    """There is nobody for whom copies could be sealed: `lakay backup key` was not run."""


class WrongWords(ValueError):
    """The words on paper do not make a key together. The message says why, and no word."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new key: the public half, and the words of each holder (SLIP-0039, 33 words a share)."""

    public: bytes
    shares: tuple[str, ...]
    needed: int


def make(shares: int, needed: int, random: Callable[[int], bytes] = os.urandom) -> Made:
    """A new key cut into shares of which some are needed together. It is kept nowhere."""
    if not 1 <= needed <= shares <= MOST_SHARES or (needed == 1 and shares > 1):
        raise ValueError("one sheet alone, or two and more needed of as many or more")
    private = random(32)
    words = shamir_mnemonic.generate_mnemonics(1, [(needed, shares)], private, iteration_exponent=0)
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Made(public, tuple(words[0]), needed)


def joined(shares: Iterable[str]) -> X25519PrivateKey:
    """The private key from the words of enough holders. Raises WrongWords."""
    lines = [" ".join(share.lower().split()) for share in shares if share.strip()]
    try:
        return X25519PrivateKey.from_private_bytes(shamir_mnemonic.combine_mnemonics(lines))
    except (MnemonicError, ValueError) as error:
        raise WrongWords(
            "these words do not make a key together: one is mistyped, of another key, or a sheet is missing"
        ) from error


def recipient() -> bytes:
    """For whom this node seals its copies. Raises NoRecipient."""
    try:
        return bytes.fromhex(_path().read_text().split()[0])
    except (FileNotFoundError, ValueError, IndexError) as error:
        raise NoRecipient("Nobody could open a copy. Run `lakay backup key` first.") from error


def keep_public(public: bytes) -> Path:
    """Keep the public half on the node, over an older one: copies made from now on are for the new key."""
    path = _path()
    write_whole(path, f"{public.hex()}  {fingerprint(public)}\n", mode=0o644)
    return path


def _path() -> Path:
    return Path(settings.KEYS) / PUBLIC
