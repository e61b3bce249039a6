"""A node of the demo country, served by `lakay serve --demo` in a process of its own, as a post runs it."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests.repo.planting import ROOT

LAKAY = str(Path(sys.executable).with_name("lakay"))
PATIENCE = 300  # seconds for a start on a busy machine
OURS = {"LAKAY_TEST_APPS", "LAKAY_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "LAKAY_MODE", "LAKAY_DATA"}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Node:
    """The node: where it keeps its data, where browsers reach it, and its process while it runs."""

    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the node."""
        return f"http://localhost:{self.port}"

    def environment(self) -> dict[str, str]:
        """The settings of the demo, none of the test's."""
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return kept | {"LAKAY_MODE": "demo", "LAKAY_DATA": str(self.data)}

    def settle(self, crossings: int = 200, seed: int = 7) -> None:
        """Take the demo country, which is made once for all the workers of a run."""
        made = Path(os.environ["LAKAY_TEST_FOLDER"]) / f"demo-{crossings}-{seed}"
        with made.with_suffix(".lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not made.exists():
                Node(made.with_suffix(".begun")).make(crossings, seed)
                made.with_suffix(".begun").rename(made)
        shutil.copytree(made, self.data, dirs_exist_ok=True)

    def make(self, crossings: int, seed: int) -> None:
        """Make the demo country."""
        self.data.mkdir()
        command = [LAKAY, "demo", "--crossings", str(crossings), "--seed", str(seed)]
        subprocess.run(command, cwd=ROOT, env=self.environment(), check=True, capture_output=True)

    def start(self) -> None:
        """Serve, and wait until it answers. It leads a group of processes, so that all of them can be stopped."""
        command = [LAKAY, "serve", "--demo", "--port", str(self.port)]
        with (self.data / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, (self.data / "serve.log").read_text(encoding="utf-8")[-2000:]
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether the health page comes."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def send(self, sign: signal.Signals) -> None:
        """Stop, continue or kill the node's processes."""
        assert self.process
        os.killpg(self.process.pid, sign)

    def kill(self) -> None:
        """Take the power away."""
        self.send(signal.SIGKILL)
        assert self.process
        self.process.wait()
        self.process = None

    def end(self) -> None:
        """Leave nothing running."""
        if self.process:
            self.kill()
