"""Writes the parcel of a release that is kept for ever: `python -m tests.sync.golden.parcel N`. Run once, never again for the same N."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from lakay.prove.converge import table
from lakay.sync.core.lines import read_letter
from lakay.sync.core.offering import offer
from lakay.sync.core.parcels import open_parcel
from tests.sync.core.country import NOW, post, quiet_country


def main() -> None:
    """A post's first days: all sorts of events, with keys, in one parcel."""
    world = quiet_country(3, seed=int(sys.argv[1]))
    here = post(world, "P00")
    world.talk(here, world.hub, 5, 100_000)
    for action in (
        table.COUNT,
        table.COUNT,
        table.VISIT,
        table.MEET,
        table.LISTED,
        table.RELISTED,
        table.NOTE,
        table.PHOTO,
        table.LOGIN,
        table.NEW,
    ):
        world.work(here, action)
    parcel = offer(here.started(), world.hub.name, most_bytes=100_000, at=NOW, random=world.chance.randbytes).parcel
    content = open_parcel(parcel, world.hub.peer, here.peer, world.hub.keys)
    letter = read_letter(here.name, content, lambda origin, seq: None)
    kept = {
        "sender": here.name,
        "text": content.text,
        "tail": content.tail.hex(),
        "head": [letter.head.incarnation, list(letter.head.reached.positions)],
        "keys": len(letter.keys),
        "events": [[str(run.origin), sent.seq, sent.hash.hex()] for run in letter.runs for sent in run.events],
    }
    path = Path(__file__).parent / f"parcel-{sys.argv[1]}.json"
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
