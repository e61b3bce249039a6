"""`lakay passengers`: lists of who travels, read from any file. Never loads Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lakay.kernel.clock import SystemClock
from lakay.manifests import Manifest, Message, Traveller, read


@click.group()
def passengers() -> None:
    """Passenger lists of aircraft, boats and buses."""


@passengers.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, one file a line.")
def read_files(files: tuple[Path, ...], as_json: bool) -> None:
    """Read FILES: PAXLST or PNRGOV messages (UN/EDIFACT), or a table as CSV or xlsx.

    Shows type, carrier, voyage, route, passengers and crew, what the sender counted, and every fault with its byte and segment.
    A fault stops nothing. Exit code 1 tells that some file holds no list at all.

    Example: lakay passengers read flight.txt boat.xlsx --json
    """
    today, empty = SystemClock().now().date().isoformat(), False
    for file in files:
        found = read(file.read_bytes(), today)
        empty |= not found.messages
        for line in [json.dumps(as_data(file.name, found), ensure_ascii=False)] if as_json else _report(file.name, found):
            click.echo(line)
    if empty:
        sys.exit(1)


def as_data(name: str, found: Manifest) -> dict[str, Any]:
    """A file as plain data: all but its bytes."""
    return {
        "file": name,
        "form": found.form,
        "bytes": len(found.raw),
        "sender": found.sender,
        "recipient": found.recipient,
        "messages": [_message(message) for message in found.messages],
        "faults": [asdict(fault) for fault in found.faults],
    }


def _message(message: Message) -> dict[str, Any]:
    data = asdict(message)
    del data["travellers"]
    data["passengers"] = [asdict(who) for who in message.passengers]
    data["crew"] = [asdict(who) for who in message.crew]
    data["counted"], data["counted_crew"] = len(message.passengers), len(message.crew)
    return data


def _report(name: str, found: Manifest) -> Iterator[str]:
    yield f"{name}: {found.form}, {len(found.raw)} bytes"
    for message in found.messages:
        yield from _about(message)
        yield from map(_who, message.travellers)
    for fault in found.faults:
        yield f"  ! {fault.code} at byte {fault.offset}, segment {fault.segment} {fault.detail}".rstrip()


def _about(message: Message) -> Iterator[str]:
    """A message without its travellers: what it is, where it goes, how many it says and has."""
    part = "" if message.final and message.part == 1 else f", part {message.part}{' (last)' if message.final else ''}"
    yield f"  {message.type} {message.kind}{part}: {message.carrier} {message.voyage or '?'} {message.vessel}".rstrip()
    route = " > ".join(" ".join(filter(None, (call.place, call.arrives, call.departs))) for call in message.route)
    yield f"    route {route or '?'}"
    stated = "not said" if message.stated is None else message.stated
    yield f"    passengers {len(message.passengers)} (stated: {stated}), crew {len(message.crew)}"


def _who(who: Traveller) -> str:
    papers = ", ".join(f"{paper.type} {paper.issuer} {paper.number} {paper.expires}".strip() for paper in who.papers)
    named = who.full_name or f"{who.surname}, {who.given_names}"
    return f"      {who.role:<9} {named} | {who.sex or '?'} {who.birth or '?'} {who.nationality} | {papers}".rstrip(" |")
