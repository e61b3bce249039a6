"""`lakay stats import`: series of others read, and entered where somebody says so."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import click

from lakay.disclosure.wording import LANGUAGES
from lakay.publication.series import CannotRead, judged, read_series, say, written
from lakay.reported.rules import Judged

WRONG = 2


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the rows are written; else they are printed.")
@click.option("--into", "code", metavar="SERIES", default="", help="Enter the good rows in the series with this code instead.")
@click.option("--edition", default="", help="With --into: which edition of the source.")
@click.option("--as", "username", default="", help="With --into: user name of the analyst who enters them.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of what is said.")
def import_(file: Path, out: Path | None, code: str, edition: str, username: str, language: str) -> None:
    """Read the series of FILE (SDMX-ML 2.1, SDMX-CSV, HXL) and write them as CSV: a column for each dimension, and `value`.

    With --into they are entered as figures of others, which may also be plain CSV with the columns `period` and `value`; every row
    that cannot be kept is named. The password of who enters them is asked for. Exit code 2: the file cannot be read; why is said.

    \b
    Example:  lakay stats import wb.xml --into remittances --edition 2026-06 --as fabienne
    """
    content = file.read_bytes()
    try:
        if code:
            _enter(judged(content), content, code, edition, username)
        else:
            _write(content, out, language)
    except CannotRead as error:
        click.echo(f"{file.name}: {say(error.code, language, **error.found)}", err=True)
        sys.exit(WRONG)


def _write(content: bytes, out: Path | None, language: str) -> None:
    series = read_series(content)
    if out is None:
        click.echo(written(series), nl=False)
    else:
        out.write_text(written(series), encoding="utf-8")
    click.echo(f"{series.format}: {say('read', language, count=len(series.rows))}", err=True)


def _enter(tried: Judged, content: bytes, code: str, edition: str, username: str) -> None:
    from lakay.cli.boot import boot

    boot()
    from django.utils import translation

    from lakay.cli.identity import who
    from lakay.kernel.clock import SystemClock
    from lakay.kernel.refusals import NotAllowed
    from lakay.reported.actions import Delivery, enter_figures
    from lakay.reported.models import Series

    series = Series.objects.filter(code=code).first()
    if series is None:
        raise click.ClickException(f"There is no series with the code {code}: begin it on the page of the figures of others.")
    for bad in tried.bad:
        click.echo(f"{bad.line} {bad.column or '-'}: {bad.wrong} {bad.found}", err=True)
    given = Delivery(tried, edition, sha256(content).hexdigest())
    try:
        enter_figures(by=who(username), at=SystemClock().now(), series=series, given=given)
    except NotAllowed as refused:
        with translation.override("en"):
            raise click.ClickException(str(refused.reason)) from refused
    click.echo(f"{len(tried.good)} rows entered in {code}, {len(tried.bad)} left out")
