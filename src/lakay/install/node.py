"""Runs the installed program: as the system user, with the settings of this node, as the service does."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lakay.install.layout import USER, Layout


class Failed(Exception):
    """A command of the program failed; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Program:
    """The program of one release, run as `user` (empty: as whoever installs, below a scratch prefix)."""

    layout: Layout
    folder: Path
    user: str = USER
    pin: str = ""
    """The officer's PIN, for a node whose register is encrypted: given to the program line by line, never as a word of a command."""

    @property
    def command(self) -> Path:
        """The `lakay` of this release."""
        return self.folder / "bin" / "lakay"

    def run(self, *words: str) -> str:
        """Run `lakay WORDS` and return what it said. Raises Failed."""
        done = self._call(*words)
        if done.returncode:
            raise Failed((done.stderr or done.stdout).strip()[-2000:])
        return done.stdout

    def _call(self, *words: str) -> subprocess.CompletedProcess[str]:
        as_user = ["runuser", "-u", self.user, "--"] if self.user else []
        command = [*as_user, str(self.command), *words]
        return subprocess.run(  # noqa: S603  (our own program)
            command, env=self._environment(), cwd="/", capture_output=True, text=True, check=False, input=f"{self.pin}\n"
        )

    def _environment(self) -> dict[str, str]:
        plain = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        return plain | read_settings(self.layout.settings)

    def bad(self) -> set[str]:
        """The codes of what `lakay doctor` finds bad now; one code of its own when the doctor cannot even look."""
        try:
            return {result["code"] for result in json.loads(self._call("doctor", "--json").stdout) if result["state"] == "bad"}
        except ValueError:
            return {"doctor"}


def read_settings(file: Path) -> dict[str, str]:
    """The settings of a node, from lines NAME=value as systemd reads them."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip('"') for name, value in pairs}
