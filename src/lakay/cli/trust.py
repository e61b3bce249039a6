"""`lakay trust`: the keys of states that this node trusts, for the first set-up and for machines without a screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from lakay.cli.boot import boot

boot()

from lakay.access.policy import Permission  # noqa: E402
from lakay.credentials.actions import import_trust  # noqa: E402
from lakay.credentials.imports import ImportReport  # noqa: E402
from lakay.credentials.queries.trust import anchors_of, report_on, states  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.traveldocs.chips import UnreadableList  # noqa: E402
from lakay.traveldocs.chips.words import REASONS  # noqa: E402

COMMAND_LINE = system_actor("command-line", frozenset({Permission.TRUST_EDIT}))
AT_THE_MACHINE = "agreed to at the machine itself"
MOST_FAULTS = 20


@click.group()
def trust() -> None:
    """Keys of states by which chips and seals are checked."""


@trust.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Agree to everything that the report says, without being asked.")
@click.option(
    "--compared", default="", help="With what you have compared the fingerprint: a letter, a web site, a telephone call."
)
def import_files(files: tuple[Path, ...], yes: bool, compared: str) -> None:
    """Import master lists, certificates and revocation lists: CMS, DER, PEM, LDIF, or zipped. Says first what would change."""
    for number, path in enumerate(files, 1):
        click.echo(f"[{number}/{len(files)}] reading {path.name}", err=True)
        report = _report(path)
        for line in lines_of(report):
            click.echo(line if line.startswith(" ") else f"{path.name}: {line}")
        if report.brings and (yes or click.confirm("Trust this from now on?")):
            _import(path, report, compared or (AT_THE_MACHINE if yes else ""))


def _report(path: Path) -> ImportReport:
    try:
        return report_on(path.read_bytes())
    except UnreadableList as fault:
        raise click.ClickException(f"{path}: {fault}") from fault


def _import(path: Path, report: ImportReport, compared: str) -> None:
    if report.to_compare and not compared:
        compared = click.prompt("With what have you compared the fingerprint?")
    import_trust(
        by=COMMAND_LINE,
        at=SystemClock().now(),
        source=path.name,
        anchors=report.new,
        crls=report.crls,
        signed_by=report.signed_by,
        compared=compared,
        vouched=not report.to_compare,
    )
    click.echo(f"{path.name}: {len(report.new)} certificates and {len(report.crls)} revocation lists added")


def lines_of(report: ImportReport) -> Iterator[str]:
    """What a file would change, for a person."""
    yield f"{len(report.new)} new certificates of {len(report.states)} states, {report.known} known, {len(report.crls)} new revocation lists"
    if report.states:
        yield f"  states               {' '.join(report.states)}"
    for one in report.lists:
        yield f"  list signed by       {one.subject}{'' if one.known else ' (not known here)'}"
    for subject, fingerprint in report.to_compare:
        yield f"  compare              {fingerprint}  {subject}"
    for subject in report.withdrawn:
        yield f"  withdrawn here       {subject}"
    if report.signers:
        yield f"  not kept             {report.signers} signers of documents: each chip brings its own"
    for fault in report.faults[:MOST_FAULTS]:
        yield f"  left out             part {fault.where}: {REASONS[fault.reason]} {fault.detail}".rstrip()
    if len(report.faults) > MOST_FAULTS:
        yield f"  left out             {len(report.faults) - MOST_FAULTS} more"


@trust.command("list")
@click.option("--state", default="", help="All certificates of one state, two letters.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def list_all(state: str, as_json: bool) -> None:
    """Print what is trusted: by state, or the certificates of one state."""
    rows = _certificates(state.upper()) if state else _states()
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else "  ".join(str(value) for value in row.values()))


def _states() -> Iterator[dict[str, object]]:
    for one in states():
        due = one.crl.next_update.date().isoformat() if one.crl and one.crl.next_update else ""
        yield {"state": one.state, "active": one.active, "until": one.until.date().isoformat(), "next_crl": due}


def _certificates(state: str) -> Iterator[dict[str, object]]:
    for one in anchors_of(state):
        days = {"from": one.not_before.date().isoformat(), "until": one.not_after.date().isoformat()}
        yield {"status": one.status, "use": one.use, **days, "fingerprint": one.fingerprint, "holder": one.holder}
