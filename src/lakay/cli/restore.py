"""`lakay restore`: the store of this node made again from its copies, as it was last or at an instant."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from lakay.cli.boot import boot

LAKAY = "from lakay.cli.main import main; main()"


def _instant(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("an instant reads 2026-11-22T03:00Z") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--until", callback=_instant, metavar="INSTANT", help="As it was at this instant (world time if no offset is given)."
)
@click.option(
    "--keys", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the keys, if they lie apart."
)
@click.option(
    "--sheet", "sheets", multiple=True, type=click.File(), help="File with the words of one sheet; otherwise they are asked for."
)
@click.option("--unverified", is_flag=True, help="Try also a copy that was never checked.")
@click.option("--drill", is_flag=True, help="Only into a scratch folder, to see that these files and sheets would do.")
@click.option("--force", default="", metavar="WORDS", help="The words that the refusal asks for.")
def restore(
    source: Path, until: datetime | None, keys: Path | None, sheets: tuple[Any, ...], unverified: bool, drill: bool, force: str
) -> None:
    """Make the store of this node again from SOURCE, a folder of copies or one of them. What stood here is put aside."""
    with _scratch() if drill else nullcontext():
        _restore(source, until, keys, sheets, unverified, drill, force)


def _restore(
    source: Path, until: datetime | None, keys: Path | None, sheets: tuple[Any, ...], unverified: bool, drill: bool, force: str
) -> None:
    boot()
    from lakay.backup.loading import DoesNotAgree
    from lakay.backup.restoring import CannotRestore, choose
    from lakay.backup.restoring import restore as make_again
    from lakay.backup.sealing import Damaged
    from lakay.cli.words import private_key
    from lakay.journal.writer import writer
    from lakay.kernel.clock import SystemClock

    clock = SystemClock()
    began = clock.now()
    try:
        chosen = choose(source.resolve(), keys, until, unverified=unverified)
        _spare_what_is_there(force)
        private = private_key([sheet.read() for sheet in sheets])
        began = clock.now()
        done = make_again(chosen, private, clock, until, _bar)
    except (CannotRestore, Damaged, DoesNotAgree) as error:
        raise click.ClickException(f"Nothing was restored: {error}") from error
    finally:
        writer.stop()
    seconds = round((clock.now() - began).total_seconds())
    click.echo(f"Restored {done.rows} records from {len(chosen.store)} files in {seconds} s, up to {done.head}")
    if drill:
        _note_drill(chosen.store[-1].name, str(done.head), seconds)
    else:
        click.echo(f"New entries are written under the epoch {done.epoch}.")


BEFORE: dict[str, str] = {}
"""The environment before a drill went to its scratch store."""


@contextmanager
def _scratch() -> Iterator[None]:
    """A machine that has nothing yet: no store, no keys. In memory, and gone afterwards."""
    place = Path("/dev/shm")  # noqa: S108  (a folder for its owner alone, with a name that nobody guesses)
    BEFORE.update(os.environ)
    with tempfile.TemporaryDirectory(prefix=f"lakay-scratch-{os.getpid()}-", dir=place if place.is_dir() else None) as folder:
        names = {"LAKAY_DATA": folder, "LAKAY_KEYS": f"{folder}/keys", "LAKAY_DATABASE_URL": f"sqlite://{folder}/lakay.sqlite3"}
        os.environ |= names | {"LAKAY_ENCRYPT": "no"}
        yield


def _note_drill(copy: str, head: str, seconds: int) -> None:
    """Enter the drill in the journal of this node, by a process that works on its real store."""
    words = ["backup", "drilled", "--copy", copy, "--head", head, "--seconds", str(seconds)]
    done = subprocess.run([sys.executable, "-c", LAKAY, *words], env=BEFORE, capture_output=True, text=True, check=False)  # noqa: S603
    noted = (
        "The drill is entered in the journal." if done.returncode == 0 else "The drill could not be entered in the journal here."
    )
    click.echo(f"This was a drill; nothing was changed. {noted}")


def _spare_what_is_there(force: str) -> None:
    """Refuse while the server runs, or while this store holds entries that nobody else has. Raises CannotRestore."""
    from django.conf import settings
    from django.db import DatabaseError

    from lakay.backup.restoring import CannotRestore
    from lakay.backup.serving import Runs, not_serving
    from lakay.journal.queries import unsent

    try:
        not_serving()
    except Runs as error:
        raise CannotRestore("the server of this node runs. Stop it first.") from error
    is_file = "sqlite" in settings.DATABASES["default"]["ENGINE"]
    if is_file and not _has_a_store():
        return
    try:
        count = unsent()
    except DatabaseError:
        count = -1 if is_file else 0
    if count == 0:
        return
    wanted = f"lose {count} entries" if count > 0 else "lose what is there"
    if force.strip().lower() != wanted:
        told = (
            f"This store holds {count} entries that no other node has."
            if count > 0
            else "There is a store here that cannot be read."
        )
        raise CannotRestore(f'{told} It would be put aside. If that is meant: --force "{wanted}"')


def _has_a_store() -> bool:
    """Whether a file of a store is there, readable or not."""
    from django.conf import settings

    name = Path(str(settings.DATABASES["default"]["NAME"]))
    return name.is_file() and name.stat().st_size > 0


def _bar(count: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{count} rows … ", nl=False, err=True)
