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
@click.option("--exchange", is_flag=True, help="A hub and a post that exchange, either killed at any moment; for --minutes.")
def crash(kills: int, minutes: float, seed: int, database: str, exchange: bool) -> None:
    """Officers register travellers while the server is killed with -9."""
    from lakay.prove.crash import crash as run

    if exchange:
        from lakay.prove.links.pair import crash_exchange

        with tempfile.TemporaryDirectory(prefix="lakay-crash-") as folder:
            _report({"seed": seed, **crash_exchange(Path(folder), os.environ, min(minutes, 600), seed, _speaker)})
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


@prove.command()
@click.option("--nodes", default=10, show_default=True, type=click.IntRange(2, 40), help="The hub is one of them.")
@click.option("--minutes", default=10.0, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--bits", default=64_000, show_default=True, help="Bits a second of each line.")
@click.option("--loss", default=0.3, show_default=True, help="Share of packets that each line loses, each way.")
def links(nodes: int, minutes: float, seed: int, bits: int, loss: float) -> None:
    """Real nodes on bad lines that fail, killed while people work: at the end all must agree. Needs root."""
    from lakay.prove.links.network import NotHere, Quality
    from lakay.prove.links.storm import storm

    with tempfile.TemporaryDirectory(prefix="lakay-links-") as folder:
        try:
            figures = storm(Path(folder), os.environ, nodes, minutes, seed, Quality(bits, loss), _speaker)
        except NotHere as missing:
            raise click.ClickException(f"This proof {missing}.") from missing
    _report({"seed": seed, **figures})


@prove.command()
@click.option("--crossings", default=2000, show_default=True)
@click.option("--bits", default=64_000, show_default=True, help="Bits a second of the line.")
@click.option("--loss", default=0.15, show_default=True, help="Share of packets that the line loses, each way.")
@click.option("--cuts", default=10, show_default=True, help="How often the line goes in mid-sentence.")
@click.option("--seed", default=1, show_default=True)
def day(crossings: int, bits: int, loss: float, cuts: int, seed: int) -> None:
    """A day's crossings of a post over one bad line: how long it takes, and how much is said twice. Needs root."""
    from lakay.prove.links.day import day as run
    from lakay.prove.links.network import NotHere, Quality

    with tempfile.TemporaryDirectory(prefix="lakay-day-") as folder:
        try:
            figures = run(Path(folder), os.environ, crossings, Quality(bits, loss), cuts, seed, _speaker)
        except NotHere as missing:
            raise click.ClickException(f"This proof {missing}.") from missing
    _report(figures)


@prove.command()
@click.option("--copies", default=20, show_default=True)
@click.option("--seed", default=1, show_default=True)
def restore(copies: int, seed: int) -> None:
    """Take copies while officers register travellers, and restore each on a machine with nothing on it."""
    from lakay.prove.restore import restore_often

    with tempfile.TemporaryDirectory(prefix="lakay-restore-") as folder:
        node = Node(Path(folder) / "node", os.environ, threads=8)
        try:
            figures = restore_often(node, copies, seed, _counter("copies"))
        finally:
            node.kill()
    for fault in figures.faults:
        click.echo(fault, err=True)
    _report({"seed": seed, **figures.told()})


@prove.command()
@click.option("--calls", default=500, show_default=True, help="The first so many calls that change something on the disk.")
@click.option("--every", default=1, show_default=True, help="Only each n-th of them.")
def faults(calls: int, every: int) -> None:
    """The disk fails, or is full, at each call of a node that takes parcels: never a receipt for what is not there."""
    from lakay.cli.boot import boot

    with tempfile.TemporaryDirectory(prefix="lakay-faults-") as folder:
        os.environ.setdefault("LAKAY_MODE", "demo")
        boot()
        from lakay.kernel.clock import SystemClock
        from lakay.prove.links.faults import faults as run

        _report(run(Path(folder), os.environ, range(1, calls + 1, every), SystemClock().now(), _counter("calls")))


@prove.command(hidden=True)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("what", type=click.Choice(["holdings", "owed"]))
@click.argument("node", default="")
def tell(file: Path, what: str, node: str) -> None:
    """Write down what this node holds, or owes another; for `links`, which runs it on each of its nodes."""
    from lakay.cli.boot import boot

    boot()
    from lakay.prove.links import holdings

    file.write_text(json.dumps(holdings.owed(node) if what == "owed" else holdings.holdings()))


@prove.command(hidden=True)
@click.argument("posts", type=int)
def crowd(posts: int) -> None:
    """Let so many posts in that live in the memory of another program, and print the hub's keys; for the proof of many posts."""
    from lakay.cli.boot import boot

    boot()
    from lakay.kernel.clock import SystemClock
    from lakay.prove.senders import let_in

    hub = let_in(posts, SystemClock().now())
    click.echo(json.dumps({"signing": hub.signing.hex(), "sealing": hub.sealing.hex()}))


def _speaker(what: str) -> None:
    click.echo(f"… {what}", err=True)


@prove.command()
@click.option("--images", default=100, show_default=True)
@click.option("--seed", default=1, show_default=True)
def theft(images: int, seed: int) -> None:
    """Steal an encrypted post at random moments, and look for planted words in every byte of its disk."""
    from lakay.prove.theft import theft as run

    with tempfile.TemporaryDirectory(prefix="lakay-theft-") as folder:
        _report({"seed": seed, **run(Path(folder), os.environ, images, seed, _counter("images"))})


@prove.command(hidden=True)
@click.argument("marker")
def plant(marker: str) -> None:
    """Plant a word in every delicate field of an invented node; for `theft`."""
    from lakay.cli.boot import boot

    boot()
    from django.conf import settings

    from lakay.prove.planting import plant as run

    if settings.MODE == "node":
        raise click.ClickException("This is a node for real people.")
    click.echo(json.dumps(run(marker)))


@prove.command()
@click.option("--posts", default=50, show_default=True)
@click.option("--days", default=30, show_default=True)
@click.option("--seeds", default=20, show_default=True, help="How many countries.")
@click.option("--first", default=1, show_default=True, help="The first seed; the same seed makes the same run.")
def converge(posts: int, days: int, seeds: int, first: int) -> None:
    """Simulate countries with cut lines, wrong clocks, kills, restores and thefts: do all nodes agree in the end?"""
    from lakay.prove.converge.running import Run
    from lakay.prove.converge.running import converge as run

    def tell(done: Run) -> None:
        click.echo(f"seed {done.seed}  {done.trace}  {done.seconds:5.1f} s  {done.fault or 'agreed'}")

    _report(run(range(first, first + seeds), posts, days, tell))


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
