"""`lakay messages`: what waits for telephones is sent, and what a modem wrote into a folder is read."""

from __future__ import annotations

import sys
from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)

from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.messaging.gateways import BadGateway  # noqa: E402
from lakay.messaging.incoming import Incoming, read_incoming  # noqa: E402
from lakay.messaging.sending import alone, send_waiting  # noqa: E402
from lakay.referral.sms import take_sms  # noqa: E402
from lakay.referral.telephones import way_out  # noqa: E402


@click.group()
def messages() -> None:
    """Messages to telephones and their answers."""


@messages.command()
def send() -> None:
    """Hand what waits to the gateway, or write it into the folder. The running program does so by itself. Exit code 1: some could not be sent."""
    try:
        gateway = way_out()
    except BadGateway as error:
        raise click.ClickException("LAKAY_SMS_GATEWAY must begin with https://") from error
    with alone() as mine:
        if not mine:
            click.echo("The running program is sending them.")
            return
        done = send_waiting(gateway, SystemClock().now)
    click.echo(f"{done.sent} sent, {done.failed} could not be sent.")
    sys.exit(1 if done.failed else 0)


@messages.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def receive(files: tuple[Path, ...]) -> None:
    """Read messages that came, one in each of FILES: JSON with "id", "from" and "text". What was read before is passed over."""
    bad = 0
    for file in files:
        said = _read(file)
        if said is None:
            click.echo(f"{file.name}: no message", err=True)
            bad += 1
            continue
        understood = take_sms(said.sender, said.text, gateway="file", ref=said.ref, at=SystemClock().now())
        click.echo(f"{file.name}: {'understood' if understood else 'kept, not understood'}")
    sys.exit(1 if bad else 0)


def _read(file: Path) -> Incoming | None:
    return read_incoming(file.read_bytes())
