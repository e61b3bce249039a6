"""The officer's token: a small file on a USB stick. It opens nothing without its PIN, nor the PIN without it."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lakay.vault.files import create
from lakay.vault.sealing import KEY, Random, derive

FIRST_LINE = "Lakay key 1. Keep it on you; nobody works with it but you, and not without your PIN."
PATTERN = "lakay-*.key"
MOST_BYTES = 1000
DEPTHS = ("", "*/", "*/*/")


class NotAStick(ValueError):
    """The file is no key of an officer."""


@dataclass(frozen=True, slots=True)
class Stick:
    """The slot that it belongs to (8 hex digits), and its secret."""

    slot: str
    secret: bytes

    @property
    def check(self) -> bytes:
        """Eight bytes by which the vault knows the right stick, so that people are told which of the two was wrong."""
        return derive(self.secret, "check")[:8]

    @property
    def text(self) -> str:
        """What stands in the file."""
        secret = base64.b32encode(self.secret).decode().rstrip("=")
        return f"{FIRST_LINE}\n{self.slot} {secret} {sha256(self.secret).hexdigest()[:4]}\n"


def make_stick(random: Random = os.urandom) -> Stick:
    """A new token."""
    return Stick(random(4).hex(), random(KEY))


def read_stick(data: bytes) -> Stick:
    """A token from the bytes of its file. Raises NotAStick."""
    try:
        slot, text, check = data[:MOST_BYTES].decode("ascii").splitlines()[1].split()
        secret = base64.b32decode(text + "=" * (-len(text) % 8))
    except (IndexError, ValueError, binascii.Error) as error:
        raise NotAStick from error
    if len(secret) != KEY or sha256(secret).hexdigest()[:4] != check:
        raise NotAStick
    return Stick(slot, secret)


def write_stick(folder: Path, stick: Stick) -> Path:
    """Put the token on the stick, never over another one."""
    path = folder / f"lakay-{stick.slot}.key"
    create(path, stick.text.encode())
    return path


def find_sticks(folders: list[Path]) -> list[Stick]:
    """Tokens that lie on the sticks plugged into this machine."""
    found = []
    for folder in folders:
        for path in sorted(path for depth in DEPTHS for path in folder.glob(depth + PATTERN)):
            try:
                with path.open("rb") as file:
                    found.append(read_stick(file.read(MOST_BYTES)))
            except (NotAStick, OSError):
                continue
    return found
