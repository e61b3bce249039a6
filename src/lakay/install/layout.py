"""Where everything of an installation lies. With a prefix it lies below a scratch folder and touches nothing of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

USER = "lakay"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders and files below `prefix` (`/` on a real machine)."""

    prefix: Path

    @property
    def program(self) -> Path:
        """The program: one folder for each release, and `current`, which points to the one in use. Only the administrator writes here."""
        return self.prefix / "opt" / "lakay"

    @property
    def current(self) -> Path:
        """The release in use."""
        return self.program / "current"

    @property
    def record(self) -> Path:
        """What is installed and whose signature is trusted (JSON)."""
        return self.program / "installed.json"

    @property
    def data(self) -> Path:
        """The data, its keys and certificates. It is never removed by a program."""
        return self.prefix / "var" / "lib" / "lakay"

    @property
    def settings(self) -> Path:
        """The settings of this node, and its secret beside it."""
        return self.prefix / "etc" / "lakay" / "lakay.env"

    @property
    def secret(self) -> Path:
        """What sessions are signed with."""
        return self.settings.with_name("secret")

    @property
    def units(self) -> Path:
        """The unit files of systemd."""
        return self.prefix / "etc" / "systemd" / "system"

    @property
    def command(self) -> Path:
        """`lakay` for the administrator: the same program, as the system user, with the settings of this node."""
        return self.prefix / "usr" / "local" / "bin" / "lakay"

    @property
    def kept_store(self) -> Path:
        """The store as it was before an upgrade. While this folder is there, the upgrade has not been tried: a power cut undoes it."""
        return self.data / "before-upgrade"

    @property
    def tried_store(self) -> Path:
        """The same, once the new release was started with the store: from then on people may have written, and only a person goes back."""
        return self.data / "before-upgrade-tried"

    @property
    def sheets(self) -> Path:
        """What others need to trust the post: the certificate and the sheets to print. Nothing secret, so anybody on the machine reads it."""
        return self.program / "trust"

    @property
    def chromium(self) -> Path:
        """The policy by which Chromium on this machine trusts the post."""
        return self.prefix / "etc" / "chromium" / "policies" / "managed" / "lakay-ca.json"

    @property
    def authorities(self) -> Path:
        """Where Debian keeps authorities that the administrator added."""
        return self.prefix / "usr" / "local" / "share" / "ca-certificates" / "lakay-ca.crt"
