"""Train the dictionary that parcels are compressed with: `python -m tools.dictionary STORE NUMBER`.

STORE is the SQLite file of a demo country (`lakay demo`); the same file and number make the same dictionary. Its texts hold shapes of
events, words of the pack and numbers of invented people's events; nothing that is sealed, for sealed bytes are not in the text.
A dictionary is never changed once it was in a release: a new one gets the next number, and old ones stay.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import zstandard

from bench.wire import events, moved
from lakay.journal.core.events import Event, Origin
from lakay.sync.core.brief import FORM
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.heads import Head
from lakay.sync.core.lines import LetterWriter
from lakay.sync.core.parcels import DICTIONARIES
from lakay.sync.core.wire import Place

MOST_BYTES = 100 << 10
SIZES = (1, 1, 1, 2, 3, 8, 30)
LONGEST_BODY = 20_000
MOST_OF_AN_ACTION = 400
SEED = 1

Log = list[Event]


def log_of(store: Path) -> Log:
    """The events of a store, those of few words that a post sends every day."""
    return [event for event in moved(list(events(store))) if len(event.body) <= LONGEST_BODY]


def samples(log: Log) -> Iterator[bytes]:
    """Texts of parcels of one post each, of all sizes, so that frequent and rare actions are both met."""
    chance = random.Random(SEED)
    by_post: defaultdict[str, Log] = defaultdict(list)
    for event in log:
        by_post[event.header.post].append(event)
    met: defaultdict[str, int] = defaultdict(int)
    for post in sorted(by_post):
        at = 0
        while at < len(by_post[post]):
            batch = by_post[post][at : at + chance.choice(SIZES)]
            at += len(batch)
            met[batch[0].header.action] += 1
            if met[batch[0].header.action] <= MOST_OF_AN_ACTION:
                yield text(batch, chance)


def text(batch: Log, chance: random.Random) -> bytes:
    """What the text of a parcel with these events is like."""
    origin = Origin(chance.randbytes(8).hex(), chance.randbytes(8).hex())
    brief = chance.random() < 0.9  # what goes over a line; sticks carry more, and less of it is told by a dictionary
    writer = LetterWriter(origin, brief=brief)
    start = chance.randrange(1, 100_000)
    writer.run(origin, start, bytes(32), held=chance.random() < 0.7)
    for seq, event in enumerate(batch, start):
        header = event.header
        body = event.body.replace(str(header.origin.node).encode(), origin.node.encode())
        body = body.replace(header.origin.epoch.encode(), origin.epoch.encode())
        body = body.replace(f'"seq":{header.seq},'.encode(), f'"seq":{seq},'.encode())
        writer.event(body, Place(origin, seq, header.prev), bytes(64) if seq == start + len(batch) - 1 else b"")
    got = Cursor(chance.randbytes(8).hex(), *(chance.randrange(100_000) for _ in range(3)))
    here = Cursor(origin.epoch, 0, chance.randrange(100_000), 0)
    reached = here.at({"text": here.text + len(batch)})
    mark = chance.randbytes(4).hex()
    head = Head(origin.epoch, {}, here, reached, got.incarnation, got, chance.randrange(1000), mark, FORM, False, {})
    return writer.content(head).text.encode()


def main() -> None:
    """Train, and write the file."""
    store, number = Path(sys.argv[1]), int(sys.argv[2])
    found: list[bytes | bytearray | memoryview[int]] = list(samples(log_of(store)))
    made = zstandard.train_dictionary(MOST_BYTES, found, level=19)
    DICTIONARIES.mkdir(exist_ok=True)
    path = DICTIONARIES / f"{number}.zdict"
    path.write_bytes(made.as_bytes())
    print(f"{len(found)} texts of {sum(len(one) for one in found):,} bytes; {path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
