"""What is on a stick: every file with its size and SHA-256, under one signature of those who release Lakay.

lakay-stick 1
release 0.1.0 20261122T061500Z
python 3.11 linux x86_64
file <sha256> <bytes> <path>
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from lakay.install import ed25519

MANIFEST, SIGNATURE, KEY = "MANIFEST.txt", "MANIFEST.sig", "RELEASE.pub"
FIRST_LINE = "lakay-stick 1"
OWN = {MANIFEST, SIGNATURE, KEY}
PIECE = 1 << 20
FREE = {"trust", "System Volume Information", "lost+found", ".Trash-1000"}
"""Folders on a stick that are not the release's: what people copied beside it, and what systems leave behind."""


class BadStick(Exception):
    """The stick must not be installed from; the words say why. `code` names the sentence for people, `detail` what it is about."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class File:
    """One file of the stick."""

    sha256: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release consists of and which machines it is for."""

    version: str
    made: str
    """When it was made, as 20261122T061500Z: of two releases the later one is newer, whatever a clock says now."""
    pythons: tuple[str, ...]
    machine: str
    files: tuple[File, ...]

    @property
    def release(self) -> str:
        """The name of the release, also of its folder on the machine."""
        return f"{self.version}-{self.made}"

    def text(self) -> str:
        """The lines that are signed."""
        head = [
            FIRST_LINE,
            f"release {self.version} {self.made}",
            *(f"python {python} {self.machine}" for python in self.pythons),
        ]
        return "\n".join([*head, *(f"file {file.sha256} {file.size} {file.path}" for file in self.files)]) + "\n"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def list_files(folder: Path) -> tuple[File, ...]:
    """Every file below a folder that is to be signed, sorted."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).as_posix() not in OWN)
    return tuple(File(digest(path), path.stat().st_size, path.relative_to(folder).as_posix()) for path in paths)


def parse(text: str) -> Manifest:
    """Read the lines. Raises BadStick."""
    first, *rest = text.splitlines() or [""]
    words: dict[str, list[list[str]]] = {"release": [], "python": [], "file": []}
    for line in rest:
        what, *said = line.split(" ", maxsplit=3)
        words.get(what, []).append(said)
    releases, pythons = words["release"], words["python"]
    count = sum(len(lines) for lines in words.values())
    if first != FIRST_LINE or [len(said) for said in releases] != [2] or not pythons or count != len(rest):
        raise BadStick("not_a_stick")
    if any(len(said) < 2 for said in pythons):
        raise BadStick("not_a_stick")
    machine = " ".join(pythons[0][1:])
    version, made = releases[0]
    return Manifest(version, made, tuple(said[0] for said in pythons), machine, tuple(map(_file, words["file"])))


def _file(said: list[str]) -> File:
    """A file by its line, within the stick. Raises BadStick."""
    if len(said) != 3 or not said[1].isdigit():
        raise BadStick("not_a_stick")
    path = PurePath(said[2])
    if path.is_absolute() or ".." in path.parts:
        raise BadStick("not_a_stick")
    return File(said[0], int(said[1]), said[2])


def read(folder: Path, trusted: str) -> Manifest:
    """The manifest of a stick, signed by the key with the fingerprint `trusted`. Nothing else of the stick is believed before this."""
    try:
        text, signature = (folder / MANIFEST).read_bytes(), bytes.fromhex((folder / SIGNATURE).read_text(encoding="ascii"))
        public = public_key(folder)
    except FileNotFoundError as error:
        raise BadStick("not_a_stick") from error
    except ValueError as error:
        raise BadStick("bad_signature") from error
    if fingerprint(public) != trusted:
        raise BadStick("other_key", grouped(fingerprint(public)))
    if not ed25519.verify(public, text, signature):
        raise BadStick("bad_signature")
    return parse(text.decode())


def public_key(folder: Path) -> bytes:
    """The key that a stick says it is signed with: to be compared, not believed. Raises ValueError, FileNotFoundError."""
    return bytes.fromhex((folder / KEY).read_text(encoding="ascii").strip())


def fingerprint(public: bytes) -> str:
    """The first 20 hexadecimal digits of the SHA-256 of a release key: what stands on paper."""
    return hashlib.sha256(public).hexdigest()[:20].upper()


def grouped(digits: str) -> str:
    """Digits in groups of four, to be read and compared."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def check_files(folder: Path, manifest: Manifest) -> None:
    """Every file is there and as it was signed, and in the folders that are installed from there is nothing more. Raises BadStick."""
    missing = [file.path for file in manifest.files if not (folder / file.path).is_file()]
    if missing:
        raise BadStick("missing", ", ".join(missing))
    for file in manifest.files:
        path = folder / file.path
        if path.stat().st_size != file.size or digest(path) != file.sha256:
            raise BadStick("altered", file.path)
    known = {file.path for file in manifest.files} | OWN
    strange = sorted(set(_present(folder)) - known)
    if strange:
        raise BadStick("strange", ", ".join(strange[:5]))


def _present(folder: Path) -> Iterable[str]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and parts[0] not in FREE and "__pycache__" not in parts and not parts[-1].startswith("."):
            yield path.relative_to(folder).as_posix()


def machine_here() -> str:
    """What kind of machine this is, as `linux x86_64`."""
    return f"{sys.platform} {platform.machine()}"


def check_machine(manifest: Manifest, python: str = "", machine: str = "") -> None:
    """The stick holds what this Python on this machine needs. Raises BadStick."""
    python = python or f"{sys.version_info[0]}.{sys.version_info[1]}"
    if (machine or machine_here()) != manifest.machine:
        raise BadStick("other_machine", machine or machine_here())
    if python not in manifest.pythons:
        raise BadStick("other_python", f"{python} ({', '.join(manifest.pythons)})")
