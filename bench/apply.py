"""How fast a store takes other nodes' events in: `python -m bench.apply COUNT`, in a data folder of its own (LAKAY_DATABASE_URL: there).

Counted are decisions at the booth (`border.crossing.record`) and counted travellers (`border.tally.count`), in deliveries of 1,000,
each from its bytes: read, hashed, placed in its chain, stored with its references, applied, committed. Prints one JSON object of
rates a second, by the clock and by the processor's time, of all and of the best delivery: on a machine with other work only that one
can be compared. On PostgreSQL the processor's time is that of this process and of the server's for it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

os.environ.setdefault("LAKAY_DATA", tempfile.mkdtemp(prefix="lakay-apply-"))
os.environ |= {"LAKAY_MODE": "test", "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}

import django

django.setup()

# ruff: noqa: E402  (models exist only after Django has started)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command

from lakay.journal.batch import Batch
from lakay.journal.core.chain import Chain, Draft, Head, stamp
from lakay.journal.core.events import Change, Event, Origin, event_of
from lakay.journal.foreign import know, take
from lakay.journal.keys import make_node_keys
from lakay.journal.models import Unapplied
from lakay.journal.writer import run_write
from lakay.kernel.ids import new_id

AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
BATCH = 1000


class Post:
    """A post with a day behind it."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        raw = self.key.public_key().public_bytes_raw()
        self.node = sha256(raw).hexdigest()[:16]
        know(self.node, raw)
        self.at = AT
        self.chain = Chain(Head(Origin(self.node, "e" * 16)), self, lambda: self.at)
        self.officer, self.shift = new_id(), new_id()

    def sign(self, data: bytes) -> bytes:
        """Only the end of a delivery is signed; that costs nothing here."""
        return b"s" * 64

    def write(self, action: str, *changes: tuple[str, UUID, dict[str, Any]]) -> bytes:
        """The bytes of one event."""
        self.at += timedelta(seconds=1)
        said = [
            Change(kind, record, {"at": stamp(self.at), **values} if kind in TIMED else values, {}, {})
            for kind, record, values in changes
        ]
        draft = Draft(new_id(), self.at, action, self.officer, "DIE", "HT-OUA", "border_control", (), said)
        return self.chain.append(draft, self.chain.next()).body

    def open(self) -> bytes:
        """The shift."""
        values = {"officer": self.officer.hex, "post": "HT-OUA", "lane": "1", "direction": "entry", "status": "open"}
        return self.write("border.shift.open", ("border.shift", self.shift, {**values, "opened_at": stamp(self.at)}))

    def traveller(self, person: UUID, encounter: UUID) -> bytes:
        """Somebody at the booth who shows no document."""
        values = {"shift": self.shift.hex, "person": person.hex, "post": "HT-OUA", "level": "identified", "verdict": "none"}
        more = {"channel": "keyed", "source": "booth", "failed": [], "problems": [], "officer": self.officer.hex}
        return self.write("border.encounter.open", ("people.person", person, {}), ("border.encounter", encounter, values | more))

    def crossing(self, person: UUID, encounter: UUID) -> bytes:
        """They pass."""
        values = {"encounter": encounter.hex, "shift": self.shift.hex, "person": person.hex, "officer": self.officer.hex}
        more = {
            "post": "HT-OUA",
            "lane": "1",
            "direction": "entry",
            "decision": "admitted",
            "local_on": "2026-11-22",
            "attempt": 1,
        }
        return self.write("border.crossing.record", ("border.crossing", new_id(), values | more | {"age": 30, "sex": "F"}))

    def tally(self) -> bytes:
        """Somebody who is only counted."""
        values = {
            "shift": self.shift.hex,
            "post": "HT-OUA",
            "lane": "1",
            "direction": "entry",
            "sex": "F",
            "age_group": "adult",
            "officer": self.officer.hex,
        }
        return self.write("border.tally.count", ("border.tally", new_id(), values | {"number": 1, "local_on": "2026-11-22"}))


TIMED = {"border.encounter", "border.crossing", "border.tally"}


def measure(bodies: list[bytes]) -> dict[str, float]:
    """Take them in deliveries; rates a second."""
    began, spent = time.perf_counter(), list[float]()
    for start in range(0, len(bodies), BATCH):
        before = spent_until_now()
        events: list[Event] = [event_of(body) for body in bodies[start : start + BATCH]]
        fates = take(events, via="hub.0", at=AT)
        spent.append((spent_until_now() - before) / len(events))
        states = {fate.state for fate in fates}
        if states != {"applied"}:
            raise SystemExit(f"{states}: {list(Unapplied.objects.values_list('reason', 'detail').distinct()[:3])}")
    return {
        "by the clock": round(len(bodies) / (time.perf_counter() - began)),
        "by the processor": round(len(spent) / sum(spent)),
        "best delivery": round(1 / min(spent)),
    }


def spent_until_now() -> float:
    """Seconds of a processor: ours, and the database server's for the one connection that writes."""
    return time.process_time() + run_write(_of_the_server)


def _of_the_server(batch: Batch) -> float:
    if batch.connection.vendor != "postgresql":
        return 0.0
    with batch.connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def main() -> None:
    """Prepare a store, and measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    make_node_keys()
    call_command("migrate", verbosity=0)
    gc.collect()
    gc.freeze()  # as the server does
    post = Post()
    people = [(new_id(), new_id()) for _ in range(count)]
    take([event_of(post.open())], via="hub.0", at=AT)
    figures = {"travellers": measure([post.traveller(*one) for one in people])}
    figures["crossings"] = measure([post.crossing(*one) for one in people])
    figures["tallies"] = measure([post.tally() for _ in range(count)])
    print(json.dumps(figures | {"load": os.getloadavg()}))


if __name__ == "__main__":
    main()
    os._exit(0)
