"""`lakay serve --tls`: the site under the post's own authority, the plain door beside it, and a new start when an address changes."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import click
from django.conf import settings

from lakay.tls import door, paper
from lakay.tls.authority import NotOurs, shown_by
from lakay.tls.keeping import Damaged, Kept, NoAuthority, as_it_lies, look_after
from lakay.tls.names import BadName, PublicName, Reached, reached
from lakay.tls.trusting import door_of

HTTPS = 443
LOOK_EVERY = 20.0  # seconds between two looks at the machine's addresses

_GIVEN = dict(os.environ)
"""The environment as it was at the start: the next start begins from there."""


@dataclass(frozen=True, slots=True)
class Site:
    """How the site is reached over HTTPS, and at which port its plain door stands (0: none)."""

    reached: Reached
    port: int
    door: int


def announce(names: tuple[str, ...], port: int, door_port: int) -> Site:
    """Settle origin and host names before the settings are read: passkeys are bound to the first name, browsers may come by any."""
    try:
        found = reached(names)
    except (BadName, PublicName) as fault:
        raise click.UsageError(
            f"{fault} cannot be a name of this post. Take one word, or a name below .local, .lan, .home.arpa or .internal."
        ) from fault
    origin = os.environ.setdefault("LAKAY_ORIGIN", f"https://{found.names[0]}{'' if port == HTTPS else f':{port}'}")
    if not origin.startswith("https://") or urlsplit(origin).hostname not in found.names:
        raise click.UsageError(f"LAKAY_ORIGIN is {origin}; over HTTPS it must be https:// and one of: {', '.join(found.names)}.")
    hosts = [os.environ.get("LAKAY_HOSTS", ""), *found.names, *(_as_host(str(address)) for address in found.addresses)]
    os.environ["LAKAY_HOSTS"] = ",".join(filter(None, hosts))
    os.environ["LAKAY_LAN_TLS"] = "yes"
    return Site(found, port, door_port)


def _as_host(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def certificates(site: Site, say: Callable[[str], None] = click.echo) -> Kept:
    """The certificates to serve with. A new name or a lost key does not close the post: it goes on with what it has, and says so."""
    folder = Path(settings.DATA) / "tls"
    try:
        kept = look_after(folder, site.reached, post=os.environ.get("LAKAY_POST", ""))
    except (NotOurs, Damaged) as fault:
        say(f"The certificate cannot be renewed ({fault}): run `lakay tls make --new` and let each screen trust it.")
        try:
            return as_it_lies(folder)
        except NoAuthority as nothing:
            raise click.ClickException("There is no certificate to serve with.") from nothing
    if kept.made_authority:
        say("Made the authority of this post. Print its sheet with `lakay tls trust` and let each screen trust it once.")
    return kept


def open_door(site: Site, kept: Kept, host: str) -> None:
    """Open the plain door beside the site. Without it the post works; only new devices are told to trust it from a stick."""
    if not site.door:
        return
    sheet = paper.Sheet(kept.authority, settings.PUBLIC_ORIGIN, door_of(settings.PUBLIC_ORIGIN, site.door))
    hosts = frozenset([*site.reached.names, *map(str, site.reached.addresses)])
    certificate = kept.authority_file.read_bytes()
    offered = door.Offered(
        certificate, lambda language: paper.render(sheet, language), paper.policy(), settings.PUBLIC_ORIGIN, hosts
    )
    try:
        door.Door((host, site.door), offered).open()
    except OSError as fault:
        click.echo(f"The plain door cannot open at port {site.door} ({fault.strerror}); devices can still be told from a stick.")


class Watch:
    """Looks at the machine's addresses; when one is not in the certificate it renews it and ends the server, to start again with it."""

    def __init__(self, names: tuple[str, ...], kept: Kept, every: float = LOOK_EVERY) -> None:
        self.names = names
        self.every = every
        self.shown = shown_by(kept.site)[1]
        self.renewed = False

    def start(self) -> None:
        """Watch until the program ends."""
        Thread(target=self._go_on, name="lakay-addresses", daemon=True).start()

    def _go_on(self) -> None:
        while not self.renewed:
            time.sleep(self.every)
            self.renewed = self.look()
        os.kill(os.getpid(), signal.SIGTERM)

    def look(self) -> bool:
        """Whether there is an address that the certificate in use does not hold for."""
        return bool(set(reached(self.names).addresses) - self.shown)


def again() -> None:
    """Start this program anew, in the same process: whoever watches it sees no end."""
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], _GIVEN)  # noqa: S606  (our own command line)
