"""What Lakay needs of the machine around it: a system user, folders, settings, the service, and browsers that trust the post."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lakay.install.answers import Answers
from lakay.install.layout import USER, Layout
from lakay.install.node import read_settings

SYSTEM = Path(__file__).resolve().parent / "system"
UNITS = ("lakay.service", "lakay-backup.service", "lakay-backup.timer")
HOSTS_MARK = "# lakay"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders on other disks than the data: the node's keys, and its copies. None = beside the data, which one theft or one fault takes too."""

    keys: Path | None = None
    copies: Path | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine, or a scratch folder in its place: then nothing outside that folder is touched."""

    layout: Layout
    real: bool

    @property
    def user(self) -> str:
        """The system user that Lakay runs as; empty in a scratch folder."""
        return USER if self.real else ""

    def make_user(self) -> None:
        """A system user without a shell, a password or a home of its own."""
        if not self.real or _has_user():
            return
        home = str(self.layout.data)
        self._do(
            "useradd", "--system", "--user-group", "--no-create-home", "--home-dir", home, "--shell", "/usr/sbin/nologin", USER
        )

    def make_folders(self, places: Places) -> None:
        """The folders: the program belongs to the administrator; data, keys and copies to Lakay alone."""
        self.layout.program.mkdir(parents=True, exist_ok=True, mode=0o755)
        self.layout.settings.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        for folder in filter(None, (self.layout.data, places.keys, places.copies)):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            self._give(folder)

    def write_settings(self, answers: Answers, places: Places, *, joins: bool = False) -> None:
        """The settings of a new node. What is there already is the administrator's and stays."""
        if not self.layout.secret.exists():
            self._write(self.layout.secret, secrets.token_urlsafe(48) + "\n", 0o640)
        if self.layout.settings.exists():
            return
        lines = (SYSTEM / "lakay.env").read_text(encoding="utf-8")
        for name, value in {
            "DATA": self.layout.data,
            "KEYS": places.keys or self.layout.data / "keys",
            "COPIES": places.copies or self.layout.data / "copies",
            "SECRET": self.layout.secret,
            "POST": answers.post,
            "HOST": answers.host,
            "JOINS": "yes" if joins else "no",
        }.items():
            lines = lines.replace(f"@{name}@", str(value))
        self._write(self.layout.settings, lines, 0o640)

    def write_command(self) -> None:
        """`lakay` for the administrator."""
        text = (SYSTEM / "lakay").read_text(encoding="utf-8")
        text = (
            text.replace("@CURRENT@", str(self.layout.current))
            .replace("@SETTINGS@", str(self.layout.settings))
            .replace("@USER@", self.user)
        )
        self.layout.command.parent.mkdir(parents=True, exist_ok=True)
        self._write(self.layout.command, text, 0o755, ours=False)

    def write_units(self) -> None:
        """The service, and the timer of the backups."""
        self.layout.units.mkdir(parents=True, exist_ok=True)
        marks = {
            "CURRENT": self.layout.current,
            "DATA": self.layout.data,
            "SETTINGS": self.layout.settings,
            "PLACES": " ".join(self._written_places()),
        }
        for name in UNITS:
            text = (SYSTEM / name).read_text(encoding="utf-8")
            for mark, value in marks.items():
                text = text.replace(f"@{mark}@", str(value))
            self._write(self.layout.units / name, text, 0o644, ours=False)
        if self.real:
            self._do("systemctl", "daemon-reload")
            self._do("systemctl", "enable", "--quiet", "lakay.service", "lakay-backup.timer")

    def _written_places(self) -> list[str]:
        """Where the program writes: its data, and keys and copies if they lie elsewhere."""
        settings = read_settings(self.layout.settings)
        elsewhere = (settings.get(name, "") for name in ("LAKAY_KEYS", "LAKAY_BACKUP"))
        data = self.layout.data
        return [str(data), *(folder for folder in elsewhere if folder and not Path(folder).is_relative_to(data))]

    def stop(self) -> None:
        """Stop the service and wait until it has ended. Nothing to do where none is."""
        if self.real and (self.layout.units / UNITS[0]).exists():
            self._do("systemctl", "stop", "lakay.service", "lakay-backup.timer", "lakay-backup.service")

    def start(self) -> bool:
        """Start the service; it counts as started when it has answered (see `lakay.cli.alive`)."""
        if not self.real:
            return True
        started = subprocess.run(["systemctl", "restart", "lakay.service"], check=False)  # noqa: S607  (the machine's own)
        self._do("systemctl", "start", "lakay-backup.timer")
        return started.returncode == 0

    def trust(self, made: Path) -> None:
        """Lay the sheets where people find them, and let the browsers of this machine trust the post."""
        self.layout.sheets.mkdir(exist_ok=True)
        for sheet in made.iterdir():
            shutil.copyfile(sheet, self.layout.sheets / sheet.name)
        for name, target in (("lakay-ca.json", self.layout.chromium), ("lakay-ca.crt", self.layout.authorities)):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made / name, target)
        self._tell_authorities()

    def name_itself(self, host: str) -> None:
        """A line in /etc/hosts, so that the browser of this machine reaches the post by its name; empty: take the line away."""
        hosts = self.layout.prefix / "etc" / "hosts"
        before = hosts.read_text(encoding="utf-8") if hosts.exists() else ""
        lines = [line for line in before.splitlines() if not line.endswith(HOSTS_MARK)]
        lines += [f"127.0.0.1 {host} {HOSTS_MARK}"] if host else []
        hosts.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def remove_program(self) -> None:
        """Take away the program, its service and what was put elsewhere. Data and settings stay."""
        if self.real and (self.layout.units / UNITS[0]).exists():
            self._do("systemctl", "disable", "--now", "--quiet", *UNITS[::2])
        for name in UNITS:
            (self.layout.units / name).unlink(missing_ok=True)
        for file in (self.layout.command, self.layout.chromium, self.layout.authorities):
            file.unlink(missing_ok=True)
        shutil.rmtree(self.layout.program, ignore_errors=True)
        self.name_itself("")
        self._tell_authorities("--fresh")
        if self.real:
            self._do("systemctl", "daemon-reload")

    def _tell_authorities(self, *words: str) -> None:
        """Let the machine's own programs know that an authority came or went."""
        if self.real and shutil.which("update-ca-certificates"):
            subprocess.run(["update-ca-certificates", *words], check=True, capture_output=True)  # noqa: S603, S607  (the machine's own)

    def _write(self, path: Path, text: str, mode: int, *, ours: bool = True) -> None:
        half = path.with_name(f"{path.name}.new")
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        half.chmod(mode)
        if self.real and ours:
            os.chown(half, 0, pwd.getpwnam(USER).pw_gid)
        half.replace(path)

    def _give(self, path: Path) -> None:
        if self.real:
            account = pwd.getpwnam(USER)
            os.chown(path, account.pw_uid, account.pw_gid)

    def _do(self, *command: str) -> None:
        subprocess.run(command, check=True)  # noqa: S603  (the machine's own commands, with our words)


def _has_user() -> bool:
    try:
        pwd.getpwnam(USER)
    except KeyError:
        return False
    return True
