"""`lakay names`: are two names one, in a table of any length. Never loads Django."""

from __future__ import annotations

import csv
import io
import sys
from typing import BinaryIO

import click

from lakay.kernel.partial_dates import PartialDate
from lakay.names.comparing import compare
from lakay.names.rows import BadRow, Columns, NoNames, Row, read_header, rows
from lakay.names.wording import LANGUAGES, reason

ADDED = ("score", "band", "reason")
WRONG = {
    "cells": (
        "kantite kaz yo pa menm ak tèt tablo a",
        "pas le même nombre de cellules que l’en-tête",
        "otro número de celdas que el encabezado",
        "another number of cells than the header",
    ),
    "quote": ("yon gimè pa fèmen", "un guillemet n’est pas fermé", "una comilla no está cerrada", "a quote is not closed"),
    "name": ("pa gen non", "pas de nom", "falta el nombre", "no name"),
    "birth": (
        "dat nesans lan pa bon",
        "date de naissance illisible",
        "fecha de nacimiento ilegible",
        "the birth date is no date",
    ),
}


@click.group()
def names() -> None:
    """Compare names of people as they are spelt and as they sound."""


@names.command()
@click.option("--csv", "source", type=click.File("rb"), required=True, help="The table; - reads what comes in.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the reasons.")
def score(source: BinaryIO, language: str) -> None:
    """Write the table with three more columns: score (0 to 1), band (none, possible, strong) and reason.

    The header says what stands where: name1 and name2, or family1, given1, family2, given2; and, where known, birth1, sex1,
    nationality1, document1 and the same with 2, in English, French, Spanish or Kreyòl, divided by comma, semicolon or tab. A date is
    1991-03-04, 04/03/1991, 1991-03, 1991, or 1991~ for an estimate.

    A row that cannot be compared keeps its place without a score; it is told among the
    errors with its line, and the others go on.

    \b
    Example:
      $ printf 'name1,name2\\nJean-Baptiste Wilner,Janbatis Vilne\\n' | lakay names score --csv -
      name1,name2,score,band,reason
      Jean-Baptiste Wilner,Janbatis Vilne,0.96,strong,a word of the name the same by sound; two names written as one
    """
    lines = io.TextIOWrapper(source, encoding="utf-8-sig", errors="surrogateescape", newline="")
    header, divider = read_header(lines.readline())
    try:
        columns = Columns.found(header)
    except NoNames as error:
        raise click.ClickException("The header must name two columns of names, as name1 and name2.") from error
    out = csv.writer(sys.stdout, delimiter=divider, lineterminator="\n")
    out.writerow([*header, *ADDED])
    for row in rows(lines, columns, divider, PartialDate.parse):
        cells = (row.cells + [""] * len(header))[: max(len(header), len(row.cells))]
        out.writerow([*cells, *_answer(row, language)])


def _answer(row: Row, language: str) -> tuple[str, str, str]:
    """The three columns of a row. One that cannot be compared is also told among the errors, with its line."""
    if isinstance(row.people, BadRow):
        told = WRONG[row.people.code][LANGUAGES.index(language)]
        click.echo(f"{row.line}: {told}", err=True)
        return "", "", told
    found = compare(*row.people)
    return f"{found.score:.2f}", found.band, reason(found.evidence, language)
