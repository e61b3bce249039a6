"""Commands that run a node: `secret`, `serve`, `manage`."""

from __future__ import annotations

import os
import secrets
import sys

import click
from django.conf import settings
from django.core.management import execute_from_command_line
from granian import Granian
from granian.constants import Interfaces

from lakay.cli.boot import boot

THREADS = 16


@click.command()
def secret() -> None:
    """Print a fresh LAKAY_SECRET_KEY."""
    click.echo(secrets.token_urlsafe(48))


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands, for developers."""
    boot()
    execute_from_command_line(["lakay manage", *arguments])


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--threads", default=THREADS, show_default=True, help="Threads of a worker; readers run side by side, writing is one."
)
@click.option("--demo", is_flag=True, help="Serve the demo country: anyone logs in as any of its invented people.")
@click.option("--workers", default=1, show_default=True, help="Processes; more than one only on PostgreSQL.")
def serve(host: str, port: int, threads: int, demo: bool, workers: int) -> None:
    """Serve the pages of this node."""
    if demo:
        os.environ["LAKAY_MODE"] = "demo"
    os.environ.setdefault("LAKAY_ORIGIN", f"http://{'localhost' if host == '127.0.0.1' else host}:{port}")
    boot()
    if workers > 1 and "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        raise click.UsageError("SQLite has one writer, so it has one worker. Use PostgreSQL for more.")
    click.echo(f"Lakay is at {settings.PUBLIC_ORIGIN}/ (stop with Ctrl+C)")
    sys.stdout.flush()
    Granian(
        "lakay.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
    ).serve()
