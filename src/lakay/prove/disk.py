"""A disk in memory that forgets. What was written stays in its cache until it is synced; when the power goes, any part may be lost.

A write reaches the plates in pieces of 512 bytes, in any order. Directory entries are kept: the journal makes and removes no files.
"""

# ruff: noqa: N802  (the names are those of SQLite's own interface)

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import apsw

SECTOR = 512


class PowerCut(Exception):
    """The power went."""


@dataclass(slots=True)
class Plate:
    """One file: what is safe, what the machine sees, and the pieces written since the last sync (offset, bytes or a new length)."""

    safe: bytearray = field(default_factory=bytearray)
    seen: bytearray = field(default_factory=bytearray)
    cached: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, data: bytes, offset: int) -> None:
        """Write into the cache."""
        _put(self.seen, data, offset)
        for start in range(0, len(data), SECTOR):
            self.cached.append((offset + start, data[start : start + SECTOR]))

    def cut(self, length: int) -> None:
        """Shorten in the cache."""
        del self.seen[length:]
        self.cached.append((length, None))

    def sync(self) -> None:
        """Everything is safe from here on."""
        self.safe = bytearray(self.seen)
        self.cached.clear()

    def after_the_cut(self, random: Random) -> bytes:
        """What is found when the power is back: the safe bytes, and any of the others, in any order."""
        found = bytearray(self.safe)
        kept = [piece for piece in self.cached if random.random() < random.choice((0.1, 0.5, 0.9))]
        if random.random() < 0.5:
            random.shuffle(kept)
        for offset, data in kept:
            if data is None:
                del found[offset:]
            else:
                _put(found, data, offset)
        return bytes(found)


def _put(target: bytearray, data: bytes, offset: int) -> None:
    if len(target) < offset:
        target.extend(bytes(offset - len(target)))
    target[offset : offset + len(data)] = data


class Disk(apsw.VFS):
    """The file system that SQLite is given. The power goes after `operations` writes and syncs."""

    def __init__(self, name: str, files: dict[str, bytes], operations: int = 1 << 60) -> None:
        super().__init__(name, "")
        self.name = name
        self.plates = {path: Plate(bytearray(data), bytearray(data)) for path, data in files.items()}
        self.left = operations
        self.dark = False

    def spend(self) -> bool:
        """One operation more. Raises PowerCut once they are used up; False after `go_dark`, when nothing reaches the disk."""
        self.left -= 1
        if self.left < 0 and not self.dark:
            raise PowerCut
        return not self.dark

    def go_dark(self) -> None:
        """Let the program that lost its power close its files in peace."""
        self.dark = True

    def after_the_cut(self, random: Random) -> dict[str, bytes]:
        """What the next start finds."""
        return {path: plate.after_the_cut(random) for path, plate in self.plates.items()}

    def synced(self) -> dict[str, bytes]:
        """Everything, as after an orderly stop."""
        return {path: bytes(plate.seen) for path, plate in self.plates.items()}

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> OpenFile:  # type: ignore[override]
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return OpenFile(self, self.plates.setdefault(path, Plate()))

    def xAccess(self, pathname: str, flags: int) -> bool:
        return pathname in self.plates

    def xDelete(self, filename: str, syncdir: bool) -> None:
        if self.spend():
            self.plates.pop(filename, None)

    def xFullPathname(self, name: str) -> str:
        return name


class OpenFile:
    """An open file on that disk. One connection only, so locks are not kept."""

    def __init__(self, disk: Disk, plate: Plate) -> None:
        self._disk = disk
        self._plate = plate

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._plate.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        if self._disk.spend():
            self._plate.write(bytes(data), offset)

    def xTruncate(self, newsize: int) -> None:
        if self._disk.spend():
            self._plate.cut(newsize)

    def xSync(self, flags: int) -> None:
        if self._disk.spend():
            self._plate.sync()

    def xFileSize(self) -> int:
        return len(self._plate.seen)

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xCheckReservedLock(self) -> bool:
        return False

    def xLock(self, level: int) -> None: ...

    def xUnlock(self, level: int) -> None: ...

    def xClose(self) -> None: ...
