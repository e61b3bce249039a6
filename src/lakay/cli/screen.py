"""`lakay screen`: any file of people held against the alert list of this node. For the hub; a post holds no list that could be gone through."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
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
from lakay.watchlist.models.alerts import reference_of  # noqa: E402
from lakay.watchlist.rules.judging import Read  # noqa: E402
from lakay.watchlist.rules.screening import Screen  # noqa: E402
from lakay.watchlist.rules.sources import Entry, NotAList, read_source  # noqa: E402
from lakay.watchlist.sought import NoSuchList, of_list  # noqa: E402
from lakay.watchlist.words import reason  # noqa: E402

IN_A_STEP = 2_000
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
def screen(file: Path, code: str, language: str, processes: int) -> None:
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
        sought = Screen(of_list(code, now))
    except NotAList as wrong:
        raise click.ClickException(f"{file.name} is no file of people: {wrong.code}.") from wrong
    except NoSuchList as wrong:
        raise click.ClickException(f"No list that stands has the code {code}.") from wrong
    for fault in source.faults:
        click.echo(f"left out: {fault.line} {fault.column} {fault.code}", err=True)
    by = system_actor(OPERATOR, frozenset({str(Permission.ALERT_LIST)}))
    record_read(by=by, at=now, purpose=Purpose.SECURITY, what="watchlist.screen.read", subjects=[])
    _print(_found(source.entries, sought, processes), language, len(source.entries), len(sought))


def _print(found: Iterator[Found], language: str, people: int, entries: int) -> None:
    out = csv.writer(sys.stdout)
    out.writerow(HEADER)
    count = 0
    for one in found:
        count += 1
        out.writerow((*one[:6], reason(one.codes, language)))
    click.echo(f"{people} people, {entries} entries, {count} found", err=True)


def _found(people: list[Entry], sought: Screen, processes: int) -> Iterator[Found]:
    """In processes that share the entries with this one; one by one where there is little to do."""
    _screen[:] = [sought]
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
    return [found for one in people for found in islice(_of_one(one), 20)]


def _of_one(one: Entry) -> Iterator[Found]:
    met: dict[str, Found] = {}
    for name in one.names:
        for document in one.documents or (None,):
            read = Read(document, name, one.birth, one.sex, next(iter(one.nationalities), ""))
            for sought, judged in _screen[0].meets(read):
                reference = reference_of(sought.alert.hex)
                known = met.get(reference)
                if known is None or known.score < judged.score:
                    said = tuple(map(str, judged.evidence))
                    met[reference] = Found(
                        one.origin, name.shown, reference, sought.category, judged.basis.value, judged.score, said
                    )
    yield from sorted(met.values(), key=lambda found: -found.score)
