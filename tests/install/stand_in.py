"""A release small enough to be installed in a moment: a program of a few lines of shell that keeps its register in a text file."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.install.answers import Ask
from lakay.install.going import Installation, Wishes
from lakay.install.layout import Layout
from lakay.install.machine import Machine, Places
from lakay.install.manifest import Manifest, fingerprint, list_files, machine_here
from lakay.install.releases import folder_of
from lakay.install.words import Speaker
from tests.repo.planting import ROOT

RELEASE = Ed25519PrivateKey.from_private_bytes(b"r" * 32)
TRUSTED = fingerprint(RELEASE.public_key().public_bytes_raw())
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"

PROGRAM = """\
#!/bin/sh
# init writes its release into the register; doctor says what a file tells it to; tls makes the sheets.
cd "$LAKAY_DATA"
echo "$*" >> "$LAKAY_DATA/said.txt"
case "$1" in
    init) echo "{release}" >> lakay.sqlite3; {init} ;;
    doctor) echo '{doctor}' ;;
    backup) {backup} ;;
    tls) if [ "$2" = trust ]; then mkdir -p "$4"; echo ca > "$4/lakay-ca.crt"; echo ca > "$4/lakay-ca.json"; fi ;;
esac
"""


@dataclass
class Bench:
    """A scratch machine, sticks for it, and what somebody at its keyboard would answer."""

    folder: Path
    starts: list[str] = field(default_factory=list)
    fails_to_start: set[str] = field(default_factory=set)
    places: Places = field(default_factory=Places)

    @property
    def layout(self) -> Layout:
        """Where things lie."""
        return Layout(self.folder / "machine")

    @property
    def machine(self) -> Machine:
        """The scratch machine; its service starts or not, as the test wants."""
        return Bare(self.layout, False, self)

    def stick(
        self, made: str, *, bad: tuple[str, ...] = (), init: str = "true", backup: str = "true", key: Ed25519PrivateKey = RELEASE
    ) -> Path:
        """A stick with a release of that instant, and the release laid where pip would install it."""
        stick = self.folder / f"stick-{made}"
        (stick / "wheels").mkdir(parents=True)
        with zipfile.ZipFile(stick / "wheels" / "lakay-1-py3-none-any.whl", "w") as wheel:
            for name in ("pack.toml", "posts.csv"):
                wheel.write(ROOT / "packs" / "ht" / name, f"lakay/shipped/packs/ht/{name}")
        found = Manifest("1", made, (HERE,), machine_here(), list_files(stick))
        (stick / "MANIFEST.txt").write_text(found.text())
        (stick / "MANIFEST.sig").write_text(key.sign(found.text().encode()).hex())
        (stick / "RELEASE.pub").write_text(key.public_key().public_bytes_raw().hex())
        self._lay(found.release, json.dumps([{"code": code, "state": "bad"} for code in bad]), init, backup)
        return stick

    def _lay(self, release: str, doctor: str, init: str, backup: str) -> None:
        home = folder_of(self.layout, release)
        (home / "bin").mkdir(parents=True)
        program = PROGRAM.format(release=release, doctor=doctor, init=init, backup=backup)
        (home / "bin" / "lakay").write_text(program)
        (home / "bin" / "lakay").chmod(0o755)
        (home / "complete").touch()

    def run(
        self,
        stick: Path,
        ask: Ask | None = None,
        *,
        key: str = TRUSTED,
        allow_older: bool = False,
        pin: str = "",
        join: bool = False,
    ) -> None:
        """Run the installer."""
        wishes = Wishes(
            stick,
            {"role": "post", "post": "HT-OUA", "name": "oua"},
            release_key=key,
            places=self.places,
            allow_older=allow_older,
            join=join,
        )
        Installation(self.machine, Speaker("en"), wishes, ask, (lambda _question: pin) if pin else None).run()

    @property
    def store(self) -> list[str]:
        """The lines of the register."""
        return (self.layout.data / "lakay.sqlite3").read_text().splitlines()

    @property
    def current(self) -> str:
        """The release in use."""
        return self.layout.current.resolve().name

    def write(self, line: str) -> None:
        """An officer records something."""
        with (self.layout.data / "lakay.sqlite3").open("a") as file:
            file.write(line + "\n")

    def everything(self) -> Iterator[Path]:
        """Every file of the machine."""
        return (path for path in self.layout.prefix.rglob("*") if path.is_file())


class Bare(Machine):
    """A machine without systemd, whose service starts or not as the test says."""

    def __init__(self, layout: Layout, real: bool, bench: Bench) -> None:
        super().__init__(layout, real)
        object.__setattr__(self, "bench", bench)

    def start(self) -> bool:
        """Note which release was started."""
        bench: Bench = self.bench  # type: ignore[attr-defined]
        bench.starts.append(bench.current)
        return bench.current not in bench.fails_to_start
