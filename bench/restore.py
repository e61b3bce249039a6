"""How long a store of a given size takes to be copied and made again: `python -m bench.restore MEGABYTES` (a hub of a busy year: 1000).

The store holds travellers and crossings of one post, signed once in each delivery as over the line. Copied whole, restored as
`lakay restore` does it: rows in, every chain verified, every table made anew and compared. In a folder of its own, which is removed.
Prints one JSON object: seconds by the clock and of this process's own time.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench import apply  # it starts Django in a folder of its own
from lakay.backup import recipient, restoring, taking
from lakay.journal import checking
from lakay.journal.core.events import event_of
from lakay.journal.foreign import take
from lakay.journal.keys import make_node_keys
from lakay.journal.models import Event
from lakay.journal.writer import writer
from lakay.kernel.clock import SystemClock
from lakay.kernel.ids import new_id

T = TypeVar("T")
A_DELIVERY = 500


def timed(work: Callable[[], T]) -> tuple[T, dict[str, float]]:
    """What came of it, and how long it took."""
    began, own = time.perf_counter(), time.process_time()
    found = work()
    return found, {"by the clock": round(time.perf_counter() - began, 1), "own time": round(time.process_time() - own, 1)}


def travellers(post: apply.Post) -> Iterator[bytes]:
    """One after another comes and passes."""
    while True:
        person, encounter = new_id(), new_id()
        yield post.traveller(person, encounter)
        yield post.crossing(person, encounter)


def megabytes() -> float:
    """The store on its disk, with its log."""
    path = Path(str(connection.settings_dict["NAME"]))
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*")) / 1e6


def fill(post: apply.Post, wanted: int) -> None:
    """Deliver until the store is as large as wanted."""
    coming = travellers(post)
    bodies = [post.open()]
    while megabytes() < wanted:
        bodies += [next(coming) for _ in range(A_DELIVERY - len(bodies))]
        *before, last = bodies
        signed = event_of(last, post.key.sign(event_of(last).hash))
        take([*map(event_of, before), signed], via="hub.0", at=apply.AT)
        bodies = []


def main() -> None:
    """Fill, copy, restore."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    data, clock = Path(settings.DATA), SystemClock()
    settings.BACKUP, settings.BACKUP_KEYS = data / "copies", data / "copies-keys"
    make_node_keys()
    call_command("migrate", verbosity=0)
    made = recipient.make(1, 1)
    recipient.keep_public(made.public)
    fill(apply.Post(), wanted)
    figures: dict[str, Any] = {"megabytes": round(megabytes()), "events": Event.objects.count()}
    taken, figures["copy"] = timed(lambda: taking.take_base(clock.now()))
    figures["megabytes of the copy"] = round(taken.store.size / 1e6, 1)
    chosen = restoring.choose(settings.BACKUP, settings.BACKUP_KEYS, None, unverified=True)
    private = recipient.joined(made.shares)
    restored, figures["restore"] = timed(lambda: restoring.restore(chosen, private, clock))
    if restored.rows == 0 or next(checking.findings(), None) is not None:
        raise SystemExit("what was restored is not whole")
    writer.stop()
    shutil.rmtree(data)
    print(json.dumps(figures | {"records": restored.rows, "load": os.getloadavg()}))


if __name__ == "__main__":
    main()
    os._exit(0)
