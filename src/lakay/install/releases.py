"""The releases on the machine, each in a folder of its own, and `current`, which points to the one in use. Going back is turning that pointer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lakay.install.layout import Layout
from lakay.install.manifest import Manifest

COMPLETE = "complete"
KEPT = 2
"""So many releases stay: the one in use and the one before."""


class NotInstalled(Exception):
    """The packages could not be installed; the text is what pip said."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is installed: the release in use, whose signature is trusted, and the earlier ones that are still there."""

    release: str
    trusted: str
    earlier: list[str] = field(default_factory=list)

    @property
    def made(self) -> str:
        """When the release was made (see `Manifest.made`)."""
        return self.release.rpartition("-")[2]


def read_record(layout: Layout) -> Record | None:
    """What was installed last, or None on a fresh machine."""
    if not layout.record.is_file():
        return None
    return Record(**json.loads(layout.record.read_text(encoding="utf-8")))


def write_record(layout: Layout, record: Record) -> None:
    """Keep what is installed, in one step."""
    half = layout.record.with_suffix(".new")
    half.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    half.replace(layout.record)


def folder_of(layout: Layout, release: str) -> Path:
    """The folder of a release."""
    return layout.program / "releases" / release


def is_complete(layout: Layout, release: str) -> bool:
    """Whether a release was installed to its end."""
    return (folder_of(layout, release) / COMPLETE).is_file()


def install(layout: Layout, stick: Path, manifest: Manifest) -> Path:
    """Install a release beside the others, from the stick alone: every package is checked by its hash once more. Raises NotInstalled.

    pip comes from the stick too, because Debian's Python may have none; nothing of the machine's settings for it is read.
    """
    target = folder_of(layout, manifest.release)
    if is_complete(layout, manifest.release):
        return target
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-I", "-m", "venv", "--without-pip", str(target)])
    pip = next((stick / "wheels").glob("pip-*.whl")) / "pip"
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = stick / f"requirements-{python}.txt"
    command = [
        str(target / "bin" / "python"),
        str(pip),
        "--isolated",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-cache-dir",
    ]
    _run(
        [
            *command,
            "--no-index",
            "--find-links",
            str(stick / "wheels"),
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
            str(wanted),
        ]
    )
    (target / COMPLETE).touch()
    os.sync()
    return target


def _run(command: list[str]) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, env=clean | {"PIP_CONFIG_FILE": os.devnull}, capture_output=True, text=True, check=False)  # noqa: S603  (our own words)
    if done.returncode:
        raise NotInstalled((done.stderr or done.stdout).strip()[-2000:])


def turn_to(layout: Layout, release: str) -> None:
    """Let `current` point to a release, in one step."""
    half = layout.program / "current.new"
    half.unlink(missing_ok=True)
    half.symlink_to(Path("releases") / release)
    half.replace(layout.current)


def forget_old(layout: Layout, kept: list[str]) -> None:
    """Remove the releases that nobody goes back to any more, and those that were never finished."""
    for folder in (layout.program / "releases").iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
