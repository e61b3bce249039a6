"""Commands that run a node: `secret`, `serve`, `manage`."""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from lakay.cli import over_tls
from lakay.cli.alive import Pulse
from lakay.cli.boot import boot
from lakay.tls.keeping import Kept

NO_DEMO = "There is no demo country here yet. Make it with `lakay demo`; `make demo` makes it and serves it."
NO_NODE = "This node has no tables yet. Make them with `lakay init`."
THREADS = 16
KEPT_OPEN_MS = 200_000
"""So long a connection on which nothing is said is kept: a post asks every two minutes (LAKAY_LINK_IDLE), and calling anew costs more."""


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
@click.option("--host", default=None, help="Address to listen at.  [default: 127.0.0.1; with --tls all of them]")
@click.option("--port", type=int, default=None, help="[default: 8000; with --tls 443]")
@click.option(
    "--threads", default=THREADS, show_default=True, help="Threads of a worker; readers run side by side, writing is one."
)
@click.option("--demo", is_flag=True, help="Serve the demo country: anyone logs in as any of its invented people.")
@click.option("--workers", default=1, show_default=True, help="Processes; more than one only on PostgreSQL.")
@click.option("--tls", is_flag=True, help="Serve over HTTPS with the certificate of the post's own authority; see `lakay tls`.")
@click.option(
    "--name", "names", multiple=True, envvar="LAKAY_NAMES", help="With --tls: a name of this machine; the first is the site's."
)
@click.option(
    "--door", default=80, show_default=True, help="With --tls: port of the plain page that gives the certificate; 0 for none."
)
def serve(
    host: str | None, port: int | None, threads: int, demo: bool, workers: int, tls: bool, names: tuple[str, ...], door: int
) -> None:
    """Serve the pages of this node."""
    if demo:
        os.environ["LAKAY_MODE"] = "demo"
    if tls:
        over_https(Server(host or "0.0.0.0", port or over_tls.HTTPS, threads, workers), names, door)  # noqa: S104  (the lanes of a post reach its node)
    else:
        over_http(Server(host or "127.0.0.1", port or 8000, threads, workers))


@dataclass(frozen=True, slots=True)
class Server:
    """Where the pages are served, and with how many threads and processes."""

    host: str
    port: int
    threads: int
    workers: int

    def run(self, kept: Kept | None = None) -> None:
        """Serve until it is stopped, over HTTPS where there is a certificate."""
        Pulse(self.host, self.port, kept.authority_file if kept else None).start()
        click.echo(f"Lakay is at {settings.PUBLIC_ORIGIN}/ (stop with Ctrl+C)")
        sys.stdout.flush()
        Granian(
            "lakay.config.wsgi:application",
            address=self.host,
            port=self.port,
            interface=Interfaces.WSGI,
            workers=self.workers,
            blocking_threads=self.threads + settings.LINK_HELD,  # who is held waits in a thread of the server
            respawn_failed_workers=True,
            http1_settings=HTTP1Settings(header_read_timeout=KEPT_OPEN_MS),
            ssl_cert=kept.certificate_file if kept else None,
            ssl_key=kept.key_file if kept else None,
        ).serve()


def over_http(server: Server) -> None:
    """Serve within this machine, or behind a server of HTTPS."""
    os.environ.setdefault("LAKAY_ORIGIN", f"http://{'localhost' if server.host == '127.0.0.1' else server.host}:{server.port}")
    start(server)
    server.run()


def over_https(server: Server, names: tuple[str, ...], door: int) -> None:
    """Serve with the certificate of the post's own authority, and the plain page that gives it."""
    site = over_tls.announce(names, server.port, door)
    start(server)
    kept = over_tls.certificates(site)
    watch = over_tls.Watch(names, kept)
    over_tls.open_door(site, kept, server.host)
    watch.start()
    server.run(kept)
    if watch.renewed:
        over_tls.again()


def start(server: Server) -> None:
    """Start Django. Raises ClickException where there is nothing to serve, UsageError for more processes than the database can have."""
    boot()
    if not settings.ENCRYPTED and not has_tables():
        raise click.ClickException(NO_DEMO if settings.MODE == "demo" else NO_NODE)
    if server.workers > 1 and "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        raise click.UsageError("SQLite has one writer, so it has one worker. Use PostgreSQL for more.")


def has_tables() -> bool:
    """Whether this node was ever made. A folder that is not there stays so; the connection is not handed on to the processes that serve."""
    try:
        return Path(settings.DATA).is_dir() and bool(connection.introspection.table_names())
    finally:
        connection.close()
