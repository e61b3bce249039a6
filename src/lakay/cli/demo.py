"""`lakay demo`: an invented country to try the program with."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("LAKAY_MODE", "demo")

from lakay.cli.boot import boot

boot()

import click  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402

from lakay.access.policy import ROLES  # noqa: E402
from lakay.cli.prepare import prepare  # noqa: E402
from lakay.demo.build import SEED, build, is_built  # noqa: E402
from lakay.demo.guarded import PIN, cards  # noqa: E402
from lakay.demo.nodes.town import Town  # noqa: E402
from lakay.demo.staff import WORKERS  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402


@click.command()
@click.option(
    "--crossings",
    default=4000,
    show_default=True,
    type=click.IntRange(0, 2_000_000),
    help="How many crossings in the invented year.",
)
@click.option("--seed", default=SEED, show_default=True, help="The same seed makes the same country.")
@click.option("--nodes", is_flag=True, help="Four nodes instead of one: a hub, two posts, a migration office. Runs until Ctrl+C.")
@click.option("--port", default=8100, show_default=True, help="With --nodes: the port of the hub; the others follow it.")
def demo(crossings: int, seed: int, nodes: bool, port: int) -> None:
    """Make the demo country, if it is not there yet."""
    if settings.MODE == "node":
        raise click.ClickException("This is a node for real people: no invented records are put beside theirs.")
    if nodes:
        rehearse(port)
        return
    prepare()
    if is_built():
        click.echo(f"The demo country is there already. Remove its folder to make another: {settings.DATA}")
    else:
        make(crossings, seed)
    click.echo("Who works there (on the log-in page, one click each):")
    with translation.override("en"):
        for worker in WORKERS:
            click.echo(f"  {worker.full_name:20} {ROLES[worker.role].name!s:24} {worker.agency:10} {worker.post}")
    tell_of_the_desk()


def tell_of_the_desk() -> None:
    """Who to be at the protection desk, and the cards with which they open where somebody stays."""
    names = {worker.username: worker.full_name for worker in WORKERS}
    click.echo(
        "The protection desk: Nadège has files, one under the address lock; Anita keeps the shelter; Yvonne supervises and hears"
    )
    click.echo(f"complaints; Marie at the booth must see nothing of it. Cards that open where somebody stays (PIN {PIN}):")
    for username, code in cards().items():
        click.echo(f"  {names[username]:20} {code}")


def rehearse(port: int) -> None:
    """Keep four nodes and the lines between them until Ctrl+C."""
    town = Town(Path(settings.DATA).with_name("demo-nodes"), os.environ, port, click.echo)
    try:
        town.open()
        click.echo(
            f"Cut lines, carry sticks, steal a post: http://localhost:{port}/rehearsal/   The nodes: http://localhost:{port}/nodes/"
        )
        for resident in town.residents.values():
            click.echo(f"  {resident.place.title:14} http://localhost:{resident.house.port}/")
        town.watch()
    except KeyboardInterrupt:
        click.echo("All four stop.")
    finally:
        town.close()


def make(crossings: int, seed: int) -> None:
    """Build the country with a bar that shows how far it is."""
    with click.progressbar(length=crossings, label="A year of invented crossings") as bar:
        build(
            pack=settings.PACK,
            crossings=crossings,
            seed=seed,
            at=SystemClock().now(),
            progress=lambda _what, done, _all: bar.update(done - bar.pos),
        )
    if not settings.ENCRYPTED:
        from lakay.statistics.nightly import work_out

        click.echo("The figures of that year")
        work_out(SystemClock().now())
