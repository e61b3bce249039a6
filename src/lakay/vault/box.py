"""The vault's file: slots, the root key closed under both halves, and what waits or is kept of the hub's release.

Nothing in it can be read without an officer's stick and PIN, except how many officers there are and which hub releases.
"""

from __future__ import annotations

import base64
import json
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from lakay.vault import files
from lakay.vault.sealing import close, derive, open_closed
from lakay.vault.slots import Slot

VERSION = 1
NAME = "vault.json"
LOCK = threading.RLock()
"""Who changes or destroys the vault in this process does it alone."""

ALONE = b""
"""The hub's half where there is no hub: a node alone opens with the officer's stick and PIN."""


class NoVault(LookupError):
    """This node has no vault."""


class BadVault(ValueError):
    """The vault's file cannot be read."""


@dataclass(frozen=True, slots=True)
class Box:
    """`hub` is the hub's public key (Ed25519, hex), empty for a node alone. The rest is closed.

    `root` under both halves; `recovery` the hub's half under the printed code; `release` the hub's half and its end, `request` the
    answer's key of a request that waits, both under the officers' share.
    """

    slots: tuple[Slot, ...]
    root: bytes
    node: str = ""
    hub: str = ""
    recovery: bytes = b""
    release: bytes = b""
    request: bytes = b""

    @property
    def alone(self) -> bool:
        """Whether the node opens without a hub."""
        return not self.hub

    def to_bytes(self) -> bytes:
        """The file."""
        return json.dumps({"version": VERSION, **_texts(asdict(self))}, indent=1).encode()

    def with_slot(self, slot: Slot) -> Box:
        """One officer more, or the same one with another PIN."""
        return replace(self, slots=(*[old for old in self.slots if old.id != slot.id], slot))


def make_box(share: bytes, root: bytes, slot: Slot, node: str = "") -> Box:
    """The vault of a node alone, with its first officer."""
    return Box((slot,), close_root(root, share, ALONE), node)


def close_root(root: bytes, share: bytes, secret: bytes) -> bytes:
    """The root key under the officers' share and the hub's half."""
    return close(derive(share + secret, "root"), root, "root")


def open_root(box: Box, share: bytes, secret: bytes) -> bytes:
    """The root key. Raises DoesNotOpen."""
    return open_closed(derive(share + secret, "root"), box.root, "root")


def load(folder: Path) -> Box:
    """The vault of a node. Raises NoVault, BadVault."""
    try:
        data = (folder / NAME).read_bytes()
    except FileNotFoundError as error:
        raise NoVault(folder) from error
    try:
        return _box(json.loads(data))
    except (ValueError, KeyError, TypeError) as error:
        raise BadVault(folder / NAME) from error


def save(folder: Path, box: Box, *, new: bool = False) -> None:
    """Keep it, writing over what stood there. A vault that was destroyed meanwhile is not made again: raises NoVault."""
    with LOCK:
        if not new and not exists(folder):
            raise NoVault(folder)
        files.replace(folder / NAME, box.to_bytes())


def exists(folder: Path) -> bool:
    """Whether this node has a vault."""
    return (folder / NAME).is_file()


def _box(said: dict[str, Any]) -> Box:
    if said.pop("version") != VERSION:
        raise ValueError("another version")
    slots = tuple(_slot(slot) for slot in said.pop("slots"))
    node, hub = said.pop("node"), said.pop("hub")
    return Box(slots, node=node, hub=hub, **{name: base64.b64decode(text) for name, text in said.items()})


def _slot(said: dict[str, Any]) -> Slot:
    passes, kib, lanes = said["cost"]
    salt, check, label = (base64.b64decode(said[name]) for name in ("salt", "check", "label"))
    first, second = (base64.b64decode(door) for door in said["doors"])
    return Slot(said["id"], salt, (passes, kib, lanes), check, (first, second), label)


def _texts(value: Any) -> Any:
    """Bytes as text, all the way down."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {name: _texts(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(inner) for inner in value]
    return value
