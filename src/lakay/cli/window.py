"""`lakay window`: what is old leaves this post, once the hub holds it safely."""

from __future__ import annotations

import click

from lakay.cli.boot import boot

boot()

from lakay.kernel.clock import SystemClock  # noqa: E402  (after Django has started, here and below)
from lakay.window import safety  # noqa: E402
from lakay.window.moving import choose, move, window_of_pack  # noqa: E402

NO_RECEIPT = "The hub has not confirmed yet that a verified copy of it holds what this node wrote. Nothing leaves before that."


@click.command()
@click.option("--dry", is_flag=True, help="Only say what would leave.")
def window(dry: bool) -> None:
    """Let leave what the pack no longer wants here and the hub holds safely. The server does it once a day by itself."""
    now, pack, covered = SystemClock().now(), window_of_pack(), safety.cover()
    if covered is None:
        raise click.ClickException(NO_RECEIPT)
    if dry:
        chosen = choose(pack, covered, now)
        click.echo(f"{chosen.events} events and {len(chosen.records)} records would leave.")
        return
    moved = move(pack, covered, now)
    click.echo(f"{moved.events} events and {moved.records} records have left this node.")
