"""`lakay stats protect` and `attack`: tables made safe, and tried. Never loads Django."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from lakay.disclosure.attack import Report, named
from lakay.disclosure.attack import attack as attacked
from lakay.disclosure.protect import CLASSES, Protected, Rule
from lakay.disclosure.protect import protect as protected
from lakay.disclosure.reading import read_inner, read_published, written
from lakay.disclosure.rollup import roll_up
from lakay.disclosure.system import Contradiction
from lakay.disclosure.tables import Table
from lakay.disclosure.wording import LANGUAGES, BadTable, cell_name, say

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of what is said.")
WRONG, FALLEN = 2, 1


@click.command()
@click.argument("table", type=FILE)
@click.option("--threshold", type=click.IntRange(2, 1000), help="Counts below it are hidden; without it, that of the class.")
@click.option("--class", "kind", type=click.Choice(sorted(CLASSES)), default="movements", show_default=True)
@click.option(
    "--zeros", type=click.Choice(("shown", "hidden")), help="Whether “nobody” may be said; without it, as the class says."
)
@click.option("--roll-up", "rolled", multiple=True, metavar="DIMENSION", help="Join its rare categories first; may be repeated.")
@click.option("--earlier", multiple=True, type=FILE, help="A table that is published already; may be repeated.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where the safe table is written.")
@LANGUAGE
def protect(
    table: Path,
    threshold: int | None,
    kind: str,
    zeros: str | None,
    rolled: tuple[str, ...],
    earlier: tuple[Path, ...],
    out: Path,
    language: str,
) -> None:
    """Hide the small counts of TABLE, and as few others as keep them hidden.

    TABLE is a CSV file: columns of dimensions, and `count`. Only its inner cells are read, and held against the totals it has. What is written
    has every cell and every total (`*`); a hidden cell has an empty count.

    \b
    Example:
      $ printf 'post,sex,count\\nWanament,F,31\\nWanament,M,2\\nBeladè,F,18\\nBeladè,M,44\\n' > t.csv
      $ lakay stats protect t.csv --threshold 5 --out safe.csv
    """
    given = CLASSES[kind]
    rule = Rule(threshold or given.threshold, zeros_shown=zeros == "shown" if zeros else given.zeros_shown)
    whole = _read([table], read_inner, language)
    for dimension in rolled:
        whole = roll_up(whole, dimension, rule.threshold)
    before = _read(earlier, read_published, language)
    try:
        made = protected(whole, rule, [[one] for one in before])
    except Contradiction as error:
        _stop(say("contradiction", language, found=named([error.key])[0]))
    out.write_text(written(made.tables[0]), encoding="utf-8")
    click.echo(_summary(made, language))


@click.command()
@click.argument("tables", nargs=-1, required=True, type=FILE)
@click.option(
    "--threshold", type=click.IntRange(2, 1000), default=5, show_default=True, help="Fewer possible values are too few."
)
@click.option("--zeros-shown", is_flag=True, help="Zeros are never hidden in these tables: the attacker knows it.")
@LANGUAGE
def attack(tables: tuple[Path, ...], threshold: int, zeros_shown: bool, language: str) -> None:
    """Work out hidden counts of TABLES: a table about to be published and all that are published already.

    Names every hidden cell that comes out exactly, or for which fewer than the threshold of whole numbers stay possible.
    Exit code 0: none. 1: some. 2: a file cannot be read, or the tables contradict each other.
    """
    published = _read(tables, read_published, language)
    try:
        report = attacked(published, threshold, zeros_shown=zeros_shown)
    except Contradiction as error:
        _stop(say("contradiction", language, found=named([error.key])[0]))
    for line in _lines(report, language):
        click.echo(line)
    sys.exit(0 if report.stands else FALLEN)


def _read(files: Sequence[Path], how: Callable[[bytes, str], Table], language: str) -> list[Table]:
    """The tables of some files; the first one that cannot be read ends the command with its reason."""
    found = []
    for file in files:
        try:
            found.append(how(file.read_bytes(), file.name))
        except BadTable as error:
            _stop(f"{file.name}: {say(error.code, language, **error.found)}")
    return found


def _stop(told: str) -> NoReturn:
    click.echo(told, err=True)
    sys.exit(WRONG)


def _lines(report: Report, language: str) -> list[str]:
    lines = [
        say(
            "exact" if one.exact else "narrow",
            language,
            table=one.table,
            found=cell_name(one.dimensions, one.cell),
            low=one.low,
            high=one.high,
        )
        for one in report.recovered
    ]
    code = "stands" if report.stands else "fallen"
    return [*lines, say(code, language, hidden=report.hidden, tables=report.tables, count=len(lines))]


def _summary(made: Protected, language: str) -> str:
    cells, hidden = sum(len(table.cells) for table in made.tables), made.small + made.company
    return say("protected", language, cells=cells, hidden=hidden, small=made.small, more=made.company)
