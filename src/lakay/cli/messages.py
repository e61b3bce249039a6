"""`lakay messages`: what waits for telephones is sent, and what a modem wrote into a folder is read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)
from django.conf import settings  # noqa: E402

from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.messaging.gateways import BadGateway, gateway_of  # noqa: E402
from lakay.messaging.sending import send_waiting  # noqa: E402
from lakay.referral.sms import take_sms  # noqa: E402

NEEDED = ("id", "from", "text")


@click.group()
def messages() -> None:
    """Messages to telephones and their answers."""


@messages.command()
def send() -> None:
    """Hand what waits to the gateway, or write it into the folder. Let it run every minute. Exit code 1: some could not be sent."""
    try:
        gateway = gateway_of(settings.SMS_GATEWAY, settings.SMS_TOKEN, settings.DATA / "outbox")
    except BadGateway as error:
        raise click.ClickException("LAKAY_SMS_GATEWAY must begin with https://") from error
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
        understood = take_sms(said["from"], said["text"], gateway="file", ref=said["id"], at=SystemClock().now())
        click.echo(f"{file.name}: {'understood' if understood else 'kept, not understood'}")
    sys.exit(1 if bad else 0)


def _read(file: Path) -> dict[str, str] | None:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, ValueError):
        return None
    fine = isinstance(said, dict) and all(isinstance(said.get(name), str) and "\0" not in said[name] for name in NEEDED)
    return said if fine and 0 < len(said["id"]) <= 80 else None
