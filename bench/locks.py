"""A booth's look-up at a post that holds many locked entries, and what locking costs the hub: `python -m bench.locks COUNT`.

With a folder in LAKAY_DATA, empty or filled by an earlier run. The entries are locked at no price, for at the real one a hundred thousand take
the hub more than an hour; that hour is told by its parts (keys, and the time of one). One entry has the real price, so the travellers pay it.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

os.environ.setdefault("LAKAY_MODE", "demo")

from lakay.cli.boot import boot

boot()

# ruff: noqa: E402  (models exist only after Django has started)
from django.core.management import call_command
from django.db import transaction

from bench.judging import meant, read
from bench.names.population import Individual, people
from bench.names.search_index import STRANGERS_TO_TEST, as_read
from lakay.journal.keys import make_node_keys
from lakay.kernel.partial_dates import UNKNOWN
from lakay.watchlist.finding import warm
from lakay.watchlist.locking import entry_of, lock_contents, pepper
from lakay.watchlist.models import Lock
from lakay.watchlist.queries import age, hits
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.blocks import rules_now
from lakay.watchlist.rules.contents import Contents, WantedDocument
from lakay.watchlist.rules.judging import Read

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PRICE, FREE = locks.COST, 1
TRAVELLERS, UNDATED, CHUNK = 200, 20, 2_000


def locked(one: Individual, cost: int) -> Lock:
    """The entry of somebody, as it comes from the hub."""
    listed = meant(one)
    document = WantedDocument(one.nationality, one.document, "passport")
    contents = Contents(
        "wanted", AT, AT + timedelta(days=90), listed.names, (document,), listed.birth, listed.sex, listed.nationalities
    )
    locks.COST = cost
    alert = UUID(int=int(one.key) + 1)
    made = lock_contents(contents, entry_of(alert), protective=False)
    return Lock(id=entry_of(alert), alert=alert, cost=cost, rules=rules_now(), slots=made.slots, box=made.box, changed_at=AT)


def fill(count: int) -> None:
    """Put them into the tables."""
    started, rows = time.process_time(), list(people(1, count))
    for start in range(Lock.objects.count(), count, CHUNK):
        with transaction.atomic():
            Lock.objects.bulk_create([locked(one, FREE if one.key != "0" else PRICE) for one in rows[start : start + CHUNK]])
    size = sum(len(lock.slots) + len(lock.box) for lock in Lock.objects.all()[:1_000]) / min(count, 1_000)
    print(f"{count:,} locked without the price in {time.process_time() - started:.0f} s of processor; {size:.0f} bytes each")


def price() -> None:
    """The time of one key."""
    secret, started = pepper(), time.process_time()
    for number in range(50):
        locks.opening(f"{number}", secret, PRICE)
    print(f"one key: {1000 * (time.process_time() - started) / 50:.1f} ms of processor")


def look(count: int) -> None:
    """The look-ups of travellers, and how they were answered."""
    started = time.process_time()
    warm()
    print(f"the list put in order: {time.process_time() - started:.1f} s of processor")
    started = time.process_time()
    print(f"{age(AT).count:,} entries counted in {1000 * (time.process_time() - started):.0f} ms")
    strangers = [read(as_read(one)) for one in people(STRANGERS_TO_TEST, TRAVELLERS)]
    timed("with a date of birth", [one for one in strangers if one.birth.year])
    timed("without any year", [replace(one, birth=UNKNOWN) for one in strangers[:UNDATED]])
    timed("asked for again", [one for one in strangers if one.birth.year][:1] * UNDATED)


def timed(who: str, travellers: list[Read]) -> None:
    """How long the look-ups of some travellers take, and how many of them are stopped."""
    spans, spent, stopped = [], [], 0
    for number, asked in enumerate(travellers):
        wall, cpu = time.perf_counter(), time.process_time()
        found = hits(
            surname=asked.name.family,
            given_names=asked.name.given,
            birth=asked.birth,
            sex=asked.sex,
            nationality=asked.nationality,
            document=(asked.nationality or "HTI", f"XX{number:07}" if who != "asked for again" else "XX1", "passport"),
            at=AT + timedelta(hours=1),
        )
        spans.append(1000 * (time.perf_counter() - wall))
        spent.append(1000 * (time.process_time() - cpu))
        stopped += bool(found)
    for what, times in (("by the clock", sorted(spans)), ("of processor", sorted(spent))):
        print(f"{who}, {what}:", *(f"p{share} {times[len(times) * share // 100]:.0f} ms" for share in (50, 95, 99)))
    print(f"{stopped} of {len(travellers)} strangers stopped; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    if not Lock.objects.exists():  # other keys would open nothing of what an earlier run locked
        make_node_keys()
    fill(int(sys.argv[1]))
    price()
    look(int(sys.argv[1]))
