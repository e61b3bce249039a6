"""A store made again from copies: which files belong together, the keys, the rows, the tables, and a new epoch."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

from lakay.backup import beside, files
from lakay.backup.actions import RESTORER, note_restore
from lakay.backup.contents import Tell
from lakay.backup.files import Found
from lakay.backup.fresh import hurried, on_disk
from lakay.backup.loading import Load, own_head
from lakay.backup.rules import Kind, in_line
from lakay.backup.sealing import Damaged
from lakay.journal.core.chain import Head
from lakay.journal.epochs import new_epoch
from lakay.journal.keys import SIGNING, WRAPPING, node_keys
from lakay.journal.models import Event
from lakay.journal.models import Head as HeadRow
from lakay.journal.writer import writer
from lakay.kernel.clock import Clock
from lakay.kernel.whole import sync_folder
from lakay.vault import protected


class CannotRestore(RuntimeError):
    """Nothing was restored, and nothing that was there was touched. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The files of one restore: a base, the segments that follow it without a gap, and keys, newest first."""

    base: Found
    more: list[Found] = field(default_factory=list)
    keys: list[Path] = field(default_factory=list)
    left: int = 0

    @property
    def store(self) -> list[Path]:
        """Base and segments in order."""
        return [self.base.path, *(each.path for each in self.more)]


def choose(source: Path, keys: Path | None, until: datetime | None, *, unverified: bool) -> Chosen:
    """What to restore from a folder, or from one base in it. Raises CannotRestore, Damaged."""
    found = files.found_in(source.parent if source.is_file() else source)
    base = _base(found, source, until, unverified=unverified)
    key_files = _keys_for(base, [*found, *(files.found_in(keys) if keys else [])])
    more = _line(base, [each for each in found if each.name.kind is Kind.MORE])
    reaching = _until(more, until)
    return Chosen(base, reaching, [each.path for each in reversed(key_files)], len(more) - len(reaching))


def _base(found: list[Found], source: Path, until: datetime | None, *, unverified: bool) -> Found:
    """The newest base that is old enough and, unless one asks for it, checked; or the one that was named."""
    bases = [each for each in found if each.name.kind is Kind.BASE and (until is None or each.name.at <= until)]
    if source.is_file():
        bases = [each for each in bases if each.path == source]
    good = bases if unverified else [each for each in bases if each.is_marked]
    if not good:
        raise CannotRestore(_why_none(bases, until))
    return good[-1]


def _keys_for(base: Found, among: list[Found]) -> list[Found]:
    """The key files of the base's node."""
    keys = [each for each in among if each.name.kind is Kind.KEYS and each.name.node == base.name.node]
    if not keys:
        raise CannotRestore(
            "There are no keys among these files. Say with --keys where they are: without them nothing can be read."
        )
    return keys


def _why_none(bases: list[Found], until: datetime | None) -> str:
    if bases:
        return "No copy here was ever checked by restoring it. With --unverified the newest is tried all the same."
    return "There is no copy here that is old enough." if until else "There is no copy here."


def _line(base: Found, pieces: list[Found]) -> list[Found]:
    said = {each.path.name: files.about(each.path) for each in pieces if each.name.at > base.name.at}
    order = in_line(base.path.name, [(name, about["base"], about["after"]) for name, about in said.items()])
    by_name = {each.path.name: each for each in pieces}
    return [by_name[name] for name in order]


def _until(more: list[Found], until: datetime | None) -> list[Found]:
    """The segments up to the first that reaches beyond an instant, that one with them."""
    if until is None:
        return more
    taken = []
    for each in more:
        taken.append(each)
        if each.name.at > until:
            break
    return taken


@dataclass(slots=True)
class Restored:
    """What was made: the last entry of this node in it, how many rows, and the keys of the node if they had to be brought back."""

    head: Head
    epoch: str = ""
    rows: int = 0
    brought_keys: bool = False


def restore(
    chosen: Chosen, private: X25519PrivateKey, clock: Clock, until: datetime | None = None, tell: Tell | None = None
) -> Restored:
    """Make the store of this node again from copies, under a new epoch. The caller has made sure that nothing is lost by it.

    Raises CannotRestore, Damaged, DoesNotAgree; what was there before stands untouched then.
    """
    began = clock.now()
    brought = _bring_keys(chosen, private)
    with _new_store():
        load = Load(until=until, tell=tell)
        for path in chosen.keys:
            with files.reading(path, lambda opener: opener.key_for(private)) as lines:
                load.keys(lines)
        first = _fill(load, chosen, private)
        reached = load.manifest
        same = not chosen.more and chosen.keys[0].stem.split("-")[2] == chosen.base.path.stem.split("-")[2]
        rows = load.compare(first if same else reached)
        head = own_head()
        epoch = new_epoch(head)
        seconds = max(0, round((clock.now() - began).total_seconds()))
        note_restore(by=RESTORER, at=clock.now(), copy=chosen.store[-1].name, head=str(head) if head.seq else "", seconds=seconds)
    return Restored(head, epoch, rows, brought)


def _fill(load: Load, chosen: Chosen, private: X25519PrivateKey) -> dict[str, Any]:
    """All files into the store; returns what the base says of itself."""
    first: dict[str, Any] = {}
    for path in chosen.store:
        with files.reading(path, lambda opener: opener.key_for(private)) as lines:
            load.store(lines)
        first = first or load.manifest
    return first


def _bring_keys(chosen: Chosen, private: X25519PrivateKey) -> bool:
    """The node's own keys, from the copies where this machine has none. Raises CannotRestore for those of another node."""
    folder = Path(settings.KEYS)
    if not protected.exists(folder / SIGNING):
        found, others = node_keys_in(chosen, private)
        if not {SIGNING, WRAPPING} <= set(found):
            raise CannotRestore(f"These copies do not hold the node's own keys. Bring them from their safe to {folder} first.")
        for name in sorted(found, key=lambda name: name == SIGNING):  # last, for it says that the others are there
            (folder / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not protected.exists(folder / name):
                protected.create(folder / name, found[name])
        beside.bring(others)
        node_keys.cache_clear()
        brought = True
    else:
        brought = False
    if node_keys().node != chosen.base.name.node:
        raise CannotRestore(
            f"These are copies of node {chosen.base.name.node}; the keys here are those of node {node_keys().node}."
        )
    return brought


def node_keys_in(chosen: Chosen, private: X25519PrivateKey) -> tuple[dict[str, bytes], dict[str, str]]:
    """The node's own secret files, open, and what was copied beside them: of the last piece that holds them, for it holds all."""
    for path in chosen.keys:
        with files.reading(path, lambda opener: opener.key_for(private)) as lines:
            for line in lines:
                if isinstance(line, dict) and "node" in line:
                    return {name: base64.b64decode(text) for name, text in line["node"].items()}, line.get("beside", {})
                if isinstance(line, list):
                    break
    return {}, {}


@contextmanager
def _new_store() -> Iterator[None]:
    """An empty store that takes the place of the old one only at the very end. The old one is put aside, not removed."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            if HeadRow.objects.exists() or Event.objects.exists():
                raise CannotRestore("This database holds a journal. Make an empty one and set LAKAY_DATABASE_URL to it.")
            yield
        return
    final = Path(str(connection.settings_dict["NAME"]))
    fresh = final.with_name(f"{final.name}.restoring")
    _remove(fresh)
    with ExitStack() as undo:
        _use(fresh)
        undo.callback(_remove, fresh)
        undo.callback(_use, final)
        undo.enter_context(hurried())
        call_command("migrate", verbosity=0)
        yield
        _use(fresh)
        on_disk(fresh)
        _use(final)
        put_aside(final)
        fresh.replace(final)
        sync_folder(final.parent)


def _use(path: Path) -> None:
    """From now on the connections of this process go to this file."""
    writer.stop()
    connections.close_all()
    for known in (connections.settings["default"], connection.settings_dict):
        known["NAME"] = str(path)


def put_aside(store: Path) -> None:
    """Give an old store another name, with its log, so that nothing is lost that somebody may want to look for."""
    if not store.exists():
        return
    number = 1
    while (aside := store.with_name(f"{store.name}.before-restore-{number}")).exists():
        number += 1
    for end in ("-wal", "-shm", ""):
        part = store.with_name(store.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))


def _remove(store: Path) -> None:
    for end in ("", "-wal", "-shm"):
        store.with_name(store.name + end).unlink(missing_ok=True)


__all__ = ["CannotRestore", "Chosen", "Damaged", "Restored", "choose", "put_aside", "restore"]
