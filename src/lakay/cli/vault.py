"""`lakay vault`: the officers who can open a post, the hub that releases it, the encryption of its store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import click
import segno

from lakay.cli.boot import boot

boot()

from django.conf import settings  # noqa: E402  (after Django has started, here and below)

from lakay.cli.unlocking import ask_pin  # noqa: E402
from lakay.journal.keys import node_keys  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.sync import cards, releasing  # noqa: E402
from lakay.vault import binding, box, hub, opening, protected, release  # noqa: E402
from lakay.vault.lives import read_lives  # noqa: E402
from lakay.vault.slots import PinTooShort  # noqa: E402
from lakay.vault.stick import make_stick, write_stick  # noqa: E402

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
FILE = click.Path(path_type=Path, dir_okay=False)
TAKEN = (
    box.NoVault,
    PinTooShort,
    LookupError,
    FileExistsError,
    FileNotFoundError,
    binding.BadAddress,
    release.BadGrant,
    release.BadRequest,
    hub.BadCard,
    cards.NothingToBind,
    releasing.NoRelease,
)
SAID = {
    "NoVault": "This node has no vault yet: run `lakay vault make` first.",
    "PinTooShort": "A PIN has six signs at least, not all the same, not counting up or down; the PIN under threat is another one.",
    "LastOfficer": "Without this slot nobody could open the post. Add another officer first.",
    "BadAddress": "That is not a hub's address, as `lakay vault address` prints it there.",
    "BadGrant": "This grant is not for this post's latest request, or not from its hub.",
    "BadRequest": "Not a request of an officer whom this hub knows for that post.",
    "UnknownPost": "This hub holds no half for that post.",
    "BadCard": "Not a post's card for this hub.",
    "NothingToBind": "This machine has not come in at a hub that gives releases, or it has no vault. With another hub: give its address.",
    "NoRelease": "Not a request of an officer whom this hub knows for a post that takes part.",
    "FileExistsError": "It is there already.",
    "FileNotFoundError": "There is no store to encrypt yet.",
}
NOT_SET = (
    "This node's settings do not say that its store is encrypted. Stop the server, set LAKAY_ENCRYPT=yes, and run this again."
)


@click.group()
def vault() -> None:
    """Who can open this post, and with what. See docs/explanation/vault.md."""


@vault.command()
@click.option("--stick", "folder", type=FOLDER, required=True, help="The first officer's USB stick.")
@click.option("--name", required=True, help="The officer's name.")
@click.option("--duress/--no-duress", default=False, help="Ask for a second PIN too, to be given under threat: it opens nothing.")
def make(folder: Path, name: str, duress: bool) -> None:
    """Make the vault of a new node, and its first officer's key. Run it before `lakay init`, or before `lakay vault encrypt`."""
    stick, (pin, second) = make_stick(), _pins(duress)
    with _told():
        opening.make_vault(settings.KEYS, stick, pin, name, second)
    path = write_stick(folder, stick)
    count = protected.close_all(settings.KEYS)
    click.echo(f"The vault is made, {count} key files are closed under it. The officer's key: {path}")
    click.echo("Add a second officer soon (`lakay vault add`): a lost stick cannot be made again.")


@vault.command()
@click.option("--stick", "folder", type=FOLDER, required=True, help="The new officer's USB stick.")
@click.option("--name", required=True, help="The officer's name.")
@click.option("--duress/--no-duress", default=False, help="Ask for a second PIN too, to be given under threat: it opens nothing.")
def add(folder: Path, name: str, duress: bool) -> None:
    """One officer more. An officer who is in must open the vault first. The hub is told with the next exchange, or by `lakay vault card`."""
    with _told():
        opening.officers()
        stick, (pin, second) = make_stick(), _pins(duress)
        opening.add_officer(stick, pin, name, second)
        _tell_hub()
    click.echo(f"{name}: {write_stick(folder, stick)}")


@vault.command()
@click.argument("slot")
def remove(slot: str) -> None:
    """An officer leaves, or lost the stick: it opens nothing any more."""
    with _told():
        opening.remove_officer(slot)
        _tell_hub()
    click.echo("That key opens this post no longer.")


@vault.command()
def officers() -> None:
    """Who can open this post."""
    with _told():
        for slot, name in opening.officers():
            click.echo(f"{slot}  {name}")


@vault.command()
def encrypt() -> None:
    """Encrypt the store of a node that was plain until now, and close its key files. Stop the server first, and have a backup."""
    from lakay.vault import store

    if not settings.ENCRYPTED:
        raise click.ClickException(NOT_SET)
    path = Path(settings.DATABASES["default"]["NAME"])
    try:
        with _told():
            store.encrypt(path)
    except store.NotTheSame as error:
        raise click.ClickException("The encrypted copy does not hold what the store holds. The store is as it was.") from error
    click.echo(
        f"{path} is encrypted, and the plain bytes are written over. {protected.close_all(settings.KEYS)} key files were closed."
    )


@vault.command()
def address() -> None:
    """At the hub: what a post must be given to be bound to it."""
    click.echo(releasing.book().address)


@vault.command()
@click.argument("hub_address", required=False)
@click.option("--card", type=FILE, help="Where to write the card for the hub, with the address of a hub.")
def bind(hub_address: str | None, card: Path | None) -> None:
    """At the post: from now on it opens only with a release of its hub. Prints the two halves of the code for the agency's safe.

    Without an address: the hub that admitted this machine; the card goes to it with the next exchange.
    """
    if bool(hub_address) != bool(card):
        raise click.UsageError("The address of a hub and --card go together; without both, the hub of the enrolment is meant.")
    with _told():
        if hub_address and card:
            bound = binding.bind(node_keys().node, hub_address, SystemClock().now(), read_lives(settings.PACK))
            card.write_bytes(bound.card)
            halves = bound.halves
        else:
            halves = cards.bind_anew(SystemClock().now())
    click.echo(f"Bring {card} to the hub (`lakay vault enrol`)." if card else "The card goes to the hub with the next exchange.")
    click.echo("Print each half on its own paper, for two people; shown only now:")
    for half in halves:
        click.echo(f"  {half}")


@vault.command("card")
@click.argument("hub_address")
@click.option("--card", "path", type=FILE, required=True, help="Where to write it.")
def card_again(hub_address: str, path: Path) -> None:
    """At the post: the card again, after an officer came or left."""
    with _told():
        path.write_bytes(binding.card(hub_address))


@vault.command()
@click.argument("card", type=click.File("rb"))
def enrol(card: BinaryIO) -> None:
    """At the hub: enter a post by its card."""
    with _told():
        click.echo(f"Post {releasing.book().enrol(card.read())} is entered.")


@vault.command()
@click.argument("request", type=click.File("rb"))
@click.option("--days", type=click.IntRange(1), help="For a post without a link; never longer than the pack allows.")
@click.option("--to", "path", type=FILE, required=True, help="Where to write the grant.")
@click.option("--svg", type=FILE, help="Write it as a QR code too.")
def grant(request: BinaryIO, days: int | None, path: Path, svg: Path | None) -> None:
    """At the hub: answer a post's request for a release."""
    now = SystemClock().now()
    with _told():
        answer = releasing.grant(request.read(), now, now + timedelta(days=days) if days else None)
    if answer.threatened:
        click.echo(f"ALARM: at post {answer.node} the PIN for use under threat was given.", err=True)
    if not answer.grant:
        raise click.ClickException("Refused.")
    path.write_bytes(answer.grant)
    if svg:
        segno.make(answer.grant, error="l").save(str(svg), scale=4)
    click.echo(f"Post {answer.node} may be opened until {answer.until:%Y-%m-%d %H:%M} UTC.")


@vault.command()
@click.argument("node")
def revoke(node: str) -> None:
    """At the hub: a post is lost. Its half of the key is destroyed; nobody can open that machine once its release has ended."""
    with _told():
        releasing.book().revoke(node)
    click.echo("Destroyed.")


@vault.command("request")
@click.option("--to", "path", type=FILE, required=True)
def ask(path: Path) -> None:
    """At the post: ask the hub for a new release before the old one ends."""
    with _told():
        path.write_bytes(binding.ask_again())


@vault.command()
@click.argument("grant_file", type=click.File("rb"))
def take(grant_file: BinaryIO) -> None:
    """At the post, while the old release holds: keep a new one. A closed post takes it on its page."""
    with _told():
        until = binding.renew(grant_file.read(), SystemClock().now())
    click.echo(f"Released until {until:%Y-%m-%d %H:%M} UTC.")


def _pins(duress: bool) -> tuple[str, str]:
    return ask_pin("PIN of the new key (six signs at least, eight are better)"), ask_pin(
        "PIN for use under threat"
    ) if duress else ""


def _tell_hub() -> None:
    """The hub must know who may ask for this post."""
    if cards.renew(SystemClock().now()):
        click.echo("The hub is told with the next exchange.")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (*TAKEN, opening.LastOfficer) as error:
        said = SAID.get(type(error).__name__, str(error))
        raise click.ClickException(said) from error
