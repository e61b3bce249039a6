"""`lakay watchlist`: a file of another's list brought and decided on at the hub's command line, by the same two people as on its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import click

from lakay.cli.boot import boot

boot()

from django.utils import translation  # noqa: E402  (after Django has started)

from lakay.cli.identity import who as _who  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.kernel.refusals import NotAllowed  # noqa: E402
from lakay.kernel.states import CannotMove  # noqa: E402
from lakay.watchlist.actions import ListNotStanding, decide_batch  # noqa: E402
from lakay.watchlist.bringing import bring_file  # noqa: E402
from lakay.watchlist.models import AlertList, Batch  # noqa: E402
from lakay.watchlist.queries import settled_of  # noqa: E402
from lakay.watchlist.rules.lists import ListStatus  # noqa: E402
from lakay.watchlist.rules.sources import COLUMNS_OF_LIST  # noqa: E402
from lakay.watchlist.working import work_through  # noqa: E402

COUNTS = ("new", "changed", "gone", "same", "total")


@click.group()
def watchlist() -> None:
    """Bring the newest state of a list, and decide on it as a second person."""


@watchlist.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "code", required=True, help="Code of a list that stands.")
@click.option("--as", "username", required=True, help="User name of the alert officer who brings it.")
@click.option("--reason", required=True, help="Why; it stays with the file.")
@click.option(
    "--map", "said", multiple=True, metavar="COLUMN=HEADING", help="What a heading of a table holds; may be given often."
)
@click.option("--dry-run", is_flag=True, help="Only show what it would change.")
def bring(file: Path, code: str, username: str, reason: str, said: tuple[str, ...], dry_run: bool) -> None:
    """Read FILE, the newest state of a list, for a second person to decide on.

    FILE is a table with a heading, FollowTheMoney as JSON lines, or the XML of the United Nations. The user's password and second
    factor are asked for.

    \b
    Example:  lakay watchlist import un.xml --list un-1267 --as kerline --reason "State of 22 November" --dry-run
    """
    columns = _columns(said)
    of_list = AlertList.objects.filter(code=code, status=ListStatus.STANDING).first()
    if of_list is None:
        raise click.ClickException(f"No list that stands has the code {code}.")
    by = _who(username)
    asked: Any = {"of_list": of_list, "only_try": dry_run, "said": {"columns": columns} if columns else None}
    with file.open("rb") as content, translation.override("en"):
        pieces = iter(lambda: content.read(1 << 20), b"")
        try:
            found = bring_file(pieces, by=by, at=SystemClock().now(), file_name=file.name, reason=reason, **asked)
        except NotAllowed as refused:
            raise click.ClickException(str(refused.reason)) from refused
        except ListNotStanding as refused:
            raise click.ClickException(f"The list {code} does not stand now.") from refused
    _tell(found)


@watchlist.command()
@click.argument("batch", type=click.UUID)
@click.option("--as", "username", required=True, help="User name of the alert approver, who is not the one who brought it.")
@click.option("--reason", required=True, help="Why; it stays with the file.")
@click.option("--reject", is_flag=True, help="Reject the whole file.")
def approve(batch: UUID, username: str, reason: str, reject: bool) -> None:
    """Decide on the whole of a file as a second person, and carry it out. BATCH is the number that `import` printed."""
    found = Batch.objects.filter(pk=batch).first()
    if found is None:
        raise click.ClickException("No file has this number.")
    by = _who(username)
    with translation.override("en"):
        try:
            decide_batch(by=by, at=SystemClock().now(), batch=found, approve=not reject, reason=reason)
        except NotAllowed as refused:
            raise click.ClickException(str(refused.reason)) from refused
        except CannotMove as refused:
            raise click.ClickException(f"This file cannot be decided on now: {refused}.") from refused
    _tell(found.pk)


def _columns(said: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in said]
    for column, equals, heading in pairs:
        if column not in COLUMNS_OF_LIST or not equals or not heading:
            raise click.BadParameter(f"{column} is none of {', '.join(COLUMNS_OF_LIST)}.", param_hint="--map")
    return {column: heading for column, _, heading in pairs}


def _tell(batch: UUID) -> None:
    """Do what waits, unless the server of this node does it already; then say how it stands."""
    work_through(SystemClock())
    now = Batch.objects.get(pk=batch)
    planned = now.planned or {}
    counts = " ".join(f"{name} {planned[name]}" for name in COUNTS if name in planned)
    settled = " ".join(f"{name} {count}" for name, count in settled_of(now).items())
    click.echo(f"{now.pk} {now.status}" + (f" ({now.problem})" if now.problem else ""))
    click.echo("\n".join(line for line in (counts, settled, f"left out {len(now.faults or [])}") if line))
