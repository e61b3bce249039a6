"""A node of its own in a folder: made, started, killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lakay.prove.visitor import Line

LAKAY = "from lakay.cli.main import main; main()"
START_SECONDS = 60


class DoesNotStart(RuntimeError):
    """The server did not answer in time; the end of its log is the message."""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True)
class Node:
    """A demo node. `environment` is that of the caller; `database` is its URL, empty for SQLite in the folder; `more` are
    other settings."""

    folder: Path
    environment: Mapping[str, str]
    database: str = ""
    workers: int = 1
    threads: int = 32
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a `lakay` command on this node."""
        command = [sys.executable, "-c", LAKAY, *arguments]
        return subprocess.run(command, env=self._environment(), capture_output=True, text=True, timeout=timeout, check=False)  # noqa: S603

    def make(self) -> None:
        """Keys, tables, country pack, invented officers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        done = self.run("demo", "--crossings", "0")
        if done.returncode:
            raise DoesNotStart(done.stderr[-2000:])

    def start(self, preload: str = "") -> None:
        """Start the server and wait until it answers. `preload` is a library to load before all others."""
        command = [sys.executable, "-c", LAKAY, "serve", "--demo", "--port", str(self.port), "--threads", str(self.threads)]
        environment = self._environment() | ({"LD_PRELOAD": preload} if preload else {})
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [*command, "--workers", str(self.workers)], env=environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise DoesNotStart((self.folder / "server.log").read_text()[-2000:])
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether the health page says that all is well."""
        line = Line(self.port, timeout=5)
        try:
            return line.get("/health").status == 200
        except OSError:
            return False
        finally:
            line.close()

    def kill(self) -> None:
        """Kill -9: the server and all its processes, at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _environment(self) -> dict[str, str]:
        settings = {"LAKAY_MODE": "demo", "LAKAY_DATA": str(self.folder), "LAKAY_DATABASE_URL": self.database, **self.more}
        kept = {name: value for name, value in self.environment.items() if not name.startswith("LAKAY_")}
        return kept | {name: value for name, value in settings.items() if value}
