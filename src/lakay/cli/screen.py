"""`lakay screen`: any file of people held against the alert list of this node, or against a list in a file.

The first is for the hub, as a post holds no list that could be gone through; the second needs no node.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

import click

from lakay.cli.boot import at_a_node, boot

boot(node=False)

from lakay.access.policy import Permission  # noqa: E402  (after Django has started)
from lakay.journal.reading import record_read  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.kernel.purposes import Purpose  # noqa: E402
from lakay.watchlist import cluster  # noqa: E402
from lakay.watchlist.models.alerts import reference_of  # noqa: E402
from lakay.watchlist.rules.contents import WantedName  # noqa: E402
from lakay.watchlist.rules.judging import Listed, Read  # noqa: E402
from lakay.watchlist.rules.screening import Screen, Sought  # noqa: E402
from lakay.watchlist.rules.sources import Entry, NotAList, Source, read_source  # noqa: E402
from lakay.watchlist.screens import IN_A_STEP, meet  # noqa: E402
from lakay.watchlist.screens import Found as Meets  # noqa: E402
from lakay.watchlist.sought import NoSuchList, of_list  # noqa: E402
from lakay.watchlist.words import reason  # noqa: E402

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
_called: dict[UUID, str] = {}
"""What the worker processes were born with: the entries, and what those of a file are called there."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "code", default="", help="Code of a list, or a file; without it, all alerts that stand.")
@click.option("--language", type=click.Choice(["ht", "fr", "es", "en"]), default="en", show_default=True, help="Of the reasons.")
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option("--spark", "master", default="", metavar="MASTER", help="Have Apache Spark do it: local[2], spark://host:7077.")
def screen(file: Path, code: str, language: str, processes: int, master: str) -> None:
    """Hold everybody in FILE against the alert list and print, as CSV, who may be meant and why.

    FILE, and a list that is a file, is a table with a heading (name, or family and given; birth, sex, nationality, number …, in any
    of four languages), FollowTheMoney as JSON lines, or the XML of the United Nations. Rows that cannot be read are told on the error
    output, and the rest goes on.

    \b
    Example:  lakay screen guests.csv --list interpol > found.csv
    """
    people = _read(file).entries
    sought = _of_file(Path(code)) if Path(code).is_file() else _of_this_node(code)
    found = _found_by_spark(people, sought, master) if master else _found(people, sought, processes)
    _print(found, language, len(people), len(sought))


def _read(file: Path) -> Source:
    """A file of people or of a list; its bad rows are told, and the rest goes on."""
    try:
        source = read_source(file.read_bytes())
    except NotAList as wrong:
        raise click.ClickException(f"{file.name} is no file of people: {wrong.code}.") from wrong
    for fault in source.faults:
        click.echo(f"left out: {file.name} {fault.line} {fault.column} {fault.code}", err=True)
    return source


def _of_file(file: Path) -> list[Sought]:
    """A list that is nobody's yet, as its file has it."""
    entries = _read(file).entries
    sought = [
        Sought(uuid4(), "", Listed(one.names, one.documents, one.birth, one.sex, one.nationalities), by_name=True)
        for one in entries
    ]
    _called.update((one.alert, entry.origin) for one, entry in zip(sought, entries, strict=True))
    return sought


def _of_this_node(code: str) -> list[Sought]:
    """The alerts that stand, of a list or of all; that they were read is written down."""
    at_a_node()
    now = SystemClock().now()
    try:
        sought = list(of_list(code, now))
    except NoSuchList as wrong:
        raise click.ClickException(f"No list that stands has the code {code}, and no file has this name.") from wrong
    by = system_actor(OPERATOR, frozenset({str(Permission.ALERT_LIST)}))
    record_read(by=by, at=now, purpose=Purpose.SECURITY, what="watchlist.screen.read", subjects=[])
    return sought


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
    met = meet(screen, [reads_of(one) for one in people])
    return [found for one, each in zip(people, met, strict=True) for found in _told(one, each, screen.entries)]


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
            _called.get(alert := entries[number].alert) or reference_of(alert.hex),
            entries[number].category,
            judged.basis.value,
            judged.score,
            tuple(map(str, judged.evidence)),
        )
        for number, judged in met
    ]
    return sorted(found, key=lambda each: -each.score)[:MOST]
