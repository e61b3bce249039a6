"""What encrypting the store costs: the same actions on a plain and on an encrypted store, each in a process of its own, one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS, ACTIONS = 3, 1500


def once(encrypted: bool) -> float:
    """Actions a second of one run."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LAKAY_")}
        environment |= {"LAKAY_DATA": folder, "LAKAY_ENCRYPT": "yes" if encrypted else "no"}
        command = [sys.executable, "-m", "bench.cipher", "run"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    figure: float = json.loads(done.stdout.strip().splitlines()[-1])
    return figure


def run() -> float:
    """In the process of its own: single actions, each with its own commit."""
    os.environ |= {"LAKAY_MODE": "test", "LAKAY_TEST_APPS": "tests.journal.sample", "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}
    import django

    from lakay.vault import held

    folder = Path(os.environ["LAKAY_DATA"])
    if os.environ["LAKAY_ENCRYPT"] == "yes":
        held.take(held.Held(folder, bytearray(os.urandom(32)), bytearray(32), "", bytearray(32), None))
    django.setup()
    from tests.journal import alone

    alone.prepare()
    for number in range(50):
        alone.open_card(by=alone.ME, at=alone.NOW, name=f"warm {number}")
    started = time.perf_counter()
    for number in range(ACTIONS):
        alone.open_card(by=alone.ME, at=alone.NOW, name=f"card {number}", story="x" * 200)
    return ACTIONS / (time.perf_counter() - started)


if __name__ == "__main__":
    if sys.argv[1:] == ["run"]:
        print(run(), flush=True)
        os._exit(0)
    pairs = [(once(False), once(True)) for _n in range(ROUNDS)]
    plain, cipher = (median(side) for side in zip(*pairs, strict=True))
    print(f"plain {plain:.0f}, encrypted {cipher:.0f} actions a second: {(1 - cipher / plain) * 100:.0f} % slower")
