"""What passes between the page of the rehearsal and the program that keeps the four nodes: orders one way, how things stand the other.

Files in a folder that both see. The page is shown by the hub, which must not be able to do more than write an order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from lakay.kernel.whole import write_whole

ORDERS, STANDING = "orders", "standing.json"
VERBS = ("cut", "restore", "carry", "differ", "steal", "destroy", "rebuild")
"""Of a line: cut, restore. Of a post: carry a stick there and back, make a difference of opinion, steal it, destroy it, rebuild it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the visitor asks for: a verb, the node, and for a rebuilding the code on the new invitation."""

    verb: str
    node: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """How one node of the rehearsal stands. `state` is running, stopped, stolen or gone."""

    key: str
    title: str
    role: str
    post: str
    address: str
    state: str
    whole: bool = True
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was done: a stable code, the node, and figures."""

    code: str
    node: str
    figures: dict[str, int] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The houses, what was done last (newest first), and whether something is being done now."""

    houses: list[House] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)
    busy: str = ""


def give(folder: Path, order: Order) -> None:
    """Leave an order."""
    write_whole(folder / ORDERS / f"{uuid4().hex}.json", json.dumps(asdict(order)), sync=False)


def orders(folder: Path) -> Iterator[Order]:
    """The orders left, each once, the oldest first."""
    place = folder / ORDERS
    waiting = sorted(place.glob("*.json"), key=lambda file: file.stat().st_mtime_ns) if place.is_dir() else []
    for file in waiting:
        told = json.loads(file.read_text())
        file.unlink()
        if told["verb"] in VERBS:
            yield Order(**told)


def tell(folder: Path, standing: Standing) -> None:
    """Write down how things stand."""
    write_whole(folder / STANDING, json.dumps(asdict(standing)), sync=False)


def read(folder: Path) -> Standing:
    """How things stand; nothing before the first word."""
    try:
        told: dict[str, Any] = json.loads((folder / STANDING).read_text())
    except FileNotFoundError:
        return Standing()
    return Standing([House(**one) for one in told["houses"]], [Line(**one) for one in told["done"]], told["busy"])
