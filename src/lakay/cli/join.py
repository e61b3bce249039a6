"""`lakay join`: this machine comes in among the others, with the code on the paper."""

from __future__ import annotations

from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)

from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.sync import cards, joining  # noqa: E402
from lakay.sync.enrolment.codes import BadCode  # noqa: E402
from lakay.sync.enrolment.papers import ADMITTED, BadPaper  # noqa: E402
from lakay.sync.https import ENROL, Refused, TooBusy  # noqa: E402
from lakay.sync.https.client import BadAddress, Cut, post_once  # noqa: E402
from lakay.sync.secrets import secrets  # noqa: E402

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--code", help="The code on the paper; asked for if neither it nor --again nor --answer is given.")
@click.option("--title", help="What this machine is called.")
@click.option("--hub", "address", default="", help="The address on the paper. Without it the request is written to a file.")
@click.option("--again", is_flag=True, help="Ask the hub again, with the code that was typed before.")
@click.option("--request", "request_file", type=FILE, default=Path("lakay-request.json"), help="Where the request is written.")
@click.option("--answer", type=FILE, help="The hub's answer, from a stick.")
def join(code: str | None, title: str | None, address: str, again: bool, request_file: Path, answer: Path | None) -> None:
    """Ask the hub to let this machine in, or take its answer. Run `lakay init --empty` first."""
    try:
        if answer is not None:
            told(answer.read_bytes())
            return
        paper = joining.last_request() if again else asked(code, title)
    except joining.NothingAsked as error:
        raise click.ClickException("No code was typed at this machine yet, or it has joined already.") from error
    click.echo("Tell these eight groups to the hub, to another person than who gave you the code:")
    click.echo("  " + " ".join(secrets().fingerprint))
    if address:
        told(called(address, paper))
    else:
        request_file.write_bytes(paper)
        click.echo(f"Carry {request_file} to the hub on a stick, and come back with its answer: `lakay join --answer FILE`.")


def asked(code: str | None, title: str | None) -> bytes:
    """The request, with what was typed."""
    typed = code or click.prompt("Code")
    name = title or click.prompt("What this machine is called")
    try:
        return joining.ask_to_join(typed, name, SystemClock().now())
    except BadCode as error:
        raise click.ClickException("There is a slip in the code. Compare it with the paper, letter by letter.") from error
    except joining.NotFresh as error:
        raise click.ClickException("This machine has records of its own and cannot join. Use a new data folder.") from error


def called(address: str, paper: bytes) -> bytes:
    """The hub's answer over the line."""
    try:
        return post_once(address, ENROL, paper)
    except (Cut, TooBusy, BadAddress) as error:
        raise click.ClickException("The hub does not answer. Try again, or carry the request on a stick.") from error
    except Refused as error:
        raise click.ClickException("The hub does not know this code, or another machine was first.") from error


def told(paper: bytes) -> None:
    """Take an answer and say what it means."""
    try:
        state = joining.take_answer(paper, SystemClock().now())
    except BadPaper as error:
        raise click.ClickException("This is no answer to the request of this machine.") from error
    click.echo("The hub's eight groups, to compare with the paper:")
    click.echo("  " + " ".join(joining.hub_fingerprint()))
    if state == ADMITTED and cards.can_bind():
        click.echo("Bind its key to the hub now: `lakay vault bind`, or on the page of the first start.")
    click.echo(
        "This machine has joined." if state == ADMITTED else f"The hub says: {state}. Ask again later: `lakay join --again`."
    )
