"""One part of `bench.cipher`, in a process of its own: single actions, each with its own commit, on a plain or an encrypted store."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

os.environ |= {"LAKAY_MODE": "test", "LAKAY_TEST_APPS": "tests.journal.sample", "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}

import django

django.setup()

# ruff: noqa: E402  (models exist only after Django has started)
from lakay.vault import held
from tests.journal import alone
from tests.journal.sample.actions import open_card

ACTIONS = 600


def main() -> None:
    """Print actions a second and milliseconds of the processor for each."""
    if os.environ["LAKAY_ENCRYPT"] == "yes":
        folder = Path(os.environ["LAKAY_DATA"])
        held.take(held.Held(folder, bytearray(os.urandom(32)), bytearray(32), "", bytearray(32), None))
    alone.prepare()
    for number in range(50):
        open_card(by=alone.ME, at=alone.NOW, name=f"warm {number}")
    started, busy = time.perf_counter(), time.process_time()
    for number in range(ACTIONS):
        open_card(by=alone.ME, at=alone.NOW, name=f"card {number}", story="x" * 200)
    took, worked = time.perf_counter() - started, time.process_time() - busy
    print(json.dumps([ACTIONS / took, worked / ACTIONS * 1000]), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
