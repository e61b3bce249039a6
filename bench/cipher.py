"""What encrypting the store costs: the same actions on a plain and on an encrypted store, one after the other, several times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from statistics import median

ROUNDS = 3


def once(encrypted: bool) -> tuple[float, float]:
    """Actions a second of one run, and milliseconds of the processor for each."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LAKAY_")}
        environment |= {"LAKAY_DATA": folder, "LAKAY_ENCRYPT": "yes" if encrypted else "no"}
        command = [sys.executable, "-m", "bench.ciphered"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    rate, busy = json.loads(done.stdout.strip().splitlines()[-1])
    return rate, busy


def main() -> None:
    """Print the medians."""
    pairs = [(once(encrypted=False), once(encrypted=True)) for _n in range(ROUNDS)]
    for name, side in (("plain", 0), ("encrypted", 1)):
        rate, busy = (median(pair[side][what] for pair in pairs) for what in (0, 1))
        print(f"{name:10} {rate:6.0f} actions a second, {busy:.2f} ms of the processor each")


if __name__ == "__main__":
    main()
