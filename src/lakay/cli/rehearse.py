"""`lakay rehearse`: the steps of `lakay demo --nodes`, each run on one of its nodes. For invented nodes only."""

from __future__ import annotations

import json
import time
from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from lakay.cli.prepare import prepare  # noqa: E402
from lakay.coordination.rules import Seriousness  # noqa: E402
from lakay.demo.nodes import joining, work  # noqa: E402
from lakay.demo.nodes.country import build_hub  # noqa: E402
from lakay.journal.keys import make_node_keys  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402


@click.group(hidden=True)
def rehearse() -> None:
    """Steps of a rehearsal."""
    if settings.MODE == "node":
        raise click.ClickException("This is a node for real people.")


@rehearse.command()
@click.argument("title")
@click.argument("agency")
@click.argument("address")
def found(title: str, agency: str, address: str) -> None:
    """Make this node the hub of an invented country."""
    prepare()
    build_hub(settings.PACK, SystemClock().now())
    joining.found(title, agency, address, SystemClock().now())


@rehearse.command()
@click.argument("role")
@click.argument("agency")
@click.option("--post", default="")
@click.option("--replaces", default="")
def invite(role: str, agency: str, post: str, replaces: str) -> None:
    """Invite a machine; prints the code."""
    code = joining.make_invitation(role, post, agency, replaces, SystemClock().now())
    click.echo(json.dumps({"code": code}))


@rehearse.command()
def bare() -> None:
    """Make this machine as a new one is: keys and tables, and no country."""
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0)
    make_node_keys()


@rehearse.command()
@click.argument("address")
@click.argument("code")
@click.argument("title")
def join(address: str, code: str, title: str) -> None:
    """Ask the hub to let this new machine in; prints the groups to compare."""
    click.echo(json.dumps({"groups": joining.ask(address, code, title, SystemClock().now())}))


@rehearse.command()
@click.argument("groups")
def admit(groups: str) -> None:
    """Admit the machine that shows these groups."""
    joining.let_in(groups, SystemClock().now())


@rehearse.command()
@click.argument("address")
def joined(address: str) -> None:
    """Ask what became of this machine's request."""
    click.echo(json.dumps({"state": joining.hear(address, SystemClock().now())}))


@rehearse.command()
@click.argument("node")
def revoke(node: str) -> None:
    """Stop a machine for good."""
    joining.stop_for_good(node, "stolen", SystemClock().now())


@rehearse.command()
@click.argument("post")
@click.argument("count", type=int)
def play(post: str, count: int) -> None:
    """Let people pass at this post."""
    work.play(post, count, SystemClock().now(), settings.PACK)


@rehearse.command(name="work")
@click.argument("post")
@click.argument("note", type=click.Path(path_type=Path))
@click.argument("seed", type=int)
def keep_working(post: str, note: Path, seed: int) -> None:
    """Let people pass at this post until killed."""
    work.keep_working(post, note, seed, SystemClock(), settings.PACK, time.sleep)


@rehearse.command()
@click.argument("post")
def incident(post: str) -> None:
    """Begin an incident; prints its id."""
    click.echo(json.dumps({"incident": str(work.begin_incident(post, SystemClock().now()))}))


@rehearse.command()
@click.argument("incident", type=click.UUID)
@click.argument("post")
@click.argument("seriousness", type=click.Choice([one.value for one in Seriousness]))
def judge(incident: object, post: str, seriousness: str) -> None:
    """Judge an incident."""
    work.judge(incident, post, Seriousness(seriousness), SystemClock().now())  # type: ignore[arg-type]
