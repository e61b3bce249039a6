"""`lakay screen`: any file of people held against the alert list of this node. For the hub; a post holds no list that could be gone through."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import click

from lakay.cli.boot import boot

boot()

from lakay.access.policy import Permission  # noqa: E402  (after Django has started)
from lakay.journal.reading import record_read  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.kernel.purposes import Purpose  # noqa: E402
from lakay.watchlist import cluster  # noqa: E402
from lakay.watchlist.models.alerts import reference_of  # noqa: E402
from lakay.watchlist.rules.contents import WantedName  # noqa: E402
from lakay.watchlist.rules.judging import Read  # noqa: E402
from lakay.watchlist.rules.screening import Screen, Sought  # noqa: E402
from lakay.watchlist.rules.sources import Entry, NotAList, read_source  # noqa: E402
from lakay.watchlist.screens import Found as Meets  # noqa: E402
from lakay.watchlist.screens import meet  # noqa: E402
from lakay.watchlist.sought import NoSuchList, of_list  # noqa: E402
from lakay.watchlist.words import reason  # noqa: E402

IN_A_STEP = 2_000
MOST = 20
"""Entries told of one person."""
OPERATOR = "screen"
HEADER = ("person", "name", "reference", "category", "found_by", "score", "reason")


class Found(NamedTuple):
    """A person of the file and an entry that may mean them."""

    person: str
    name: str
    reference: str
    category: str
    found_by: str
    score: int
    codes: tuple[str, ...]


_screen: list[Screen] = []
"""What the worker processes were born with."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "code", default="", help="Code of a list; without it, all alerts that stand.")
@click.option("--language", type=click.Choice(["ht", "fr", "es", "en"]), default="en", show_default=True, help="Of the reasons.")
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option("--spark", "master", default="", metavar="MASTER", help="Have Apache Spark do it: local[2], spark://host:7077.")
def screen(file: Path, code: str, language: str, processes: int, master: str) -> None:
    """Hold everybody in FILE against the alert list and print, as CSV, who may be meant and why.

    FILE is a table with a heading (name, or family and given; birth, sex, nationality, number …, in any of four languages),
    FollowTheMoney as JSON lines, or the XML of the United Nations. Rows that cannot be read are told on the error output, and the
    rest goes on.

    \b
    Example:  lakay screen guests.csv --list interpol > found.csv
    """
    now = SystemClock().now()
    try:
        source = read_source(file.read_bytes())
        sought = list(of_list(code, now))
    except NotAList as wrong:
        raise click.ClickException(f"{file.name} is no file of people: {wrong.code}.") from wrong
    except NoSuchList as wrong:
        raise click.ClickException(f"No list that stands has the code {code}.") from wrong
    for fault in source.faults:
        click.echo(f"left out: {fault.line} {fault.column} {fault.code}", err=True)
    by = system_actor(OPERATOR, frozenset({str(Permission.ALERT_LIST)}))
    record_read(by=by, at=now, purpose=Purpose.SECURITY, what="watchlist.screen.read", subjects=[])
    people = source.entries
    found = _found_by_spark(people, sought, master) if master else _found(people, sought, processes)
    _print(found, language, len(people), len(sought))


def _print(found: Iterator[Found], language: str, people: int, entries: int) -> None:
    out = csv.writer(sys.stdout)
    out.writerow(HEADER)
    count = 0
    for one in found:
        count += 1
        out.writerow((*one[:6], reason(one.codes, language)))
    click.echo(f"{people} people, {entries} entries, {count} found", err=True)


def _found(people: list[Entry], sought: list[Sought], processes: int) -> Iterator[Found]:
    """In processes that share the entries with this one; one by one where there is little to do."""
    _screen[:] = [Screen(sought)]
    steps = [people[start : start + IN_A_STEP] for start in range(0, len(people), IN_A_STEP)]
    if processes == 1 or len(steps) == 1:
        for step in steps:
            yield from screened(step)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        for found in pool.map(screened, steps):
            yield from found


def screened(people: list[Entry]) -> list[Found]:
    """Those of some people who may be meant."""
    screen = _screen[0]
    return [found for one in people for found in _told(one, meet(screen, reads_of(one)), screen.entries)]


def _found_by_spark(people: list[Entry], sought: list[Sought], master: str) -> Iterator[Found]:
    try:
        with cluster.session(master) as spark:
            met = cluster.held_against(spark, sought, map(reads_of, people))
    except cluster.NoSpark as missing:
        raise click.ClickException("Apache Spark is not here: install the extra `spark` (pyspark) and Java 17.") from missing
    for one, found in zip(people, met, strict=True):
        yield from _told(one, found, sought)


def reads_of(one: Entry) -> tuple[Read, ...]:
    """A person of the file, under every name and with every document."""
    names, documents = one.names or (WantedName("", ""),), one.documents or (None,)
    nationality = next(iter(one.nationalities), "")
    return tuple(Read(document, name, one.birth, one.sex, nationality) for name in names for document in documents)


def _told(one: Entry, met: Meets, entries: Sequence[Sought]) -> list[Found]:
    """The likeliest first."""
    shown = next((name.shown for name in one.names), "")
    found = [
        Found(
            one.origin,
            shown,
            reference_of(entries[number].alert.hex),
            entries[number].category,
            judged.basis.value,
            judged.score,
            tuple(map(str, judged.evidence)),
        )
        for number, judged in met
    ]
    return sorted(found, key=lambda each: -each.score)[:MOST]
