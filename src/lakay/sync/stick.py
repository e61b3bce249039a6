"""Carrying parcels on a stick: a folder of bundles, one row of files for each recipient, that many machines write to and read from.

A stick may be lost, come twice, be pulled out in mid-writing, be full, be wrong in places. So files are written under another name first, each is
whole in itself, and taking is harmless to repeat. How far an export to this stick has come is remembered on the machine, not on the stick:
what lies on a stick is believed only as far as its parcels are signed. Names of files are fit for FAT32.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from lakay.journal.keys import node_keys
from lakay.kernel import whole
from lakay.sync import bundle, exchange
from lakay.sync.core.cursors import Cursor

FOLDER = "lakay-exchange"
SUFFIX = ".lkb"
HALF = "lakay-half-written.tmp"
PARCEL_BYTES = 262_144
FILE_BYTES = 8 * 1024 * 1024
KEPT_FREE = 1024 * 1024
LARGEST_FILE = 64 * 1024 * 1024
DIGITS = 4


class StickFull(OSError):
    """There is no room for the next file. What was written before it is whole and can be carried."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that an export left on a stick: what it holds, and how far it brings its recipient."""

    name: str
    digest: str
    reached: Cursor
    events: int


@dataclass(slots=True)
class Export:
    """What was written for one recipient. `gone_on` says that an earlier export to the same stick was continued."""

    to: str
    files: list[str] = field(default_factory=list)
    events: int = 0
    size: int = 0
    gone_on: bool = False
    full: bool = False
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one file. `parcels` were taken, `strange` could be read but not opened here, `damaged` not even read."""

    name: str
    sender: str = ""
    parcels: int = 0
    events: int = 0
    strange: int = 0
    damaged: int = 0
    whole: bool = False
    left: bool = False
    """The file is for another node, or no bundle at all: it was left as it is."""


def me() -> str:
    """The name of this node."""
    return node_keys().node


def export(place: Path, to: str, *, at: datetime) -> Export:
    """Write what a node has not confirmed yet, going on where an earlier export to this stick ended. Raises OSError.

    A stick that is full is no error: what there was room for is whole, and `full` says that the rest waits for another one.
    """
    folder = place / FOLDER
    folder.mkdir(exist_ok=True)
    memo, done = _Memo.of(folder, to), Export(to)
    earlier = memo.still_there(folder, exchange.confirmed(to))
    done.gone_on = bool(earlier)
    memo.written = earlier
    for number, (parcels, reached, events) in enumerate(_parts(to, earlier, at), _first_number(earlier)):
        name = f"{to}-{me()}-{number:0{DIGITS}d}{SUFFIX}"
        data = bundle.write(to, me(), parcels)
        try:
            write_whole(folder, name, data)
        except StickFull:
            done.full = True
            break
        memo.written = [*memo.written, Written(name, sha256(data).hexdigest(), reached, events)]
        memo.keep()
        done.files.append(name)
        done.events += events
        done.size += len(data)
    return done


def one_file(to: str, *, at: datetime) -> Export:
    """A bundle of one file in memory, for a page that hands it out: what a node has not confirmed yet, as much as one file holds."""
    parcels, _reached, events = next(_parts(to, [], at))
    data = bundle.write(to, me(), parcels)
    return Export(to, [f"{to}-{me()}-{1:0{DIGITS}d}{SUFFIX}"], events, len(data), data=data)


def _first_number(earlier: list[Written]) -> int:
    """A file that carried a receipt only is written anew; else the next number."""
    if not earlier:
        return 1
    last = int(earlier[-1].name.removesuffix(SUFFIX).rsplit("-", 1)[1])
    return last if not earlier[-1].events else last + 1


def _parts(to: str, earlier: list[Written], at: datetime) -> Iterator[tuple[list[bytes], Cursor, int]]:
    """File by file: its parcels, how far they bring the recipient, and how many events are in them. At least one parcel."""
    start: Cursor | None = earlier[-1].reached if earlier else None
    more = True
    while more:
        parcels: list[bytes] = []
        size = events = 0
        while more and size < FILE_BYTES:
            offered = exchange.offer(to, most_bytes=PARCEL_BYTES, at=at, start=start)
            parcels.append(offered.parcel)
            start, more = offered.reached, offered.more
            size += len(offered.parcel)
            events += offered.events
        if start is not None:
            yield parcels, start, events


def write_whole(folder: Path, name: str, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, and on the stick when this returns. Raises StickFull, OSError."""
    if shutil.disk_usage(folder).free < len(data) + KEPT_FREE:
        raise StickFull(name)
    half = folder / HALF
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / name)
    with suppress(OSError):  # some file systems of sticks do not let a folder be opened
        whole.sync_folder(folder)


def take(place: Path, *, at: datetime) -> list[Import]:
    """Take what is for this node from a stick, a folder or one file, and leave the rest. Raises OSError where nothing can be read."""
    return [take_bytes(file.name, _read(file), at=at) for file in found(place)]


def found(place: Path) -> list[Path]:
    """The bundles of a stick in the order of their names, or the one file."""
    if place.is_file():
        return [place]
    folder = place / FOLDER if (place / FOLDER).is_dir() else place
    return sorted(file for file in folder.iterdir() if file.suffix == SUFFIX and file.is_file())


def _read(file: Path) -> bytes:
    """A file, or as much of it as a bad stick gives; what is far too large is no bundle."""
    read = bytearray()
    with suppress(OSError), file.open("rb") as stream:
        while len(read) <= LARGEST_FILE and (piece := stream.read(65_536)):
            read += piece
    return bytes(read) if len(read) <= LARGEST_FILE else b""


def take_bytes(name: str, data: bytes, *, at: datetime) -> Import:
    """Take the parcels of one bundle; damage to one does not keep the others from being taken."""
    try:
        to, sender = bundle.address(data)
    except bundle.NotABundle:
        return Import(name, left=True)
    if to != me():
        return Import(name, sender, left=True)
    read = bundle.read(data)
    parcels = events = strange = 0
    for parcel in read.parcels:
        try:
            events += exchange.accept(parcel, at=at).events
            parcels += 1
        except exchange.NotForUs:
            strange += 1
    return Import(name, sender, parcels, events, strange, read.damaged, read.whole and not strange)


def answer(place: Path, taken: list[Import], *, at: datetime) -> list[Export]:
    """Write receipts, and what else waits, back on the stick for those whose parcels were taken from it."""
    return [export(place, sender, at=at) for sender in sorted({one.sender for one in taken if one.parcels})]


@dataclass(slots=True)
class _Memo:
    """What this machine remembers of its exports to one stick for one recipient."""

    file: Path
    base: Cursor
    written: list[Written]

    @classmethod
    def of(cls, folder: Path, to: str) -> _Memo:
        """Read it; nothing is remembered of a new stick."""
        place = Path(settings.DATA) / "sync" / "sticks"
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = place / f"{_name_of(folder)}-{to}.json"
        try:
            told = json.loads(file.read_text())
            rows = [
                Written(row["name"], row["digest"], Cursor.from_json(row["reached"]), row["events"]) for row in told["written"]
            ]
            return cls(file, Cursor.from_json(told["base"]), rows)
        except (OSError, ValueError, KeyError, TypeError):
            return cls(file, Cursor(), [])

    def still_there(self, folder: Path, confirmed: Cursor) -> list[Written]:
        """The earlier files, if all of them lie there as they were written and the recipient has confirmed nothing since.

        Else they are removed: what they hold is with the recipient, or is written anew.
        """
        if self.base == confirmed and all(_is(folder / one.name, one.digest) for one in self.written):
            return self.written
        for file in folder.glob(f"{self.file.stem.split('-', 1)[1]}-{me()}-*{SUFFIX}"):
            file.unlink(missing_ok=True)
        self.base, self.written = confirmed, []
        return []

    def keep(self) -> None:
        """Remember it, on this machine's disk."""
        rows = [{**asdict(one), "reached": one.reached.to_json()} for one in self.written]
        whole.write_whole(self.file, json.dumps({"base": self.base.to_json(), "written": rows}))


def _is(file: Path, digest: str) -> bool:
    try:
        return sha256(file.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _name_of(folder: Path) -> str:
    """What tells this stick from others: a file on it with a random name, made at the first export."""
    file = folder / "stick.id"
    with suppress(OSError):
        known = file.read_text()
        if bundle.NODE.fullmatch(known):
            return known
    fresh = os.urandom(8).hex()
    write_whole(folder, file.name, fresh.encode())
    return fresh


__all__ = [
    "FOLDER",
    "Export",
    "Import",
    "StickFull",
    "answer",
    "export",
    "found",
    "me",
    "one_file",
    "take",
    "take_bytes",
    "write_whole",
]
