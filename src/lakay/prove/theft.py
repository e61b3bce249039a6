"""`lakay prove theft`: a post is stolen at random moments, closed, at work, in the middle of a write, wiped. Nobody reads a name in it."""

from __future__ import annotations

import json
import os
import shutil
import string
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lakay.kernel.ids import new_id
from lakay.prove.crash import Booth
from lakay.prove.images import Findings, search, take_image
from lakay.prove.node import LAKAY, DoesNotStart, Node
from lakay.prove.travellers import passport
from lakay.prove.visitor import Inspector, Line

PIN = "270419"
WORDS = ("ABANDON", "ABANDONE", "ABANDONAR", "EVACUATE")
LINES = 3
CROSSINGS = 20
BY_STATE = {"closed": 0.15, "at work": 0.65, "closed again": 0.1, "wiped": 0.1}


@dataclass(slots=True)
class Post(Node):
    """An encrypted demo node, and the stick of its officer, which lies in another folder than its data."""

    usb: Path = field(default_factory=Path)

    def run(self, *arguments: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a `lakay` command; the PIN is typed."""
        command = [sys.executable, "-c", LAKAY, *arguments]
        typed = f"{PIN}\n" * 2
        return subprocess.run(  # noqa: S603
            command, env=self._environment(), capture_output=True, text=True, timeout=timeout, check=False, input=typed
        )

    def make(self) -> None:
        """The vault, then keys, tables, country pack, invented people and movements."""
        self.usb.mkdir(parents=True, exist_ok=True)
        for arguments in (
            ("vault", "make", "--stick", str(self.usb), "--name", "Marie"),
            ("demo", "--crossings", str(CROSSINGS)),
        ):
            done = self.run(*arguments)
            if done.returncode:
                raise DoesNotStart(done.stderr[-2000:])

    def answers(self) -> bool:
        """Whether the server answers, open or closed."""
        line = Line(self.port, timeout=30)
        try:
            return bool(line.get("/health").status)
        except OSError:
            return False
        finally:
            line.close()

    def open(self) -> None:
        """The officer comes with the stick."""
        line = Line(self.port)
        line.get("/open")
        answer = line.post("/open", pin=PIN)
        line.close()
        if answer.status != 302:
            raise DoesNotStart(f"the post did not open: {answer.status}")

    def secrets_in_sight(self) -> int:
        """How often PIN or stick stand where other programs can read them: arguments and environment of every process of the node."""
        stick = next(self.usb.iterdir()).read_text().split()[-2]
        seen = 0
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and self.process is not None and _belongs(folder, self.process.pid):
                said = b"".join(_read(folder / name) for name in ("cmdline", "environ"))
                seen += sum(said.count(secret.encode()) for secret in (PIN, stick))
        return seen

    def _environment(self) -> dict[str, str]:
        return Node._environment(self) | {"LAKAY_ENCRYPT": "yes", "LAKAY_STICKS": str(self.usb)}


def theft(folder: Path, environment: Mapping[str, str], images: int, seed: int, tell: Callable[[int], None]) -> dict[str, int]:
    """Steal an encrypted post so many times. Returns the figures; `wrong` is 0 if nothing could be read."""
    random = Random(seed)  # noqa: S311
    marker = "qx" + "".join(random.choices(string.ascii_lowercase, k=8))
    control = _control(Node(folder / "control", environment), marker)
    thief = Thief(folder, random, marker, tell)
    post = Post(folder / "post", environment, usb=folder / "usb")
    try:
        post.make()
        planted = _planted(post, marker)
        counts = {state: max(1, round(images * share)) for state, share in BY_STATE.items()}
        figures = _steal(post, thief, counts)
    finally:
        post.kill()
    found = thief.findings
    wrong = {
        "words found in images": found.words,
        "stores that open without a key": found.plain_stores,
        "key files that lie open": found.key_files,
        "secrets in arguments or environment": figures.pop("secrets"),
        "control: nothing was found in a plain node": int(not control),
    }
    return {
        "images": found.images,
        "files searched": found.files,
        "megabytes searched": found.bytes >> 20,
        "fields with planted words": planted["planted"],
        "fields that could hold one": planted["fields"],
        "words planted": planted["words"],
        "control: words found in a plain node": control,
        **figures,
        **wrong,
        "wrong": sum(wrong.values()),
    }


@dataclass(slots=True)
class Thief:
    """Copies the disk and looks through the copy."""

    folder: Path
    random: Random
    marker: str
    tell: Callable[[int], None]
    findings: Findings = field(default_factory=Findings)

    def steal(self, node: Node, times: int, pause: float = 0.0) -> None:
        """So many images, at moments nobody foresees."""
        for _n in range(times):
            time.sleep(self.random.uniform(0, pause))
            image = self.folder / "image"
            take_image(node.folder, image)
            search(image, self.marker, self.findings)
            shutil.rmtree(image, ignore_errors=True)
            self.tell(self.findings.images)


def _steal(post: Post, thief: Thief, counts: Mapping[str, int]) -> dict[str, int]:
    """Through the day of a post: closed, opened, at work, closed, opened, wiped."""
    post.start()
    thief.steal(post, counts["closed"])
    post.open()
    secrets = post.secrets_in_sight()
    worked = _at_work(post, thief, counts["at work"])
    post.kill()
    post.start()
    thief.steal(post, counts["closed again"])
    post.open()
    took = _wipe(post)
    thief.steal(post, counts["wiped"])
    return {"travellers registered meanwhile": worked, "wipe, ms": took, "secrets": secrets}


def _at_work(post: Post, thief: Thief, times: int) -> int:
    """Images while officers register travellers; some bear the word as their name."""
    stop = threading.Event()
    booths = [Booth(post, username, seed, stop) for seed, username in enumerate(("marie", "jean", "wilner")[:LINES])]
    _register(Inspector(post.port, "guerline"), thief)
    for booth in booths:
        booth.start()
    thief.steal(post, times, pause=0.3)
    stop.set()
    for booth in booths:
        booth.join(60)
    return sum(len(booth.tally.read) for booth in booths)


def _register(inspector: Inspector, thief: Thief) -> None:
    """A traveller who is called like the word goes through the whole booth."""
    inspector.sit_down(new_id())
    _, zone = passport(thief.random, thief.marker.upper())
    inspector.admit(inspector.scan(zone, new_id()), new_id())
    inspector.line.close()


def _wipe(post: Post) -> int:
    """The post is given up. Returns milliseconds from the confirmed word to the answer."""
    inspector = Inspector(post.port, "marie")
    inspector.line.get("/login")
    inspector.line.post("/login/demo", username="marie", next="/")
    for word in WORDS:
        inspector.line.get("/evacuate")
        started = time.perf_counter()
        if inspector.line.post("/evacuate", word=word).status == 200:
            took = round((time.perf_counter() - started) * 1000)
            inspector.line.close()
            time.sleep(1)  # the server ends
            return took
    raise DoesNotStart("no word was taken")


def _control(node: Node, marker: str) -> int:
    """How often the word is found in a node that is not encrypted: the search itself must be able to find."""
    node.make()
    _planted(node, marker)
    found = Findings()
    search(node.folder, marker, found)
    return found.words


def _planted(node: Node, marker: str) -> dict[str, int]:
    done = node.run("prove", "plant", marker)
    if done.returncode:
        raise DoesNotStart(done.stderr[-2000:])
    figures: dict[str, int] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def _belongs(folder: Path, group: int) -> bool:
    try:
        return os.getpgid(int(folder.name)) == group
    except ProcessLookupError:
        return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # what belongs to root, or has kept others out
        return b""
