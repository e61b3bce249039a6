"""A hub and its posts, each in a network namespace of its own, with a line between them that is slow, loses packets and fails."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = ("ip", "tc", "iptables")
PORT = 8000
"""Where every node of a rig listens, in its own namespace."""
NAMESPACES = Path("/var/run/netns")
CLONE_NEWNET = 0x40000000


class NotHere(RuntimeError):
    """This machine cannot make namespaces and bad lines; the message says what is missing."""


def check() -> None:
    """Raises NotHere, with the reason, where the rig cannot run."""
    if os.geteuid() != 0:
        raise NotHere("needs root, to make network namespaces")
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        raise NotHere(f"needs {', '.join(missing)} (packages iproute2 and iptables)")
    if _run("ip", "netns", "list").returncode:
        raise NotHere("this machine lets nobody make network namespaces")


@dataclass(frozen=True, slots=True)
class Quality:
    """What a line is like: bits a second (0: as fast as the machine), and the share of packets that it loses, each way."""

    bits: int = 64_000
    loss: float = 0.0


@dataclass(slots=True)
class Line:
    """The line of one post. `near` is its end at the hub, `far` the one at the post."""

    number: int
    hub: str
    post: str
    quality: Quality

    @property
    def near(self) -> str:
        return f"h{self.number}"

    @property
    def hub_address(self) -> str:
        """Where the post finds the hub."""
        return f"10.77.{self.number}.1"

    @property
    def post_address(self) -> str:
        return f"10.77.{self.number}.2"

    @property
    def address(self) -> str:
        """The hub's address as the post calls it."""
        return f"http://{self.hub_address}:{PORT}"

    @property
    def port(self) -> int:
        """Where the post listens."""
        return PORT

    def lay(self) -> None:
        """Make the two ends. The line is good until it is spoilt."""
        _do("ip", "link", "add", self.near, "netns", self.hub, "type", "veth", "peer", "name", "far", "netns", self.post)
        for space, end, address in ((self.hub, self.near, self.hub_address), (self.post, "far", self.post_address)):
            _do("ip", "-n", space, "addr", "add", f"{address}/30", "dev", end)
            # a packet is a packet: else the machine passes 64 KB at once between its own namespaces
            _do("ip", "-n", space, "link", "set", end, "gso_max_size", "1500", "gso_max_segs", "1", "up")

    def spoil(self) -> None:
        """Make both ends as bad as they are to be."""
        for space, end in ((self.hub, self.near), (self.post, "far")):
            self._spoil(space, end)

    def _spoil(self, space: str, end: str) -> None:
        if self.quality.bits:
            rate = f"{self.quality.bits}bit"
            _do("tc", "-n", space, "qdisc", "add", "dev", end, "root", "tbf", "rate", rate, "burst", "4kb", "latency", "600ms")
        if self.quality.loss:
            chance = ("-m", "statistic", "--mode", "random", "--probability", str(self.quality.loss))
            _do("ip", "netns", "exec", space, "iptables", "-w", "-A", "INPUT", "-i", end, *chance, "-j", "DROP")

    def fail(self) -> None:
        """The line goes; packets in flight are lost."""
        _do("ip", "-n", self.hub, "link", "set", self.near, "down")

    def mend(self) -> None:
        """The line is back."""
        _do("ip", "-n", self.hub, "link", "set", self.near, "up")

    def heal(self) -> None:
        """No loss any more, and as fast as the machine: what is left over is exchanged at once."""
        for space, end in ((self.hub, self.near), (self.post, "far")):
            _run("tc", "-n", space, "qdisc", "del", "dev", end, "root")
            _run("ip", "netns", "exec", space, "iptables", "-w", "-F", "INPUT")
        self.mend()

    def bytes(self) -> int:
        """Bytes that either end put on the line, with all headers and everything sent again."""
        return _sent(self.hub, self.near) + _sent(self.post, "far")


def _sent(space: str, end: str) -> int:
    told = json.loads(_do("ip", "-n", space, "-s", "-j", "link", "show", "dev", end))
    return int(told[0]["stats64"]["tx"]["bytes"])


@dataclass(slots=True)
class Network:
    """A star: namespace 0 is the hub's, the others are the posts'. Gone when `take_down` was called."""

    posts: int
    quality: Quality
    lines: list[Line] = field(default_factory=list)
    name: str = field(default_factory=lambda: f"lakay{os.getpid()}")

    def space(self, number: int) -> str:
        """The name of a node's namespace."""
        return f"{self.name}-{number}"

    def build(self) -> None:
        """Make namespaces and lines."""
        for number in range(self.posts + 1):
            _do("ip", "netns", "add", self.space(number))
            _do("ip", "-n", self.space(number), "link", "set", "lo", "up")
        for number in range(1, self.posts + 1):
            line = Line(number, self.space(0), self.space(number), self.quality)
            line.lay()
            self.lines.append(line)

    def take_down(self) -> None:
        """Remove every namespace, and with it its lines."""
        for number in range(self.posts + 1):
            _run("ip", "netns", "del", self.space(number))


@contextmanager
def network(posts: int, quality: Quality) -> Iterator[Network]:
    """A network for as long as the block runs. Raises NotHere."""
    check()
    made = Network(posts, quality)
    try:
        made.build()
        yield made
    finally:
        made.take_down()


@contextmanager
def inside(space: str) -> Iterator[None]:
    """This thread's new sockets belong to a namespace; those it has keep theirs."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path("/proc/thread-self/ns/net").open("rb") as home, (NAMESPACES / space).open("rb") as there:
        _enter(libc, there.fileno())
        try:
            yield
        finally:
            _enter(libc, home.fileno())


def _enter(libc: ctypes.CDLL, space: int) -> None:
    if libc.setns(space, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def _do(*command: str) -> str:
    done = _run(*command)
    if done.returncode:
        raise NotHere(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout
