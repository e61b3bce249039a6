"""The node's small secret files (its signing key, its wrapping key, keys of passes): closed under the vault where there is one."""

from __future__ import annotations

from pathlib import Path

from lakay.vault import files, held

SUFFIX = ".sealed"
PROTECTED = ("node-*.key", "issuers/*.key", "forms/*.key")


def read(path: Path) -> bytes:
    """A secret file. Raises FileNotFoundError, Closed."""
    closed = sealed(path)
    return held.open_file(path.name, closed.read_bytes()) if closed.is_file() else path.read_bytes()


def create(path: Path, data: bytes) -> None:
    """A new secret file, never over an old one; closed if the vault is open. Raises FileExistsError."""
    if exists(path):
        raise FileExistsError(path)
    if held.is_open():
        files.create(sealed(path), held.close_file(path.name, data))
    else:
        files.create(path, data)


def exists(path: Path) -> bool:
    """Whether the secret is there, open or closed."""
    return path.is_file() or sealed(path).is_file()


def sealed(path: Path) -> Path:
    """Where its closed form lies."""
    return path.with_name(path.name + SUFFIX)


def close_all(folder: Path) -> int:
    """Close every secret file that still lies open, and write over the open one. Returns how many.

    The keys of HTTPS stay open: the page on which an officer types the PIN needs them.
    """
    found = [path for pattern in PROTECTED for path in sorted(folder.glob(pattern))]
    for path in found:
        files.replace(sealed(path), held.close_file(path.name, path.read_bytes()))
        files.shred(path)
    return len(found)
