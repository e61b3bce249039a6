"""`lakay prove`: break a node on purpose and count what is left. Nothing here touches this node's own data."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from lakay.prove.node import Node


@click.group()
def prove() -> None:
    """Kill servers and cut the power of invented nodes, and see that nothing acknowledged is lost."""


@prove.command()
@click.option("--kills", default=50, show_default=True)
@click.option("--minutes", default=600.0, help="Stop earlier if so much time has passed.")
@click.option("--seed", default=1, show_default=True)
@click.option("--database", default="", metavar="URL", help="An empty PostgreSQL database (postgresql://…); without it SQLite.")
def crash(kills: int, minutes: float, seed: int, database: str) -> None:
    """Officers register travellers while the server is killed with -9."""
    from lakay.prove.crash import crash as run

    with tempfile.TemporaryDirectory(prefix="lakay-crash-") as folder:
        node = Node(Path(folder), os.environ, database=database, workers=2 if database else 1)
        try:
            figures = run(node, kills, seed, _counter("kills"), minutes * 60)
        finally:
            node.kill()
    _report({"seed": seed, **figures})


@prove.command()
@click.option("--cuts", default=300, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--synchronous", default="FULL", type=click.Choice(["FULL", "NORMAL"]), help="NORMAL shows that the disk can lose.")
def power(cuts: int, seed: int, synchronous: str) -> None:
    """Cut the power of a disk that forgets what was not synced. Needs apsw (a package of the tests)."""
    with tempfile.TemporaryDirectory(prefix="lakay-power-") as folder:
        os.environ |= {"LAKAY_MODE": "demo", "LAKAY_DATA": folder, "LAKAY_DATABASE_URL": f"sqlite://{folder}/lakay.sqlite3"}
        from lakay.cli.boot import boot

        boot()
        from lakay.prove.power import cut_often

        _report({"seed": seed, **cut_often(cuts, seed, synchronous, _counter("cuts"))})


@prove.command(hidden=True)
@click.argument("told", type=click.Path(path_type=Path, exists=True))
def count(told: Path) -> None:
    """Hold what officers were told against this node's store; for `crash`, which runs it on the broken node."""
    from lakay.cli.boot import boot

    boot()
    from lakay.prove import counting
    from lakay.prove.crash import load

    click.echo(json.dumps(counting.count(load(told))))


def _counter(what: str) -> Callable[[int], None]:
    def tell(number: int) -> None:
        click.echo(f"\r{number} {what} ", nl=False, err=True)

    return tell


def _report(figures: dict[str, int]) -> None:
    click.echo("", err=True)
    for name, value in figures.items():
        click.echo(f"{value:>10}  {name}")
    raise SystemExit(1 if figures["wrong"] else 0)
