"""Officers at many booths at once, each with a connection of their own: `python -m bench.load PORT CLIENTS EACH`.

Each first reads `EACH` passports, then, all together again, admits half of the travellers as a browser does (the answer is the
next screen), and the other half as a program does (the answer is the receipt). Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import TypeVar
from uuid import UUID

from lakay.kernel.ids import new_id
from lakay.prove.crash import OFFICERS
from lakay.prove.travellers import passport
from lakay.prove.visitor import Inspector

T = TypeVar("T")


class Booth(threading.Thread):
    """One officer."""

    def __init__(self, port: int, number: int, each: int, gate: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.inspector = Inspector(port, OFFICERS[number % len(OFFICERS)])
        random = Random(time.time_ns() + number)
        self.zones = [passport(random)[1] for _ in range(each)]
        self.gate = gate
        self.readings: list[tuple[float, float]] = []
        self.screens: list[tuple[float, float]] = []
        self.receipts: list[tuple[float, float]] = []
        self.bytes = 0

    def run(self) -> None:
        self.inspector.sit_down(new_id())
        self.inspector.scan(self.zones.pop(), new_id())
        self.gate.wait()
        encounters: list[UUID] = [timed(self.readings, self._read) for _ in range(len(self.zones))]
        half = len(encounters) // 2
        for accept, times, part in (
            ("text/html", self.screens, encounters[:half]),
            ("application/json", self.receipts, encounters[half:]),
        ):
            self.inspector.line.accept = accept
            self.gate.wait()
            for encounter in part:
                answer = timed(times, partial(self.inspector.admit, encounter, new_id()))
                self.bytes = max(self.bytes, len(answer.body))

    def _read(self) -> UUID:
        return self.inspector.scan(self.zones.pop(), new_id())


def timed(times: list[tuple[float, float]], work: Callable[[], T]) -> T:
    """Do it, and note when it began and ended."""
    began = time.perf_counter()
    result = work()
    times.append((began, time.perf_counter()))
    return result


def summary(times: list[tuple[float, float]]) -> dict[str, float]:
    """So many a second, and how long half of them and all but one in a hundred took (ms)."""
    took = sorted(end - began for began, end in times)
    span = max(end for _, end in times) - min(began for began, _ in times)
    return {"rate": len(times) / span, "p50": took[len(took) // 2] * 1000, "p99": took[int(len(took) * 0.99)] * 1000}


def main() -> None:
    """Run the booths."""
    port, clients, each = map(int, sys.argv[1:4])
    gate = threading.Barrier(clients)
    booths = [Booth(port, number, each + 1, gate) for number in range(clients)]
    for booth in booths:
        booth.start()
    for booth in booths:
        booth.join()
    readings = summary([span for booth in booths for span in booth.readings])
    screens = summary([span for booth in booths for span in booth.screens])
    receipts = summary([span for booth in booths for span in booth.receipts])
    print(json.dumps({"readings": readings, "screens": screens, "receipts": receipts, "bytes": booths[0].bytes}))


if __name__ == "__main__":
    main()
