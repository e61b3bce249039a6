"""The booth as an officer waits for it: `python -m bench.screen [ALERTS] [TRAVELLERS]`, in Chromium slowed down six times.

Prints one JSON object: milliseconds from the last key of a reading to the decision data on the screen, and bytes on the wire.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.browser.conftest import Booth, Seats, passport, surname
from tests.browser.node import Node
from tests.browsing import ARGUMENTS

SLOWER = 6
CHROMIUM = "/usr/bin/chromium"


class Wire:
    """What the browser received, encoded as it came."""

    def __init__(self, session: CDPSession) -> None:
        self.received = 0
        session.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        session.send("Network.enable")

    def _add(self, length: float) -> None:
        self.received += int(length)

    def since(self) -> int:
        """The bytes since the last time."""
        received, self.received = self.received, 0
        return received


def waits(booth: Booth, wire: Wire, count: int) -> tuple[list[float], list[int]]:
    """Read documents one after the other: milliseconds until the traveller stands there, bytes for each."""
    times, weights = [], []
    for _n in range(count):
        rows = passport()
        wire.since()
        booth.page.evaluate(WATCH)
        booth.reader(rows)
        booth.traveller.get_by_text(surname(rows)).first.wait_for()
        booth.page.wait_for_timeout(100)
        times.append(float(booth.page.evaluate("window.lakayShown - window.lakayLast")))
        booth.settle()
        booth.page.keyboard.press("Enter")
        booth.done.wait_for()
        booth.settle()
        weights.append(wire.since())
    return times, weights


WATCH = """() => {
  delete window.lakayShown;
  const key = (event) => { window.lakayLast = event.timeStamp; };
  document.removeEventListener("keydown", window.lakayKey, true);
  window.lakayKey = key;
  document.addEventListener("keydown", key, true);
  const seen = new MutationObserver(() => {
    if (!document.querySelector("#traveller")) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.lakayShown = performance.now(); }, 0));
  });
  seen.observe(document.querySelector("main"), { childList: true, subtree: true });
}"""


def measure(node: Node, chromium: Browser, count: int) -> dict[str, object]:
    """The figures at a booth of the node."""
    booth = Seats(node, chromium).sit("Marie Désir")
    booth.open()
    session = booth.page.context.new_cdp_session(booth.page)
    wire = Wire(session)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.since()
    booth.visit.go("/booth/")
    booth.page.wait_for_load_state("networkidle")
    first = wire.since()
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    waits(booth, wire, 3)
    times, weights = waits(booth, wire, count)
    times.sort()
    return {
        "first load, bytes": first,
        "each traveller, bytes at most": max(weights),
        "scan to decision data, ms": {"p50": round(times[len(times) // 2]), "p95": round(times[int(len(times) * 0.95)])},
        "travellers": count,
    }


def main() -> None:
    """Make the node, fill its list, measure."""
    alerts = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    kept = os.environ.get("LAKAY_BENCH_DATA")
    with tempfile.TemporaryDirectory(prefix="lakay-bench-") as made:
        node = Node(Path(kept or made))
        began = perf_counter()
        if not kept:
            node.settle(2_000)
            fill = [sys.executable, "-m", "bench.list", str(alerts)]
            subprocess.run(fill, env=node.environment(), check=True)
        node.start()
        try:
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                figures = measure(node, chromium, count)
        finally:
            node.end()
        print(json.dumps(figures | {"alerts": alerts, "seconds of preparation": round(perf_counter() - began)}))


if __name__ == "__main__":
    main()
