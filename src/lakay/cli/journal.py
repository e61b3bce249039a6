"""`lakay journal`: is the journal whole, where does it end, what does one event say; and `lakay rebuild`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import segno

from lakay.cli.boot import boot

boot()

from lakay.journal import checking  # noqa: E402  (after Django has started)
from lakay.journal import rebuild as rebuilding  # noqa: E402
from lakay.journal.core.chain import Fault, Head  # noqa: E402
from lakay.journal.core.events import BadEvent, from_body  # noqa: E402
from lakay.journal.models import Event  # noqa: E402

FAULTS = {
    "gap": "events before it are missing",
    "repeat": "its number stands twice",
    "body-changed": "what it says is not what was written",
    "signature": "it was not signed by this node",
    "unreadable": "it cannot be read",
    "link": "it does not follow from the event before it",
    "order": "its stamp is not later than that of the event before it",
    "columns": "the columns used for searching say something else than the event",
    "subjects": "it cannot be found by those it is about",
    "head-missing": "the journal once reached this number and does not now: its end was cut off",
    "head-differs": "another event stood here when this head was taken: the journal was written anew",
    "unsigned": "neither it nor an event after it is signed",
    "unknown-node": "the key of the node that wrote this chain is not here",
    "pruned-unproven": "what is missing here was not taken out on a receipt",
}
DRIFTS = {
    "changed": "differs from the journal in",
    "missing": "stands in the journal and not in the table",
    "foreign": "stands in the table and not in the journal",
    "conflict": "has a conflict that was lost or made up, in",
}


@click.group()
def journal() -> None:
    """Check and show the journal."""


@journal.command()
@click.option(
    "--head", "heads", multiple=True, help="A head kept elsewhere (printed, photographed, co-signed). May be given several times."
)
@click.option("--chain-only", is_flag=True, help="Leave out the comparison of the tables with the journal.")
def verify(heads: tuple[str, ...], chain_only: bool) -> None:
    """Walk the whole journal and compare every table with it. Names what is wrong; exits with 1 if anything is."""
    try:
        kept = [Head.parse(text) for text in heads]
    except ValueError as error:
        raise click.BadParameter("a head reads node.epoch:number:hash, as `lakay journal head` prints it") from error
    count = 0
    for finding in checking.findings(kept, _progress("events")):
        count += 1
        click.echo(_fault_line(finding.fault))
    if not chain_only:
        for drift in rebuilding.drifts(_progress("events compared")):
            count += 1
            click.echo(_drift_line(drift))
    click.echo(
        f"{'BAD' if count else 'ok '}  {Event.objects.count()} events, {count} findings. Head: {checking.head()}", err=bool(count)
    )
    raise SystemExit(1 if count else 0)


def _fault_line(fault: Fault) -> str:
    which = f"event {fault.event}" if fault.event else "event ?"
    said = " ".join(part for part in (which, f"no {fault.seq}", fault.action, fault.at) if part)
    return f"{said}: {FAULTS[fault.code]} ({fault.code})"


def _drift_line(drift: rebuilding.Drift) -> str:
    by = ""
    if drift.event:
        row = Event.objects.filter(id=drift.event).values_list("seq", "action", "at").first()
        by = f"; last written by event {drift.event}" + (f" no {row[0]} {row[1]} {row[2]:%Y-%m-%dT%H:%M:%SZ}" if row else "")
    fields = f" {', '.join(drift.fields)}" if drift.fields else ""
    return f"row {drift.kind} {drift.record}: {DRIFTS[drift.code]}{fields}{by} ({drift.code})"


@journal.command()
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Write the head as a QR code to print.")
def head(svg: Path | None) -> None:
    """Print the end of the journal, to be kept elsewhere: only such a copy shows a journal cut short or written anew."""
    text = str(checking.head())
    if svg:
        segno.make(text, error="m").save(str(svg), scale=6)
    click.echo(text)


@journal.command()
@click.argument("event", type=click.UUID)
def show(event: UUID) -> None:
    """Print what an event says, its sealed values left closed."""
    row = Event.objects.filter(id=event).first()
    if row is None:
        raise click.ClickException("no such event here")
    try:
        from_body(bytes(row.body))
        said: dict[str, Any] = json.loads(bytes(row.body))
    except (BadEvent, ValueError) as error:
        raise click.ClickException("the event cannot be read; run `lakay journal verify`") from error
    click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    click.echo(f"hash {bytes(row.hash).hex()}\nsignature {bytes(row.signature).hex()}")


@click.command()
def rebuild() -> None:
    """Empty every table that the journal can make again, and make it again: repairs rows that drifted, loses nothing entered."""
    faults = list(checking.findings())
    for finding in faults:
        click.echo(_fault_line(finding.fault), err=True)
    if faults:
        raise click.ClickException("The journal itself is not whole, so nothing was rebuilt.")
    click.echo(f"Rebuilt {rebuilding.rebuild(_progress('events read'))} rows.")


def _progress(what: str) -> Callable[[int], None]:
    def tell(count: int) -> None:
        click.echo(f"\r{count} {what} … ", nl=False, err=True)

    return tell
