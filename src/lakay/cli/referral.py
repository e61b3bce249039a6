"""`lakay referral`: the key of a service without Lakay's pages, and packets that were carried to it. Needs no node."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lakay.referral.rules.packets import NoPacket, unseal


@click.group()
def referral() -> None:
    """Packets of referrals, sealed for one service."""


@referral.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def key(file: Path) -> None:
    """Make a key, keep its secret half in FILE, and print the half that goes into the directory."""
    made = X25519PrivateKey.generate()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise click.ClickException(f"{file} is there already. A key is never written over.") from error
    with os.fdopen(handle, "w") as out:
        out.write(made.private_bytes_raw().hex() + "\n")
    click.echo(made.public_key().public_bytes_raw().hex())


@referral.command("open")
@click.argument("packet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "key_file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def open_packet(packet: Path, key_file: Path) -> None:
    """Open a sealed PACKET with the secret half of the service's key."""
    try:
        private = bytes.fromhex(key_file.read_text(encoding="ascii").strip())
        said = unseal(private, packet.read_bytes())
    except (NoPacket, ValueError) as error:
        raise click.ClickException("This key does not open this packet.") from error
    click.echo(json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True))
