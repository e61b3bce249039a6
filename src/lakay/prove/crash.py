"""`lakay prove crash`: officers register travellers over HTTP while the server is killed with -9. What was acknowledged must stand, once."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

from lakay.kernel.ids import new_id
from lakay.prove.node import Node
from lakay.prove.travellers import passport
from lakay.prove.visitor import Inspector, Refused

T = TypeVar("T")
OFFICERS = ("marie", "jean", "wilner", "guerline", "evens")
LINES = 10
PAUSE = 0.1
FOR_EVER = float("inf")
MOST_SECONDS_UP = 10


@dataclass(slots=True)
class Tally:
    """What the officers were told. Commands are pairs of ids: of the reading and of the decision."""

    read: list[str] = field(default_factory=list)
    decided: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    repeated: int = 0
    abandoned: int = 0
    refused: list[str] = field(default_factory=list)


class Booth(threading.Thread):
    """One officer who works until told to stop, and sends again what was not answered (or sometimes gives up)."""

    def __init__(self, node: Node, username: str, seed: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.node = node
        self.inspector = Inspector(node.port, username)
        self.random = Random(seed)  # noqa: S311  (the same seed, the same travellers)
        self.stop_asked = stop
        self.tally = Tally()

    def run(self) -> None:
        try:
            self._persist(lambda: self.inspector.sit_down(new_id()), gives_up=False)
            while not self.stop_asked.is_set():
                self._register()
        finally:
            self.inspector.line.close()

    def _register(self) -> None:
        number, zone = passport(self.random)
        reading, decision = new_id(), new_id()
        encounter = self._persist(lambda: self.inspector.scan(zone, reading))
        if encounter is None:
            return
        self.tally.read.append(str(reading))
        self.tally.numbers.append(number)
        if self._persist(lambda: self.inspector.admit(encounter, decision)):
            self.tally.decided.append((str(decision), str(encounter)))

    def _persist(self, send: Callable[[], T], gives_up: bool = True) -> T | None:
        while not self.stop_asked.is_set():
            try:
                return send()
            except OSError:
                if gives_up and self.random.random() < 0.1:
                    self.tally.abandoned += 1
                    return None
                self.tally.repeated += 1
                time.sleep(PAUSE)
            except Refused as refusal:
                self.tally.refused.append(str(refusal))
                return None
        return None


def crash(node: Node, kills: int, seed: int, tell: Callable[[int], None], seconds: float = FOR_EVER) -> dict[str, int]:
    """Kill the server so many times under load, or for so long. Returns the figures; `wrong` is 0 if every promise was kept."""
    random = Random(seed)  # noqa: S311
    node.make()
    node.start()
    stop = threading.Event()
    booths = [Booth(node, OFFICERS[number % len(OFFICERS)], seed + number, stop) for number in range(LINES)]
    for booth in booths:
        booth.start()
    time.sleep(1)
    end, number = time.monotonic() + seconds, 0
    while number < kills and time.monotonic() < end:
        _wait(booths, random)
        node.kill()
        node.start()
        number += 1
        tell(number)
    time.sleep(0.5)
    stop.set()
    for booth in booths:
        booth.join(120)
    node.kill()
    return {"kills": number, **_count(node, [booth.tally for booth in booths])}


def _wait(booths: list[Booth], random: Random) -> None:
    """Until some travellers more were registered, and a moment longer, so that the blow falls anywhere in the work."""
    wanted = sum(len(booth.tally.read) for booth in booths) + random.randrange(1, 40)
    deadline = time.monotonic() + MOST_SECONDS_UP
    while sum(len(booth.tally.read) for booth in booths) < wanted and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.03))


def _count(node: Node, tallies: list[Tally]) -> dict[str, int]:
    told = Tally()
    for tally in tallies:
        told.read += tally.read
        told.decided += tally.decided
        told.numbers += tally.numbers
        told.repeated += tally.repeated
        told.abandoned += tally.abandoned
        told.refused += tally.refused
    file = node.folder / "told.json"
    file.write_text(json.dumps(asdict(told)))
    done = node.run("prove", "count", str(file), timeout=3600)
    if not done.stdout.strip():
        raise RuntimeError(done.stderr[-3000:])
    figures: dict[str, int] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures | {f"answered {answer}": count for answer, count in Counter(told.refused).items()}


def load(file: Path) -> Tally:
    """What the officers were told, as `crash` wrote it down."""
    return Tally(**json.loads(file.read_text()))
