"""One node of the rehearsal: a folder, a process, and the commands of its own that are run for it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LAKAY = "from lakay.cli.main import main; main()"
START_SECONDS = 90
GONE_SECONDS = 10


class WentWrong(RuntimeError):
    """A command of a node failed; the message is the end of what it said."""


@dataclass(slots=True)
class House:
    """A node's data folder and port. `more` are settings of its own; `environment` is the caller's."""

    folder: Path
    port: int
    environment: Mapping[str, str]
    more: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    host: str = "127.0.0.1"
    serve: tuple[str, ...] = ()

    def run(self, *arguments: str, timeout: float = 900, also_if_it_fails: bool = False) -> str:
        """Run a `lakay` command on this node and return what it printed. Raises WentWrong, unless failing is expected."""
        self.folder.mkdir(parents=True, exist_ok=True)
        command, environment = self.command(*arguments), self.settings()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout, check=False)  # noqa: S603
        if done.returncode and not also_if_it_fails:
            raise WentWrong(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
        return done.stdout

    def start(self) -> None:
        """Start the server and wait until it answers. Raises WentWrong, also where another program has the port."""
        deadline = time.monotonic() + GONE_SECONDS
        while self.answers():  # one that was just killed may need a moment to be gone
            if time.monotonic() > deadline:
                raise WentWrong(f"port {self.port} is in use")
            time.sleep(0.1)
        self.process = self.begin("serve", "--demo", "--host", self.host, "--port", str(self.port), *self.serve)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise WentWrong((self.folder / "server.log").read_text()[-2000:])
            time.sleep(0.1)

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a `lakay` command on this node and do not wait for it; what it says goes to its log."""
        with (self.folder / "server.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603
                self.command(*arguments), env=self.settings(), stdout=log, stderr=log, start_new_session=True
            )

    def command(self, *arguments: str) -> list[str]:
        """A `lakay` command as this machine runs it."""
        return [sys.executable, "-c", LAKAY, *arguments]

    def answers(self) -> bool:
        """Whether somebody listens at its port."""
        try:
            socket.create_connection(("127.0.0.1", self.port), 2).close()
        except OSError:
            return False
        return True

    @property
    def runs(self) -> bool:
        """Whether its process lives."""
        return self.process is not None and self.process.poll() is None

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End its process, with all that it started; kindly first."""
        process, self.process = self.process, None
        if process is None:
            return
        try:
            os.killpg(process.pid, how)
            process.wait(15)
        except ProcessLookupError:
            process.wait()
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def destroy(self) -> None:
        """The machine is gone, and everything on it."""
        self.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def settings(self) -> dict[str, str]:
        """The environment of its processes: this node's, and nothing of another's."""
        kept = {name: value for name, value in self.environment.items() if not name.startswith("LAKAY_")}
        own = {"LAKAY_MODE": "demo", "LAKAY_DATA": str(self.folder), "LAKAY_LINK_IDLE": "5", "LAKAY_LINK_NIGHT": "0-23"}
        return kept | own | dict(self.more)
