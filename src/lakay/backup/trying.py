"""The check by restoring: a process of its own fills a scratch store from the files, compares, and throws it away.

It runs beside the server at low priority, and hands its work over by words on its two pipes: keys never lie in arguments,
in the environment or, where the machine has memory for it, on a disk.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from lakay.backup import files
from lakay.backup.contents import Tell
from lakay.backup.fresh import hurried
from lakay.backup.loading import DoesNotAgree, Load, own_head
from lakay.backup.sealing import Damaged
from lakay.journal.core.chain import Head
from lakay.journal.keys import SIGNING, WRAPPING, node_keys
from lakay.journal.models import Local
from lakay.journal.registry import tables

CHILD = "import sys; sys.argv[0] = 'lakay'; from lakay.cli.main import main; main()"
MEMORY = Path("/dev/shm")  # noqa: S108  (a folder of ours with a name that nobody guesses, for its owner alone)
SCRATCH = "lakay-scratch-"
GROWS = 12
"""A store takes at most about so many times the room of its sealed copy, indexes and all."""


class CheckFailed(RuntimeError):
    """A copy was not restored: it does not count. `code` is that of Damaged (damaged), DoesNotAgree, or of the machine."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Piece:
    """A file and the key that opens it."""

    path: Path
    file_key: bytes

    def to_json(self) -> list[str]:
        return [str(self.path), base64.b64encode(self.file_key).decode()]


def try_out(store: list[Piece], keys: list[Piece], tell: Tell | None = None) -> Head:
    """Restore a base and its segments into a scratch store and compare. Returns the head that was reached.

    `tell` hears how many rows are done, and may raise to stop it. Raises CheckFailed.
    """
    size = sum(piece.path.stat().st_size for piece in (*store, *keys))
    with scratch(size * GROWS) as folder:
        task = {
            "store": [piece.to_json() for piece in store],
            "keys": [piece.to_json() for piece in keys],
            "node": {SIGNING: _b64(node_keys().signing.private_bytes_raw()), WRAPPING: _b64(node_keys().wrapping)},
        }
        return _ask(folder, task, tell)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _ask(folder: Path, task: dict[str, Any], tell: Tell | None) -> Head:
    command = [sys.executable, "-c", CHILD, "backup", "try-out", str(folder)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        return _answer(child, task, tell)
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def _answer(child: subprocess.Popen[str], task: dict[str, Any], tell: Tell | None) -> Head:
    if child.stdin is None or child.stdout is None or child.stderr is None:
        raise TypeError("a child without pipes")
    with suppress(BrokenPipeError):
        child.stdin.write(json.dumps(task))
        child.stdin.close()
    for line in child.stdout:
        said = json.loads(line)
        if "done" in said and tell:
            tell(said["done"])
        if "problem" in said:
            raise CheckFailed(said["problem"], said.get("detail", ""))
        if "head" in said:
            return Head.parse(said["head"])
    raise CheckFailed("check-died", child.stderr.read()[-400:])


@contextmanager
def scratch(need: int) -> Iterator[Path]:
    """A folder for a scratch store, in memory where there is room for it, gone afterwards. An encrypted node has it nowhere else.

    Raises CheckFailed.
    """
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > need
    if settings.ENCRYPTED and not in_memory:
        raise CheckFailed("no-room")
    for place in (MEMORY, Path(settings.DATA)):
        sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-", dir=MEMORY if in_memory else settings.DATA))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(place: Path) -> None:
    """Remove scratch stores of processes that were killed before they could."""
    for left in place.glob(f"{SCRATCH}*"):
        owner = left.name.removeprefix(SCRATCH).split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and left.stat().st_uid == os.getuid():
            shutil.rmtree(left, ignore_errors=True)


# ------------------------------------------------------------------ in the child


def examine(task: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """In the child: fill the empty store of this process from the files of a task, and say what came of it."""
    with hurried():
        return _examined(task, Load(tell=tell))


def _examined(task: dict[str, Any], load: Load) -> dict[str, Any]:
    try:
        make_tables()
        for piece in _pieces(task["keys"]):
            with files.reading(piece.path, lambda _opener, key=piece.file_key: key) as lines:  # type: ignore[misc]
                load.keys(lines)
        digests: dict[str, Any] = {}
        for piece in _pieces(task["store"]):
            with files.reading(piece.path, lambda _opener, key=piece.file_key: key) as lines:  # type: ignore[misc]
                load.store(lines)
            digests = digests or load.manifest
        only_base = len(task["store"]) == 1
        load.compare(digests if only_base else load.manifest)
    except Damaged as error:
        return {"problem": "damaged", "detail": str(error)}
    except DoesNotAgree as error:
        return {"problem": error.code, "detail": str(error)}
    except OSError as error:
        return {"problem": "unreadable", "detail": type(error).__name__}
    return {"head": str(own_head())}


def _pieces(told: Iterable[list[str]]) -> list[Piece]:
    return [Piece(Path(path), base64.b64decode(key)) for path, key in told]


def make_tables() -> None:
    """The tables of a scratch store, without the long way through all migrations."""
    with connection.schema_editor() as editor:
        for model in (*Local.__subclasses__(), *(table.model for table in tables().values())):
            editor.create_model(model)
