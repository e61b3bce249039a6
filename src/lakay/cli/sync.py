"""`lakay sync`: exchange with the other nodes now, by line or by stick, and see how it stands."""

from __future__ import annotations

import json
import signal
import threading
from dataclasses import asdict
from pathlib import Path

from lakay.cli.boot import boot

boot()

import click  # noqa: E402  (after Django has started, here and below)

from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.sync import exchange, queries, runner, stick  # noqa: E402
from lakay.sync.models import Peer  # noqa: E402
from lakay.sync.quiet import quiet  # noqa: E402
from lakay.sync.rules import PeerStatus  # noqa: E402
from lakay.sync.talk import Told  # noqa: E402

PLACE = click.Path(path_type=Path, exists=True)


@click.group()
def sync() -> None:
    """Exchange with the other nodes, by line or by stick."""


@sync.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each peer, for programs.")
def now(as_json: bool) -> None:
    """Speak to the hub at once. Exits with 1 if the line failed."""
    faults = []

    def tell(node: str, told: Told) -> None:
        faults.append(told.fault)
        if as_json:
            figures = {name: value for name, value in asdict(told).items() if name != "link"}
            click.echo(json.dumps({"node": node, **figures}))
            return
        click.echo(f"{node}: sent {told.sent} events, got {told.got}, in {told.parcels} parcels. {told.fault}".rstrip())

    runner.speak_now(SystemClock(), tell)
    if not faults:
        click.echo("This node calls nobody: it is the hub, it stands alone, or it has no address to call.")
    if any(faults):
        raise SystemExit(1)


@sync.command()
def run() -> None:
    """Speak to the hub whenever it is time, without serving pages. `lakay serve` does this by itself."""
    exchanger = runner.Exchanger(SystemClock())
    ended = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda _number, _frame: ended.set())
    exchanger.start()
    ended.wait()
    exchanger.end()
    exchanger.join(60)


@sync.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object for programs.")
def status(as_json: bool) -> None:
    """What waits for each node, and when it was last heard of."""
    rows = [_row(peer) for peer in queries.peers() if peer.node != stick.me()]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for row in rows:
        waits = f"{row['alert']} alerts, {row['text']} others, {row['photo']} photos wait"
        click.echo(
            f"{row['node']}  {row['role']:8} {row['title']:24} {row['status']:10} {waits}; heard {row['heard'] or 'never'}"
        )
    if unknown := quiet().count():
        click.echo(f"Movements at neighbouring posts of people not known here: {unknown}")


def _row(peer: Peer) -> dict[str, object]:
    standing = queries.standings([peer.node]).get(peer.node)
    waiting = exchange.waiting(peer.node)
    return {
        "node": peer.node,
        "role": peer.role,
        "title": peer.title,
        "status": peer.status,
        "alert": waiting.alert,
        "text": waiting.text,
        "photo": waiting.photo,
        "heard": standing.got_at.isoformat() if standing and standing.got_at else "",
    }


@sync.command(name="export")
@click.argument("place", type=PLACE)
@click.option("--for", "nodes", multiple=True, metavar="NODE", help="Only for these nodes (name or post); else for all.")
def export(place: Path, nodes: tuple[str, ...]) -> None:
    """Write a bundle for each node on a stick."""
    full = False
    for peer in _recipients(nodes):
        done = stick.export(place, peer.node, at=SystemClock().now())
        full = full or done.full
        went_on = ", going on after what is there" if done.gone_on else ""
        click.echo(f"{peer.title}: {done.events} events in {len(done.files)} files, {done.size} bytes{went_on}")
    click.echo(json.dumps({"full": full}))
    if full:
        raise click.ClickException("The stick is full. What is on it is whole: carry it, and export the rest to another one.")


def _recipients(nodes: tuple[str, ...]) -> list[Peer]:
    others = [peer for peer in queries.peers() if peer.node != stick.me() and peer.status == PeerStatus.ACTIVE]
    wanted = [peer for peer in others if not nodes or {peer.node, peer.post} & set(nodes)]
    if not wanted:
        raise click.ClickException("There is no such node to export for.")
    return wanted


@sync.command(name="import")
@click.argument("place", type=PLACE)
@click.option("--no-answer", is_flag=True, help="Do not write receipts and answers back on the stick.")
def import_(place: Path, no_answer: bool) -> None:
    """Take from a stick, a folder or a file what is for this node; leave the rest."""
    taken = stick.take(place, at=SystemClock().now())
    for one in taken:
        click.echo(f"{one.name}: {_said(one)}")
    answered = [] if no_answer or place.is_file() else stick.answer(place, taken, at=SystemClock().now())
    for back in answered:
        click.echo(f"Written for {back.to}: {back.events} events and a receipt.")
    click.echo(json.dumps({"events": sum(one.events for one in taken), "damaged": sum(one.damaged for one in taken)}))
    if any(one.damaged or one.strange for one in taken):
        raise SystemExit(1)


def _said(one: stick.Import) -> str:
    if one.left:
        return "not for this node, left as it is"
    bad = f", {one.damaged} damaged places" if one.damaged else ""
    strange = f", {one.strange} parcels that this node cannot open" if one.strange else ""
    return f"{one.events} events in {one.parcels} parcels{bad}{strange}"
