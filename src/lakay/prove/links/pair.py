"""`lakay prove crash --exchange`: a hub and its posts on one machine, each killed with -9 at any moment while people work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

from lakay.demo.relay import Relay
from lakay.prove.links.away import Away
from lakay.prove.links.storm import Storm, Tell, go_through, settled
from lakay.prove.node import free_port


class Near:
    """A line within this machine. It is cut with the hub's death only."""

    def __init__(self, number: int, hub_port: int) -> None:
        self.number = number
        self.post = ""
        self.port = free_port()
        self.relay = Relay(hub_port)
        self.relay.start()

    @property
    def address(self) -> str:
        """The hub's address as the post calls it."""
        return f"http://127.0.0.1:{self.relay.port}"

    def spoil(self) -> None:
        """It is as it is."""

    def fail(self) -> None:
        """Cut it."""
        self.relay.cut()

    def mend(self) -> None:
        """Make it whole."""
        self.relay.restore()

    def heal(self) -> None:
        """Make it whole."""
        self.relay.restore()

    def bytes(self) -> int:
        """Bytes that passed."""
        return self.relay.count.both


def crash_exchange(
    folder: Path, environment: Mapping[str, str], minutes: float, seed: int, tell: Tell, posts: int = 1
) -> dict[str, int]:
    """Kill hub, posts and those who work there for so many minutes. `wrong` is 0 if nothing acknowledged is lost, doubled, different."""
    hub = Away(folder / "hub", free_port(), environment)
    lines = [Near(number, hub.port) for number in range(1, posts + 1)]
    run = Storm(hub, [settled(folder, line, environment) for line in lines], Random(seed), tell, lines_fail=False)  # noqa: S311
    try:
        return go_through(run, minutes * 60)
    finally:
        for line in lines:
            line.relay.end()
