"""The opened vault, in the memory of this process alone. It is never written, printed, logged, or given to another program.

A process that has it makes no core dumps, and other programs of the same user may not look into it.
"""

from __future__ import annotations

import ctypes
import resource
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lakay.vault.sealing import close, derive, open_closed

PR_SET_DUMPABLE = 4


class Closed(RuntimeError):
    """The vault of this node is not open: nothing can be read or written before an officer opens it."""


@dataclass(slots=True)
class Held:
    """What an open process knows. `until` is the end of the hub's release, None for a node alone."""

    folder: Path
    root: bytearray
    share: bytearray
    slot: str
    asking: bytearray
    until: datetime | None


_guard = threading.RLock()
_held: list[Held] = []
_waiting: list[Callable[[], object]] = []
_asking: list[Callable[[], object]] = []


def is_open() -> bool:
    """Whether this process has the key."""
    return bool(_held)


def held() -> Held:
    """What this process knows; a command at a terminal asks for stick and PIN now, if it must. Raises Closed."""
    with _guard:
        if not _held and _asking:
            _asking.pop()()
        try:
            return _held[0]
        except IndexError:
            raise Closed from None


def ask_by(ask: Callable[[], object]) -> None:
    """How this program opens the vault when something in it is first needed; `ask` calls `open_vault`."""
    _asking[:] = [ask]


def never_ask() -> None:
    """A server asks on its page, never at the terminal that started it."""
    _asking.clear()


def store_key() -> str:
    """The key of the store's file, 64 hex digits, for the driver alone. Raises Closed."""
    return derive(bytes(held().root), "store").hex()


def close_file(name: str, data: bytes) -> bytes:
    """Close a small file of this node under the vault. Raises Closed."""
    return close(derive(bytes(held().root), "file"), data, name)


def open_file(name: str, closed: bytes) -> bytes:
    """What `close_file` closed. Raises Closed, DoesNotOpen."""
    return open_closed(derive(bytes(held().root), "file"), closed, name)


def take(opened: Held) -> None:
    """Keep an opened vault, and start what waited for it."""
    _keep_out()
    with _guard:
        _held[:] = [opened]
        waiting, _waiting[:] = list(_waiting), []
    for start in waiting:
        start()


def when_open(start: Callable[[], object]) -> None:
    """Call this once the vault is open: now, or later."""
    with _guard:
        if not _held:
            _waiting.append(start)
            return
    start()


def forget() -> None:
    """Write zeros over what this process knows. (The driver has a copy for each connection; ending the process takes those.)"""
    with _guard:
        for known in _held:
            for secret in (known.root, known.share, known.asking):
                secret[:] = bytes(len(secret))
        _held.clear()


def _keep_out() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
