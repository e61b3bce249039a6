"""Is the disk fit to keep a register? It is asked how long a sync takes, and what kind of disk it says it is."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

SYNCS = 60
BLOCK = 4096
FAST_MS, SLOW_MS = 0.2, 25.0
UNFIT = {"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "tmpfs", "ramfs", "nfs", "nfs4", "cifs", "overlay", "9p"}
"""File systems without what a register needs: no owner of files, no sync that means anything, gone at the next start, or on another machine."""


@dataclass(frozen=True, slots=True)
class Disk:
    """What was found: milliseconds of a sync (middle, and of twenty the slowest but one), file system, and what speaks against it."""

    middle: float
    slow: float
    filesystem: str
    device: str
    spins: bool
    removable: bool

    @property
    def doubts(self) -> tuple[str, ...]:
        """Codes of what a person must know before trusting it (see `words`)."""
        found = (
            ("disk_unfit", self.filesystem in UNFIT),
            ("disk_fast", self.middle < FAST_MS),
            ("disk_slow", self.slow > SLOW_MS),
            ("disk_spins", self.spins),
            ("disk_removable", self.removable),
        )
        return tuple(code for code, true in found if true)


def time_syncs(folder: Path, count: int = SYNCS) -> list[float]:
    """How many milliseconds each of some small writes takes until the disk says it is safe."""
    probe = folder / "disk.probe"
    took = []
    try:
        with probe.open("wb", buffering=0) as file:
            for number in range(count):
                file.seek(number % 8 * BLOCK)
                file.write(os.urandom(BLOCK))
                started = time.perf_counter()
                os.fsync(file.fileno())
                took.append((time.perf_counter() - started) * 1000)
    finally:
        probe.unlink(missing_ok=True)
    return took


def probe(folder: Path, system: Path = Path("/")) -> Disk:
    """Measure the disk under a folder, and ask the kernel about it. What the kernel does not tell counts as harmless."""
    took = time_syncs(folder)
    filesystem, source = mount_of(folder.resolve(), (system / "proc/self/mounts").read_text(encoding="utf-8"))
    block = _block(system / "sys/class/block" / Path(source).name)
    return Disk(
        median(took), quantiles(took, n=20)[-1], filesystem, source, _says(block / "queue/rotational"), _says(block / "removable")
    )


def mount_of(folder: Path, mounts: str) -> tuple[str, str]:
    """The file system and the source of the deepest mount that holds a folder, from the lines of /proc/self/mounts."""
    best = ("", "", "")
    for line in mounts.splitlines():
        source, point, filesystem = line.split(" ")[:3]
        point = point.encode().decode("unicode_escape")
        if folder.is_relative_to(point) and len(point) >= len(best[1]):
            best = (source, point, filesystem)
    return best[2], best[0]


def _block(device: Path) -> Path:
    """The whole disk that a partition belongs to."""
    real = device.resolve()
    return real.parent if (real / "partition").exists() else real


def _says(file: Path) -> bool:
    return file.is_file() and file.read_text(encoding="ascii").strip() == "1"
