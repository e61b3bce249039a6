"""`lakay init`: a node's keys, tables and country pack."""

from __future__ import annotations

from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from lakay.access.actions import load_agencies  # noqa: E402
from lakay.forms.pack import load_pack_forms  # noqa: E402
from lakay.journal.keys import make_node_keys  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.places.actions import load_pack  # noqa: E402
from lakay.places.pack.load import read_pack  # noqa: E402
from lakay.sync.queries import membership  # noqa: E402

INSTALLER = system_actor("install", permissions=frozenset({"places:place:edit", "access:staff:manage", "forms:form:publish"}))


@click.command()
@click.option(
    "--empty", is_flag=True, help="Keys and tables only, for a machine that joins others: the country comes from the hub."
)
def init(empty: bool) -> None:
    """Make this node's keys and tables, and load the country pack. Safe to run again."""
    prepare(empty=empty)


def prepare(*, empty: bool = False) -> None:
    """Bring a node's keys, tables and pack up to date, saying what is done. A node that has a hub gets the country from it."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0)
    click.echo("Made the keys of this node." if make_node_keys() else "The keys of this node are there.")
    if empty or membership() is not None:
        click.echo("The country comes from the hub: `lakay join`, or the page /nodes/join/.")
        return
    at = SystemClock().now()
    places = load_pack(by=INSTALLER, at=at).records
    agencies = load_agencies(by=INSTALLER, at=at, agencies=list(read_pack(settings.PACK).agencies)).records
    count = len(places) + len(agencies) + load_pack_forms(by=INSTALLER, at=at)
    click.echo(f"Loaded the country pack: {count} records." if count else "The country pack is up to date.")
