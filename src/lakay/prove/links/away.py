"""A node in a network namespace of its own, with somebody who works there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from lakay.demo.nodes.house import House
from lakay.prove.links.network import PORT, inside

ACKNOWLEDGED = "acknowledged.txt"


class Way(Protocol):
    """A post's line to the hub, in a namespace or within this machine."""

    number: int
    post: str

    @property
    def address(self) -> str: ...

    @property
    def port(self) -> int: ...

    def spoil(self) -> None: ...

    def fail(self) -> None: ...

    def mend(self) -> None: ...

    def heal(self) -> None: ...

    def bytes(self) -> int: ...


@dataclass(slots=True)
class Away(House):
    """A house whose programs run inside a namespace; inside none if it has no name."""

    space: str = ""
    work: subprocess.Popen[bytes] | None = None

    def command(self, *arguments: str) -> list[str]:
        before = ["ip", "netns", "exec", self.space] if self.space else []
        return [*before, *House.command(self, *arguments)]

    def answers(self) -> bool:
        with inside(self.space) if self.space else nullcontext():
            return House.answers(self)

    def told(self, *arguments: str) -> Any:
        """The JSON that a command prints last."""
        return json.loads(self.run(*arguments).strip().splitlines()[-1])

    def asked(self, *arguments: str) -> Any:
        """What the node holds or owes, as `lakay prove tell` writes it down."""
        file = self.folder / "told.json"
        self.run("prove", "tell", str(file), *arguments)
        return json.loads(file.read_text())

    def begin_work(self, post: str, seed: int) -> None:
        """Somebody registers travellers until killed, and notes each receipt once it is given."""
        note = str(self.folder.parent / f"{self.folder.name}-{ACKNOWLEDGED}")
        self.work = self.begin("rehearse", "work", post, note, str(seed))

    def end_work(self, how: int = signal.SIGKILL) -> None:
        """Kill whoever works there."""
        work, self.work = self.work, None
        if work is not None:
            os.killpg(work.pid, how)
            work.wait()

    def acknowledged(self) -> list[str]:
        """The identities and hashes of all events for which a receipt was given; a line cut off by the kill was not given."""
        note = self.folder.parent / f"{self.folder.name}-{ACKNOWLEDGED}"
        return [line for line in note.read_text().split("\n")[:-1] if line] if note.exists() else []


def at_the_hub(folder: Path, space: str, environment: Mapping[str, str]) -> Away:
    """The hub, which listens on all its lines."""
    return Away(folder / "hub", PORT, environment, host="0.0.0.0", space=space)  # noqa: S104  (its own namespace)


def at_a_post(folder: Path, line: Way, environment: Mapping[str, str]) -> Away:
    """A post at the end of its line."""
    return Away(folder / f"post{line.number}", line.port, environment, {"LAKAY_HUB": line.address}, space=line.post)
