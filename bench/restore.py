"""How long a store of a given size takes to be copied and made again: `python -m bench.restore MEGABYTES` (a hub of a busy year: 1000).

The store holds travellers with a passport and their crossings at one post, sealed for each traveller and signed once in each delivery as
over the line. Copied whole, restored as `lakay restore` does it: rows in, every chain verified, every table made anew and compared. In a
folder of its own, which is removed. Prints one JSON object: seconds by the clock and of this process's own time, and the most memory.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench import apply  # it starts Django in a folder of its own
from lakay.backup import recipient, restoring, taking
from lakay.journal import checking
from lakay.journal.core import seal
from lakay.journal.core.chain import Draft, stamp
from lakay.journal.core.events import Change, event_of
from lakay.journal.foreign import SubjectGrant, take
from lakay.journal.keys import make_node_keys
from lakay.journal.models import Event, Unapplied
from lakay.journal.writer import writer
from lakay.kernel.clock import SystemClock
from lakay.kernel.fields import FieldClass
from lakay.kernel.ids import new_id

T = TypeVar("T")
A_DELIVERY = 500


def timed(work: Callable[[], T]) -> tuple[T, dict[str, float]]:
    """What came of it, and how long it took."""
    began, own = time.perf_counter(), time.process_time()
    found = work()
    return found, {"by the clock": round(time.perf_counter() - began, 1), "own time": round(time.process_time() - own, 1)}


class Border(apply.Post):
    """A post where people show a passport."""

    def arrival(self, person: UUID, encounter: UUID, key: bytes) -> bytes:
        """A passport is read that nobody has seen before: the person, the name and its words, the document, the encounter."""
        self.at += timedelta(seconds=1)
        event, of = new_id(), person.hex
        document, number = new_id(), f"RD{person.int % 10**7:07}"
        passport = {"issuing_state": "HTI", "number": number, "number_key": sha256(number.encode()).hexdigest()[:32]}
        seen = {
            "shift": self.shift.hex,
            "post": "HT-OUA",
            "level": "documented",
            "verdict": "valid",
            "channel": "reader",
            "source": "booth",
        }
        said: list[tuple[str, UUID, dict[str, Any], dict[str, Any]]] = [
            ("people.person", person, {}, {"sex": "F", "birth": "1991-03-04", "nationalities": ["HTI"]}),
            ("people.document", document, {"person": of, "type": "P", "status": "valid"}, passport | {"mrz": "P<HTI" + "<" * 83}),
            ("people.name", new_id(), {"person": of, "name_kind": "mrz"}, {"family": "Pierre", "given": "Marie Ange"}),
            *[("people.token", new_id(), {"person": of}, {"token": person.int % 10**9 + word}) for word in range(3)],
            (
                "border.encounter",
                encounter,
                seen | {"person": of, "document": document.hex, "officer": self.officer.hex, "at": stamp(self.at)},
                {"mrz": "P<HTI" + "<" * 83},
            ),
        ]
        mine = seal.class_key(key, FieldClass.PERSONAL)
        changes = [
            Change(
                kind,
                record,
                open_,
                {FieldClass.PERSONAL: self._sealed(mine, event, kind, record, closed)} if closed else {},
                {},
                person,
            )
            for kind, record, open_, closed in said
        ]
        draft = Draft(
            event, self.at, "border.encounter.open", self.officer, "DIE", "HT-OUA", "border_control", (person,), changes
        )
        return self.chain.append(draft, self.chain.next()).body

    @staticmethod
    def _sealed(key: bytes, event: UUID, kind: str, record: UUID, values: dict[str, Any]) -> bytes:
        return seal.seal(key, values, seal.context(event, kind, record, FieldClass.PERSONAL), os.urandom)


def travellers(post: Border) -> Iterator[tuple[bytes, SubjectGrant | None]]:
    """One after another comes and passes: each event, with the key that came with it."""
    while True:
        person, encounter, key = new_id(), new_id(), os.urandom(seal.KEY_BYTES)
        yield post.arrival(person, encounter, key), SubjectGrant(person, "", key)
        yield post.crossing(person, encounter), None


def megabytes() -> float:
    """The store on its disk, with its log."""
    path = Path(str(connection.settings_dict["NAME"]))
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*")) / 1e6


def fill(post: Border, wanted: int) -> None:
    """Deliver until the store is as large as wanted."""
    coming = travellers(post)
    bodies = [post.open()]
    while megabytes() < wanted:
        came = [next(coming) for _ in range(A_DELIVERY - len(bodies))]
        *before, last = [*bodies, *(body for body, _key in came)]
        signed = event_of(last, post.key.sign(event_of(last).hash))
        keys = [key for _body, key in came if key]
        fates = take([*map(event_of, before), signed], via="hub.0", at=apply.AT, keys=keys)
        if {fate.state for fate in fates} != {"applied"}:
            raise SystemExit(list(Unapplied.objects.values_list("reason", "detail").distinct()[:3]))
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
    fill(Border(), wanted)
    figures: dict[str, Any] = {"megabytes": round(megabytes()), "events": Event.objects.count()}
    taken, figures["copy"] = timed(lambda: taking.take_base(clock.now()))
    figures["megabytes of the copy"] = round(taken.store.size / 1e6, 1)
    chosen = restoring.choose(settings.BACKUP, settings.BACKUP_KEYS, None, unverified=True)
    private = recipient.joined(made.shares)
    restored, figures["restore"] = timed(lambda: restoring.restore(chosen, private, clock))
    if restored.rows == 0 or next(checking.findings(), None) is not None:
        raise SystemExit("what was restored is not whole")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    writer.stop()
    shutil.rmtree(data)
    print(json.dumps(figures | {"records": restored.rows, "most memory, MB": memory, "load": os.getloadavg()}))


if __name__ == "__main__":
    main()
    os._exit(0)
