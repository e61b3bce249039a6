"""`lakay alerts`: how the alert list of this node stands, and taking off what has expired. It never prints what an alert says."""

from __future__ import annotations

import signal
import threading
from datetime import datetime, timedelta
from random import Random, SystemRandom

import click

from lakay.cli.boot import boot

boot()

from django.conf import settings  # noqa: E402  (after Django has started)

from lakay.access.policy import Permission  # noqa: E402  (after Django has started)
from lakay.demo.inventing import Names, invent  # noqa: E402
from lakay.kernel import locks  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.kernel.partial_dates import PartialDate  # noqa: E402
from lakay.watchlist import published  # noqa: E402
from lakay.watchlist.decoys import place  # noqa: E402
from lakay.watchlist.keeper import keep_anew, keep_waiting  # noqa: E402
from lakay.watchlist.loading import expire_all  # noqa: E402
from lakay.watchlist.locking import behind  # noqa: E402
from lakay.watchlist.queries import age, to_erase  # noqa: E402
from lakay.watchlist.rules.contents import Contents, WantedName  # noqa: E402


@click.group()
def alerts() -> None:
    """Look after the alert list of this node."""


@alerts.command()
def state() -> None:
    """Print how many alerts stand on the list, when it last changed, how many closed ones wait to be erased and how many to be locked for
    the posts, and whether the list lies laid out on the disk."""
    now = SystemClock().now()
    found = age(now)
    changed = found.newest_at.isoformat(timespec="seconds") if found.newest_at else "never"
    click.echo(f"on the list: {found.count}\nlast change: {changed}\nto erase: {len(to_erase(now))}")
    click.echo(f"to be locked: {behind().count()}\nlaid out on the disk: {published.current() or 'no'}")


@alerts.command()
def expire() -> None:
    """Take alerts off the list whose time is over. They stopped nobody since that instant; this only tidies up. Run it daily."""
    sweeper = system_actor("retention", frozenset({str(Permission.ALERT_PROPOSE)}))
    click.echo(f"{expire_all(by=sweeper, at=SystemClock().now())} alerts expired")


@alerts.command()
@click.option("--force", is_flag=True, help="The whole list anew, from where the last such run was stopped.")
def lock(force: bool) -> None:
    """Lock for the posts what changed on the list.

    The server does it by itself, also when a new release hears names otherwise; this is for a hub that is not running one. Ctrl-C stops it
    after the step in hand, and the next run goes on from there.
    """
    clock, stop = SystemClock(), threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        done = keep_anew(clock, stop.is_set, _told) if force else keep_waiting(clock, stop.is_set, _told)
    except locks.Taken as taken:
        raise click.ClickException("Another process of this node is locking the list just now.") from taken
    finally:
        signal.signal(signal.SIGINT, before)
    click.echo("the list is locked" if done else "stopped; the next run goes on from here")


def _told(done: int) -> None:
    click.echo(f"{done} alerts locked", err=True)


@alerts.command()
@click.argument("post")
@click.option("--count", default=5, show_default=True, type=click.IntRange(1, 50))
def decoys(post: str, count: int) -> None:
    """Put invented people on the locked list of one POST alone. Who asks a booth about one of them has read that list."""
    now, random = SystemClock().now(), SystemRandom()
    names = Names(settings.PACK / "names.csv")
    keeper = system_actor("alert-decoys", frozenset({str(Permission.ALERT_DECIDE)}))
    click.echo(f"{place(post, [_nobody(random, names, now) for _n in range(count)], by=keeper, at=now)} decoys at {post}")


def _nobody(random: Random, names: Names, now: datetime) -> Contents:
    """Somebody who does not exist, with so many names that nobody is taken for them."""
    one, two = (invent(random, names, now.date(), country="HTI") for _n in range(2))
    name = WantedName(f"{one.surname} {two.surname}", f"{one.given_names} {two.given_names}")
    return Contents("wanted", now, now + timedelta(days=365), names=(name,), birth=PartialDate.on(one.born_on), sex=one.sex)
