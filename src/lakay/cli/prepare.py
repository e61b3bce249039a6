"""`lakay init`: a node's keys, tables and country pack."""

from __future__ import annotations

from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from lakay.access.actions import load_agencies  # noqa: E402
from lakay.journal.keys import make_node_keys  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.places.actions import load_pack  # noqa: E402
from lakay.places.pack.load import read_pack  # noqa: E402

INSTALLER = system_actor("install", permissions=frozenset({"places:place:edit", "access:staff:manage"}))


@click.command()
def init() -> None:
    """Make this node's keys and tables, and load the country pack. Safe to run again."""
    prepare()


def prepare() -> None:
    """Bring a node's keys, tables and pack up to date, saying what is done."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0)
    click.echo("Made the keys of this node." if make_node_keys() else "The keys of this node are there.")
    at = SystemClock().now()
    places = load_pack(by=INSTALLER, at=at).records
    agencies = load_agencies(by=INSTALLER, at=at, agencies=list(read_pack(settings.PACK).agencies)).records
    count = len(places) + len(agencies)
    click.echo(f"Loaded the country pack: {count} records." if count else "The country pack is up to date.")
