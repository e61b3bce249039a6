"""Files of copies on a disk: written whole or not at all, found again, marked once they were checked."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard
from django.conf import settings

from lakay.backup.rules import Kind, Name
from lakay.backup.sealing import Damaged, Opener, Sealer, Unsealed
from lakay.kernel.whole import sync_folder, write_whole

LEVEL = 3
MARK = ".verified"
PART = ".part"
MOST_LINE = 64 * 1024 * 1024


class CopyFailed(RuntimeError):
    """A copy could not be written; nothing of it was left. `code`: disk-full, disk-error, no-folder."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Written:
    """A file that is on disk: where, how large, and the key that opens it again as long as somebody remembers it."""

    path: Path
    size: int
    file_key: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A file of ours in a folder."""

    path: Path
    name: Name

    @property
    def is_marked(self) -> bool:
        """Whether it was restored and compared once."""
        return self.path.with_name(self.path.name + MARK).is_file()


def folder_of(kind: Kind) -> Path:
    """Where files of a kind go: keys lie apart, so that they can be kept elsewhere and shorter."""
    return Path(settings.BACKUP_KEYS if kind is Kind.KEYS else settings.BACKUP)


@contextmanager
def writing(name: Name, recipient: bytes, about: dict[str, Any], lines: Callable[[], Iterable[bytes]]) -> Iterator[Written]:
    """Write a file under a name that is no copy's, sync it, and give it; it gets its own name only if the caller is content.

    Raises CopyFailed, after removing what there was.
    """
    folder = folder_of(name.kind)
    part = folder / f"{name}{PART}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        written = _write(part, recipient, about, lines)
        yield written
        final = folder / str(name)
        part.replace(final)
        sync_folder(folder)
        written.path = final
    except OSError as error:
        raise CopyFailed(_code(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write(path: Path, recipient: bytes, about: dict[str, Any], lines: Callable[[], Iterable[bytes]]) -> Written:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        sealer = Sealer(file, recipient, about)
        packer = zstandard.ZstdCompressor(level=LEVEL).compressobj()
        for bunch in lines():
            sealer.write(packer.compress(bunch))
        sealer.write(packer.flush())
        sealer.finish()
        file.flush()
        os.fsync(file.fileno())
    return Written(path, sealer.size, sealer.file_key)


def _code(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "disk-full"
    return "no-folder" if error.errno in {errno.ENOENT, errno.EACCES, errno.EROFS, errno.ENOTDIR} else "disk-error"


@contextmanager
def reading(path: Path, key_of: Callable[[Opener], bytes]) -> Iterator[Iterator[list[Any] | dict[str, Any]]]:
    """The lines of a sealed file; the first says what it is. Raises Damaged for a file that is not as written."""
    with path.open("rb") as file:
        opener = Opener(file)
        key = key_of(opener)
        yield _lines(opener, key)


def _lines(opener: Opener, key: bytes) -> Iterator[list[Any] | dict[str, Any]]:
    ended = False
    yield {"about": opener.about}
    for line in _raw_lines(Unsealed(opener.pieces(key))):
        try:
            said = json.loads(line)
        except ValueError as error:
            raise Damaged("a line in it cannot be read") from error
        ended = isinstance(said, dict) and "end" in said
        yield said
    if not ended:
        raise Damaged("it has no end")


def _raw_lines(source: Unsealed) -> Iterator[bytes]:
    rest = b""
    try:
        with zstandard.ZstdDecompressor().stream_reader(cast("BinaryIO", source)) as reader:
            while data := reader.read(1 << 20):
                *lines, rest = (rest + data).split(b"\n")
                yield from lines
                if len(rest) > MOST_LINE:
                    raise Damaged("a line in it is too long")
    except zstandard.ZstdError as error:
        raise Damaged("it does not unpack") from error
    if rest:
        raise Damaged("its last line has no end")


def about(path: Path) -> dict[str, Any]:
    """What the head of a file says, before anything in it was opened. Raises Damaged."""
    with path.open("rb") as file:
        return Opener(file).about


def found_in(folder: Path) -> list[Found]:
    """Files of ours in a folder and its `keys`, oldest first. Names that are not ours are passed over."""
    places = [folder, folder / "keys", folder / "store"]
    paths = [path for place in places if place.is_dir() for path in place.iterdir()]
    found = [(path, Name.parse(path.name)) for path in paths]
    return sorted((Found(path, name) for path, name in found if name), key=lambda each: each.name)


def mark(path: Path, said: dict[str, Any]) -> None:
    """Leave beside a file that it was checked, and up to where it reaches: for people, and for a node that lost its store."""
    target = path.with_name(path.name + MARK)
    write_whole(target, json.dumps(said, indent=1), mode=0o644)


def marked(path: Path) -> dict[str, Any]:
    """What the mark beside a file says; empty if there is none that can be read."""
    try:
        said = json.loads(path.with_name(path.name + MARK).read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def drop(path: Path) -> None:
    """Remove a file and its mark."""
    for each in (path, path.with_name(path.name + MARK)):
        with suppress(FileNotFoundError):
            each.unlink()
