"""`lakay stats facts|list|page|run`: facts taken out of the register, and indicators made of them."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lakay.statistics.engines.answers import Answer, EngineMissing
from lakay.statistics.indicators import Indicator, UnknownDimension
from lakay.statistics.registry import NoSuchIndicator, indicator, indicators
from lakay.statistics.running import Asked, Engine, NoFacts, run

if TYPE_CHECKING:
    from lakay.statistics.cube import Cube

LANGUAGES = ["ht", "fr", "es", "en"]
FACTS = click.option(
    "--facts", "folder", type=click.Path(file_okay=False, path_type=Path), help="Folder of facts; without it, those of this node."
)


def facts_of_node() -> Path:
    """Where this node keeps its facts."""
    from lakay.cli.boot import boot

    boot()
    from lakay.statistics.keeping import facts_folder

    return facts_folder()


@click.command()
@FACTS
@click.option("--anew", is_flag=True, help="Take everything out again, with new numbers for all persons.")
def facts(folder: Path | None, anew: bool) -> None:
    """Take the facts out of the register into Parquet files: what changed since the last time, a file a month.

    They have no names, no numbers of documents and no ids. Stopped in the middle, the next call goes on. For the hub: a post
    whose store is encrypted writes no facts.
    """
    target = folder or facts_of_node()
    from lakay.cli.boot import boot

    boot()
    from lakay.kernel.clock import SystemClock
    from lakay.statistics.keeping import NotAtAPost, check_not_a_post, take_out

    try:
        check_not_a_post()
        held = take_out(
            target,
            at=SystemClock().now(),
            anew=anew,
            progress=lambda step: click.echo(f"{step.done}/{step.of} {step.table} {step.month}: {step.rows}", err=True),
        )
    except NotAtAPost as refused:
        raise click.ClickException("The store of this machine is encrypted: facts are taken out at the hub.") from refused
    for table in sorted(held.months):
        click.echo(f"{table}: {held.rows_of(table)} rows in {len(held.months[table])} months")


@click.command("list")
def list_() -> None:
    """List the indicators: code, what is counted, dimensions."""
    for one in indicators().values():
        click.echo(f"{one.code:32} {one.measure:10} {' '.join(one.dimensions)}")


@click.command()
@click.argument("code", metavar="INDICATOR")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def page(code: str, language: str) -> None:
    """Print the page of the dictionary of an INDICATOR."""
    from lakay.cli.boot import boot

    boot()
    from django.utils import translation

    found = _found(code)
    with translation.override(language):
        for line in (found.page.title, found.page.who, found.page.caveats, found.page.source):
            click.echo(translation.gettext(line))
    click.echo(f"{found.code}: {found.measure}, {found.sensitivity}, {' '.join(found.dimensions)}")


@click.command("run")
@click.argument("code", metavar="INDICATOR")
@click.option("--engine", type=click.Choice([str(engine) for engine in Engine]), default="duckdb", show_default=True)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--by", default="month", show_default=True, help="Dimensions, separated by commas; empty: one figure for all.")
@click.option("--where", multiple=True, metavar="DIMENSION=VALUE", help="Only these; may be given several times.")
@click.option("--database", default="", metavar="URL", help="Of PostgreSQL; without it, the one of this node.")
@click.option("--master", default="local[2]", show_default=True, help="Of Apache Spark.")
@FACTS
def run_(
    code: str, engine: str, form: str, by: str, where: tuple[str, ...], database: str, master: str, folder: Path | None
) -> None:
    """Work out an INDICATOR from the facts and print it.

    A figure that is a part of another is printed with it (`of`), so that no rounding hides anything.

    \b
    Example:  lakay stats run border.movements --by month,post,direction --where direction=entry
    """
    wanted, asked = _found(code), Asked(tuple(filter(None, by.split(","))), _pairs(where))
    target = folder or facts_of_node()
    if engine == Engine.POSTGRES and not database:
        database = _database_of_node()
    try:
        answer = run(wanted, target, asked, Engine(engine), database=database, master=master)
    except UnknownDimension as wrong:
        raise click.ClickException(
            f"{wanted.code} is not told apart by {wrong.dimension}; it is by {', '.join(wanted.dimensions)}."
        ) from wrong
    except NoFacts as missing:
        raise click.ClickException(
            f"There are no facts called {missing.table} in {missing.folder}: run `lakay stats facts`."
        ) from missing
    except EngineMissing as missing:
        raise click.ClickException(str(missing)) from missing
    _print(answer, form)


def _found(code: str) -> Indicator:
    try:
        return indicator(code)
    except NoSuchIndicator as unknown:
        raise click.ClickException(f"There is no indicator {code}: `lakay stats list` names them all.") from unknown


def _pairs(where: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in where:
        name, sign, value = one.partition("=")
        if not sign:
            raise click.ClickException(f"{one} is not DIMENSION=VALUE.")
        found.setdefault(name, []).append(value)
    return found


def _database_of_node() -> str:
    from lakay.cli.boot import boot

    boot()
    from lakay.statistics.keeping import NoPostgres, database_of_node

    try:
        return database_of_node()
    except NoPostgres as missing:
        raise click.ClickException("This node has no PostgreSQL: name one with --database.") from missing


def _print(answer: Answer, form: str) -> None:
    if form == "json":
        click.echo(json.dumps([dict(zip(answer.columns, row, strict=True)) for row in answer.rows], ensure_ascii=False, indent=1))
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(answer.columns)
    out.writerows(answer.rows)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--rows", type=click.IntRange(1), default=1_000_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def invent(folder: Path, rows: int, seed: int) -> None:
    """Write facts of an invented country into FOLDER, to measure with.

    Three years of crossings of people who do not exist.
    """
    from lakay.statistics.inventing import invent as write

    write(folder, rows, seed, progress=lambda done: click.echo(done, err=True))


@click.command()
@FACTS
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the cube; without it, that of this node."
)
def cube(folder: Path | None, out: Path | None) -> None:
    """Work out every indicator by month for the pages, from the facts.

    Let it run after `lakay stats facts`, each night.
    """
    from lakay.kernel.clock import SystemClock
    from lakay.statistics.cube import build

    target = out or facts_of_node().parent / "cube"
    try:
        made = build(
            indicators().values(),
            folder or facts_of_node(),
            target,
            SystemClock().now(),
            progress=lambda code, done, of: click.echo(f"{done}/{of} {code}", err=True),
        )
    except NoFacts as missing:
        raise click.ClickException(
            f"There are no facts called {missing.table} in {missing.folder}: run `lakay stats facts`."
        ) from missing
    if folder is None and out is None:
        _watch(made)
    cells = sum(one.cells for kept in made.kept.values() for one in kept)
    click.echo(f"{len(made.kept)} indicators, {len(made.months)} months, {cells} cells")


def _watch(made: Cube) -> None:
    """Hold the limits of the desk against the new cube of this node, as at night."""
    from lakay.statistics.desk.watching import watch_figures

    if raised := watch_figures(made, made.built_at):
        click.echo(f"limits passed: {raised}")
