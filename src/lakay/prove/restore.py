"""`lakay prove restore`: copies are taken while officers register travellers, each is restored on a machine with nothing, and compared."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lakay.prove.crash import OFFICERS, Booth
from lakay.prove.node import DoesNotStart, Node

LINES = 4
HEAD = re.compile(r"[0-9a-f]{16}\.[0-9a-f]{16}:\d+:[0-9a-f]{64}")
SHARE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)


@dataclass(slots=True)
class Figures:
    """What was counted. `wrong` is 0 if every copy was what it said."""

    copies: int = 0
    restored: int = 0
    not_equal: int = 0
    entries: int = 0
    registered: int = 0
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def told(self) -> dict[str, int]:
        """For the report."""
        longest = max(self.seconds, default=0.0)
        return {
            "copies taken during writes": self.copies,
            "restored on an empty machine": self.restored,
            "travellers registered meanwhile": self.registered,
            "entries in the last copy": self.entries,
            "milliseconds of the longest restore": round(longest * 1000),
            "not equal": self.not_equal,
            "faults": len(self.faults),
            "wrong": self.not_equal + len(self.faults),
        }


def restore_often(node: Node, copies: int, seed: int, tell: Callable[[int], None]) -> Figures:
    """Take so many copies under load, a base and then segments in turn; restore each elsewhere and hold its end against what was copied."""
    stick = node.folder / "stick"
    node.more = {"LAKAY_BACKUP": str(stick), "LAKAY_BACKUP_HOURS": "700"}
    node.make()
    sheet = _key(node)
    figures = Figures()
    node.start()
    stop = threading.Event()
    booths = [Booth(node, OFFICERS[number % len(OFFICERS)], seed + number, stop) for number in range(LINES)]
    for booth in booths:
        booth.start()
    try:
        for number in range(1, copies + 1):
            _one(node, stick, sheet, number, figures)
            tell(number)
    finally:
        stop.set()
        for booth in booths:
            booth.join(120)
        node.kill()
    figures.registered = sum(len(booth.tally.decided) for booth in booths)
    return figures


def _key(node: Node) -> Path:
    """A key on one sheet of paper."""
    pages = node.folder / "pages"
    _said(node, "backup", "key", "--shares", "1", "--needed", "1", "--pages", str(pages))
    found = SHARE.search((pages / "copies-key-1-of-1.html").read_text())
    sheet = node.folder / "sheet"
    sheet.write_text(found[1] if found else "")
    return sheet


def _one(node: Node, stick: Path, sheet: Path, number: int, figures: Figures) -> None:
    """A copy, and the restore of it."""
    _wait_for_work(node)
    done = node.run("backup", *([] if number % 5 == 1 else ["--segments"]))
    figures.copies += 1
    if done.returncode:
        figures.faults.append(done.stdout + done.stderr)
        return
    carried = node.folder / "carried"
    shutil.copytree(
        stick, carried
    )  # the server goes on copying: what is restored and what it is held against must be of one moment
    copied = json.loads(max(carried.glob("*.verified")).read_text())
    folder = node.folder / "elsewhere"
    began = time.monotonic()
    machine = Node(folder, node.environment)
    again = machine.run("restore", str(carried), "--sheet", str(sheet))
    figures.seconds.append(time.monotonic() - began)
    reached = HEAD.search(again.stdout)
    if again.returncode or reached is None:
        figures.faults.append(again.stdout + again.stderr)
    else:
        figures.restored += 1
        figures.not_equal += int(reached[0] != copied["verified up to"]) + machine.run("journal", "verify").returncode
        figures.entries = int(reached[0].split(":")[1])
    for used in (folder, carried):
        shutil.rmtree(used, ignore_errors=True)


def _wait_for_work(node: Node) -> None:
    """Until the officers have entered something since the last copy."""
    time.sleep(0.2)
    if node.process is not None and node.process.poll() is not None:
        raise DoesNotStart("the server ended")


def _said(node: Node, *words: str) -> str:
    done = node.run(*words)
    if done.returncode:
        raise DoesNotStart(done.stderr[-2000:])
    return done.stdout
