"""`lakay doctor`: is this machine fit, and if not, what to do."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from django.utils import translation

from lakay.cli.boot import boot

boot()

from lakay.backup.doctor import examine_copies  # noqa: E402  (after Django has started, here and below)
from lakay.journal.doctor import State, examine  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.window.doctor import examine_window  # noqa: E402

MARKS = {State.GOOD: "ok  ", State.LOOK: "look", State.BAD: "BAD "}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object for programs.")
@click.option("--language", default="en", type=click.Choice(["ht", "fr", "es", "en"]), help="Language of the answers.")
def doctor(as_json: bool, language: str) -> None:
    """Check versions, disk, clock, space and keys, and say what to do. Exits with 1 if something is bad."""
    with translation.override(language):
        results = [*examine(), examine_copies(SystemClock().now()), *examine_window()]
    if as_json:
        click.echo(json.dumps([asdict(result) for result in results], ensure_ascii=False))
    else:
        for result in results:
            click.echo(f"{MARKS[result.state]}  {result.code:10} {result.found}")
            if result.todo:
                click.echo(f"{'':17}-> {result.todo}")
    if any(result.state is State.BAD for result in results):
        raise SystemExit(1)
