"""What a thief finds who copies the disk of a node, and where a word would lie in it, in whatever form a program writes words."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PLAIN_STORE = b"SQLite format 3\x00"


@dataclass(slots=True)
class Findings:
    """What was found in images so far."""

    images: int = 0
    files: int = 0
    bytes: int = 0
    words: int = 0
    plain_stores: int = 0
    key_files: int = 0


def forms(marker: str) -> set[bytes]:
    """The word in small letters and capitals, as UTF-8, UTF-16 and in base64 at each of its three places."""
    found = set()
    for word in (marker.lower(), marker.upper(), marker.title()):
        for data in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode()):
            found.add(data)
        for shift in range(3):
            coded = base64.b64encode(b"\x00" * shift + word.encode())
            found.add(coded[4 if shift else 0 : len(coded) - 4])
    return found


def take_image(folder: Path, to: Path) -> None:
    """Copy a disk as it is at this moment, file after file, while the node goes on; a file that goes away meanwhile is missed."""
    for path in _files(folder):
        target = to / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, target)
        except FileNotFoundError:
            continue


def search(image: Path, marker: str, findings: Findings) -> None:
    """Look through every byte of an image."""
    wanted = forms(marker)
    findings.images += 1
    for path in _files(image):
        data = path.read_bytes()
        findings.files += 1
        findings.bytes += len(data)
        findings.words += sum(data.count(form) for form in wanted)
        findings.plain_stores += data.startswith(PLAIN_STORE)
        findings.key_files += path.suffix == ".key"


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock")
