"""`lakay prove faults`: the disk fails or is full at the n-th call of a node that takes parcels. It may take nothing; it may never
acknowledge what it has not. Needs strace.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lakay.demo.nodes.house import House
from lakay.prove.links.network import NotHere
from lakay.prove.sender import Sender
from lakay.prove.senders import post_of
from lakay.sync import bundle
from lakay.sync.core.peers import Peer, name_of
from lakay.sync.stick import FOLDER
from lakay.sync.table import audience

CALLS = "write,pwrite64,fdatasync,fsync,ftruncate,rename,openat"
"""Every way in which a node changes something on a disk."""

LASTS = {"EIO": "", "ENOSPC": "+"}
"""A bad place fails once; a disk that is full stays full."""

EVENTS = 40


@dataclass(slots=True)
class Failing(House):
    """A house whose next program has a fault injected at one of its calls."""

    fault: str = ""

    def command(self, *arguments: str) -> list[str]:
        before = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e", f"inject={CALLS}:{self.fault}"]
        return [*(before if self.fault else []), *House.command(self, *arguments)]


def faults(
    folder: Path, environment: Mapping[str, str], calls: Iterable[int], now: datetime, tell: Callable[[int], None]
) -> dict[str, int]:
    """One run for each call and error. Returns figures; `wrong` counts receipts for what is not there, and broken stores."""
    if shutil.which("strace") is None:
        raise NotHere("needs strace (python tools/system.py)")
    house, sender, parcel = _prepared(folder, environment, now)
    found: Counter[str] = Counter()
    for number in calls:
        for error, lasts in LASTS.items():
            found += _one(folder, house, sender, parcel, f"error={error}:when={number}{lasts}", now)
        tell(number)
    return {**dict(sorted(found.items())), "wrong": sum(count for name, count in found.items() if name.startswith("wrong"))}


def _prepared(folder: Path, environment: Mapping[str, str], now: datetime) -> tuple[Failing, Sender, bytes]:
    house = Failing(folder / "hub", 0, environment)
    house.run("rehearse", "found", "Hub", "MICT", "https://hub.example")
    keys = json.loads(house.run("prove", "crowd", "1").strip().splitlines()[-1])
    signing, sealing = bytes.fromhex(keys["signing"]), bytes.fromhex(keys["sealing"])
    sender = Sender(1, Peer(name_of(signing), signing, sealing, "hub"), audience(), post_of(1))
    sender.write(EVENTS, now)
    shutil.copytree(house.folder, folder / "before")
    return house, sender, sender.offer(now).parcel


def _one(folder: Path, house: Failing, sender: Sender, parcel: bytes, fault: str, now: datetime) -> Counter[str]:
    """Take a parcel from a stick while the disk fails, then look with a good disk at what is there and what was acknowledged."""
    stick = folder / "stick"
    for place in (house.folder, stick):
        shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / "before", house.folder)
    (stick / FOLDER).mkdir(parents=True)
    name = f"{sender.hub}-{sender.peer.node}-0001.lkb"
    (stick / FOLDER / name).write_bytes(bundle.write(sender.hub, sender.peer.node, [parcel]))
    house.fault = fault
    said = _events(house.run("sync", "import", str(stick), also_if_it_fails=True))
    house.fault = ""
    file = folder / "told.json"
    house.run("prove", "tell", str(file), "holdings")
    held = json.loads(file.read_text())
    there = sum(key.startswith(f"{sender.origin}:") for key in held["events"])
    receipted = _receipted(stick, sender, now)
    return Counter(
        {
            "runs": 1,
            "taken": int(there == EVENTS),
            "not taken": int(there == 0),
            "acknowledged": int(receipted > 0),
            "wrong: taken by halves": int(0 < there < EVENTS),
            "wrong: said to be taken and not there": int(said > there),
            "wrong: acknowledged and not there": int(receipted > there),
            "wrong: faults of the store": held["faults"] + sum(held["unapplied"].values()),
        }
    )


def _events(said: str) -> int:
    lines = said.strip().splitlines()
    return int(json.loads(lines[-1])["events"]) if lines and lines[-1].startswith("{") else 0


def _receipted(stick: Path, sender: Sender, now: datetime) -> int:
    """How many of its events the post believes to be at the hub after reading what lies on the stick."""
    back = Sender(1, sender.store.enrolled[sender.hub], sender.store.audience(), post_of(1))
    back.write(EVENTS, now)
    for file in sorted((stick / FOLDER).glob(f"{sender.peer.node}-*.lkb")):
        for parcel in bundle.read(file.read_bytes()).parcels:
            back.accept(parcel, now)
    return back.confirmed
