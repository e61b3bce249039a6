"""`lakay wipe`: before the post is given up, destroy the keys."""

from __future__ import annotations

import time
from pathlib import Path

import click
from django.conf import settings

from lakay.cli.boot import boot

boot()

from lakay.vault import wiping  # noqa: E402  (after Django has started)

WORD = "WIPE"


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask. For a button that somebody else guards.")
def wipe(yes: bool) -> None:
    """Destroy every key of this node, at once and for ever. What was not yet sent is lost; the rest lives on at the hub."""
    if not yes and click.prompt(f"Nobody will be able to read this node's store again. Write {WORD}") != WORD:
        raise click.ClickException("Nothing was done.")
    started = time.perf_counter()
    store = Path(settings.DATABASES["default"]["NAME"])
    files = (
        [store.with_name(store.name + tail) for tail in ("", "-wal", "-shm")]
        if "sqlite" in settings.DATABASES["default"]["ENGINE"]
        else []
    )
    count = wiping.wipe(settings.KEYS, files)
    click.echo(f"{count} files destroyed in {(time.perf_counter() - started) * 1000:.0f} ms.")
    if not settings.ENCRYPTED:
        click.echo("The store was not encrypted: its bytes may still lie on the disk.", err=True)
