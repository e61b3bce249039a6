"""`lakay demo`: an invented country to try the program with."""

from __future__ import annotations

import os

os.environ.setdefault("LAKAY_MODE", "demo")

from lakay.cli.boot import boot

boot()

import click  # noqa: E402
from django.conf import settings  # noqa: E402

from lakay.cli.prepare import prepare  # noqa: E402
from lakay.demo.build import SEED, build, is_built  # noqa: E402
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
def demo(crossings: int, seed: int) -> None:
    """Make the demo country, if it is not there yet."""
    if settings.MODE == "node":
        raise click.ClickException("This is a node for real people: no invented records are put beside theirs.")
    prepare()
    if is_built():
        click.echo("The demo country is there already. Remove its folder to make another: " + str(settings.DATA))
        return
    with click.progressbar(length=crossings, label="A year of invented crossings") as bar:
        build(
            pack=settings.PACK,
            crossings=crossings,
            seed=seed,
            at=SystemClock().now(),
            progress=lambda _what, done, _all: bar.update(done - bar.pos),
        )
    click.echo("The demo country is made.")
