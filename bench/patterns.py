"""What watching for patterns adds to one decision, on a year of crossings: `python -m bench.patterns [COUNT]`. Prints milliseconds.

The store is filled row by row without its journal, for only reading is measured. Hot keys are in it: a telephone and an address that
thousands name, an adult with hundreds of children, a trader who passes every day.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

FOLDER = tempfile.mkdtemp(prefix="lakay-bench-patterns-")
os.environ |= {"LAKAY_MODE": "test", "LAKAY_DATA": FOLDER, "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}

import django

django.setup()

# ruff: noqa: E402  (models exist only after Django has started)
from django.core.management import call_command

from lakay.border.models import Crossing, Declaration, Encounter, MinorCheck, Shift
from lakay.border.patterns import watching
from lakay.border.patterns.evidence import not_returned
from lakay.border.patterns.pack import patterns
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor
from lakay.people.blind import text_key
from lakay.people.models import Person, PersonToken

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
BY = Actor(UUID(int=1))
HOT_PHONE, HOT_ADDRESS = "8095550101", "12 calle Beller, Dajabón"
CHUNK = 500


def ids(kind: int) -> Iterator[UUID]:
    """Identifiers without end."""
    number = kind << 64
    while True:
        number += 1
        yield UUID(int=number)


def put(model: type[Any], rows: Iterator[Any]) -> None:
    """Write rows, some hundred at a time."""
    model.objects.bulk_create(rows, batch_size=CHUNK)


def fill(count: int, random: Random) -> tuple[Shift, list[Person]]:
    """People, their crossings of a year, children with adults, and what was declared."""
    people = [person(random, key) for _, key in zip(range(count // 6), ids(1), strict=False)]
    put(Person, iter(people))
    put(
        PersonToken,
        (PersonToken(id=key, person=who, token=random.getrandbits(40)) for who, key in zip(people, ids(2), strict=False)),
    )
    shift = Shift(
        id=UUID(int=5), officer=BY.id, post="HT-OUA", lane="1", direction="entry", status="open", opened_at=NOW, versions={}
    )
    put(Shift, iter([shift]))
    made = [encounter(random, key, shift, people) for _, key in zip(range(count), ids(3), strict=False)]
    put(Encounter, iter(made))
    put(Crossing, (crossing(random, key, each) for each, key in zip(made, ids(4), strict=False)))
    adults = [people[0]] * 400 + [random.choice(people) for _ in range(count // 10)]
    checks = zip(adults, made, ids(6), strict=False)
    put(
        MinorCheck,
        (
            MinorCheck(id=key, encounter=each, person=each.person, at=each.at, officer=BY.id, answer="guardian", companion=adult)
            for adult, each, key in checks
        ),
    )
    put(Declaration, (declaration(random, key, each) for each, key in zip(made[: count // 3], ids(7), strict=False)))
    return shift, people


def person(random: Random, key: UUID) -> Person:
    """Somebody; every fifth is a child."""
    year = random.randint(2010, 2024) if random.random() < 0.2 else random.randint(1950, 2007)
    return Person(id=key, sex=random.choice("FM"), birth=f"{year}-05-01", nationalities=["HTI"], versions={})


def encounter(random: Random, key: UUID, shift: Shift, people: list[Person]) -> Encounter:
    """Somebody at the booth in the last year; the first of the people is there every day."""
    who = people[0] if random.random() < 0.002 else random.choice(people)
    at = NOW - timedelta(minutes=random.randint(1, 525_000))
    return Encounter(id=key, shift=shift, post="HT-OUA", officer=BY.id, at=at, person=who, level="identified", channel="spoken")


def crossing(random: Random, key: UUID, of: Encounter) -> Crossing:
    """They passed."""
    age = of.at.year - int(of.person.birth[:4])
    common = {
        "encounter": of,
        "shift": of.shift,
        "person": of.person,
        "post": of.post,
        "lane": "1",
        "officer": BY.id,
        "at": of.at,
    }
    more = {"direction": random.choice(("entry", "exit")), "decision": "admitted", "local_on": of.at.date(), "age": age}
    return Crossing(id=key, **common, **more, sex=of.person.sex, nationality="HTI")


def declaration(random: Random, key: UUID, of: Encounter) -> Declaration:
    """What they declared; every tenth names the same telephone and address."""
    hot = random.random() < 0.1
    phone = HOT_PHONE if hot else f"809{random.randint(0, 9_999_999):07}"
    address = HOT_ADDRESS if hot else f"{random.randint(1, 99)} calle {random.randint(1, 9999)} Santiago"
    keys = {"address_key": text_key("address", address), "phone_key": text_key("phone", phone)}
    return Declaration(id=key, encounter=of, person=of.person, at=of.at, purpose="visit", **keys)


class Fired(Exception):
    """The rule would write now; what it cost until then is what is measured."""


class NoAct:
    """Stands for the act: nothing is written."""

    def subject(self, *_ids: UUID) -> None:
        raise Fired


def timed(repeat: int, work: Callable[[int], Any]) -> tuple[list[float], list[float]]:
    """Milliseconds of each run in order: by the clock, and of processor time (a machine with other work stretches only the first)."""
    clock, own = [], []
    for number in range(repeat):
        start, began = time.perf_counter(), time.thread_time()
        with suppress(Fired):
            work(number)
        clock.append((time.perf_counter() - start) * 1000)
        own.append((time.thread_time() - began) * 1000)
    return sorted(clock), sorted(own)


def say(what: str, found: tuple[list[float], list[float]]) -> None:
    """One line."""
    (half, most), (own_half, own_most) = ((part[len(part) // 2], part[int(len(part) * 0.95)]) for part in found)
    print(f"  {what:48} p50 {half:7.2f}  p95 {most:7.2f}   processor p50 {own_half:7.2f}  p95 {own_most:7.2f} ms", flush=True)


def main() -> None:
    """Fill and measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    make_node_keys()
    call_command("migrate", verbosity=0)
    random = Random(1)
    shift, people = fill(count, random)
    children = [each for each in people if int(each.birth[:4]) > 2009]
    grown = [each for each in people if int(each.birth[:4]) < 2007]
    act: Any = NoAct()

    def before(who: Person) -> Encounter:
        return Encounter(id=UUID(int=9), shift=shift, post="HT-OUA", at=NOW, person=who, source="booth")

    def decided(who: Person, age: int) -> None:
        moved = Crossing(
            person=who, direction="entry", decision="admitted", source="booth", age=age, local_on=NOW.date(), post="HT-OUA"
        )
        watching.watch_crossing(act, BY, NOW, before(who), moved)

    def checked(child: Person, adult: Person) -> None:
        watching.watch_minor(act, BY, NOW, before(child), MinorCheck(person=child, companion_id=adult.pk))

    def declared(who: Person, phone: str, address: str) -> None:
        keys = {"address_key": text_key("address", address), "phone_key": text_key("phone", phone)}
        said = Declaration(person=who, purpose="visit", phone=phone, address=address, **keys)
        watching.watch_declaration(act, BY, NOW, before(who), said)

    print(f"{count:,} crossings")
    say("decision on an adult", timed(2000, lambda n: decided(grown[n % len(grown)], 30)))
    say("decision on a child", timed(2000, lambda n: decided(children[n % len(children)], 9)))
    say("step for a child", timed(2000, lambda n: checked(children[n % len(children)], grown[n % len(grown)])))
    say("step for a child, adult with hundreds", timed(200, lambda n: checked(children[n % len(children)], people[0])))
    say("declaration", timed(2000, lambda n: declared(grown[n % len(grown)], f"809{n:07}", f"{n} calle {n} Santiago")))
    say(
        "declaration, address and telephone of thousands",
        timed(200, lambda n: declared(grown[n % len(grown)], HOT_PHONE, HOT_ADDRESS)),
    )
    rule = patterns().not_returned
    say("sweep: children not returned", timed(3, lambda _: rule and list(not_returned(rule, NOW.date())[:200])))


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
