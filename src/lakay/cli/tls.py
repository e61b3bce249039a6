"""`lakay tls`: the authority of this post, the certificate of its site, and how others come to trust them."""

from __future__ import annotations

from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)
import segno  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives.serialization import Encoding  # noqa: E402
from django.conf import settings  # noqa: E402

from lakay.tls import paper  # noqa: E402
from lakay.tls.authority import NotOurs, shown_by  # noqa: E402
from lakay.tls.fingerprint import as_browsers, as_groups, as_words, fingerprint  # noqa: E402
from lakay.tls.keeping import Damaged, Kept, NoAuthority, look_after, put_aside, read_authority, read_site  # noqa: E402
from lakay.tls.names import BadName, PublicName, reached  # noqa: E402
from lakay.tls.trusting import chromium_policy, door_of, firefox_policy  # noqa: E402

SERVED = "The running node takes a new certificate by itself within half a minute."


def folder() -> Path:
    """Where the certificates of this node lie. Not with its keys: HTTPS is there before an officer opens the post."""
    return Path(settings.DATA) / "tls"


@click.group()
def tls() -> None:
    """HTTPS inside the post: its own authority, whom each screen is told once to trust."""


def look(names: tuple[str, ...], post: str, *, afresh: bool = False) -> Kept:
    """Look after the files, or say in plain words why not."""
    try:
        return look_after(folder(), reached(names), post=post, afresh=afresh)
    except PublicName as fault:
        raise click.UsageError(
            f"{fault} may belong to somebody on the internet. Take a name below .local, .lan, .home.arpa or .internal."
        ) from fault
    except BadName as fault:
        raise click.UsageError(f"{fault} is no host name.") from fault
    except NotOurs as fault:
        raise click.ClickException(
            f"The authority of this post was not made for {fault}. Make a new one with `lakay tls make --new`, and let each screen trust it."
        ) from fault
    except Damaged as fault:
        raise click.ClickException(
            f"The key of the authority in {fault} is lost or broken. Make a new one with `lakay tls make --new`, and let each screen trust it."
        ) from fault


NAMES = click.option(
    "--name",
    "names",
    multiple=True,
    envvar="LAKAY_NAMES",
    help="A name of this machine in the local network; the first is the site's.",
)


@tls.command()
@NAMES
@click.option("--post", default="", envvar="LAKAY_POST", help="Code of the post; it stands in the authority's name.")
@click.option("--new", is_flag=True, help="Put the present authority aside and make another: every screen must trust it anew.")
def make(names: tuple[str, ...], post: str, new: bool) -> None:
    """Make the authority of this post and the certificate of its site. Safe to run again."""
    if new and put_aside(folder()):
        click.echo("The authority before is put aside (.old). Take it out of each screen that trusts it.")
    kept = look(names, post)
    click.echo("Made the authority of this post." if kept.made_authority else "The authority of this post is there.")
    click.echo("Made the certificate of the site." if kept.made_site else "The certificate of the site is up to date.")
    tell()


@tls.command()
def show() -> None:
    """Show the fingerprint of the authority, as words, figures and a code, and what the site's certificate holds for."""
    tell()
    digest = fingerprint(authority())
    segno.make(f"SHA256 {as_browsers(digest)}", micro=False, error="l").terminal(compact=True)


def authority() -> x509.Certificate:
    """The authority's certificate, or plain words."""
    try:
        return read_authority(folder())
    except NoAuthority as fault:
        raise click.ClickException("There is no authority yet: run `lakay tls make`.") from fault


@tls.command()
@NAMES
@click.option("--force", is_flag=True, help="Also when nothing changed.")
def renew(names: tuple[str, ...], force: bool) -> None:
    """Renew the certificate of the site, if a name or address of the machine changed. Screens that trust the authority notice nothing."""
    authority()
    kept = look(names, "", afresh=force)
    click.echo(f"Renewed. {SERVED}" if kept.made_site else "Nothing changed; the certificate stays.")


@tls.command()
@click.option("--to", "target", type=click.Path(path_type=Path, file_okay=False), default=Path("trust"), show_default=True)
@click.option("--port", default=80, show_default=True, help="Port of the plain door.")
def trust(target: Path, port: int) -> None:
    """Write what others need to trust this post: the certificate, the sheet to print in four languages, and the policy for Chromium on Debian."""
    found = authority()
    target.mkdir(parents=True, exist_ok=True)
    (target / "lakay-ca.crt").write_bytes(found.public_bytes(Encoding.PEM))
    (target / "lakay-ca.json").write_text(chromium_policy(found), encoding="ascii")
    (target / "policies.json").write_text(firefox_policy("/usr/local/share/ca-certificates/lakay-ca.crt"), encoding="ascii")
    site = paper.Sheet(found, settings.PUBLIC_ORIGIN, door_of(settings.PUBLIC_ORIGIN, port))
    for language, _name in paper.LANGUAGES:
        (target / f"lakay-{language}.html").write_text(paper.render(site, language, "lakay-{}.html"), encoding="utf-8")
    click.echo(f"Wrote the certificate and the sheets to {target}. Print the sheet and hang it up where people can compare.")


def tell() -> None:
    """Say whom to trust and for what, in words that can be read over the telephone."""
    digest = fingerprint(authority())
    names, addresses = shown_by(read_site(folder()))
    click.echo(f"  words    {' '.join(as_words(digest))}")
    click.echo(f"  SHA-256  {' '.join(as_groups(digest))}")
    click.echo(f"  site     {settings.PUBLIC_ORIGIN}")
    click.echo(f"  names    {', '.join(sorted(names))}")
    click.echo(f"  numbers  {', '.join(sorted(map(str, addresses)))}")
