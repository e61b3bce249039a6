"""The memory of an exchange with one peer as JSON, for the row it is kept in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lakay.journal.core.events import Origin
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.store import Standing, Stretch


def to_json(standing: Standing) -> dict[str, Any]:
    """The row."""
    return {
        "cursor": standing.cursor.to_json(),
        "confirmed": standing.confirmed.to_json(),
        "by": standing.by,
        "retired": sorted(standing.retired),
        "turn": standing.turn,
        "heard": standing.heard,
        "asked": stretches_to_json(standing.asked),
        "owed": stretches_to_json(standing.owed),
        "receipt": standing.receipt.hex(),
        "theirs": standing.theirs,
        "dictionary": standing.reads,
        "knows": standing.knows,
        "report": dict(standing.report),
    }


def from_json(data: dict[str, Any]) -> Standing:
    """Read what `to_json` wrote."""
    return Standing(
        cursor=Cursor.from_json(data["cursor"]),
        confirmed=Cursor.from_json(data["confirmed"]),
        by=data["by"],
        retired=frozenset(data["retired"]),
        turn=data["turn"],
        heard=data["heard"],
        asked=stretches_from_json(data["asked"]),
        owed=stretches_from_json(data["owed"]),
        receipt=bytes.fromhex(data["receipt"]),
        theirs=data["theirs"],
        reads=data["dictionary"],
        knows=data.get("knows", ""),
        report=data["report"],
    )


def stretches_to_json(stretches: Iterable[Stretch]) -> list[list[Any]]:
    return [[one.origin.node, one.origin.epoch, one.first, one.last] for one in stretches]


def stretches_from_json(data: Any) -> tuple[Stretch, ...]:
    """Read stretches. Raises ValueError."""
    found = []
    for one in data if isinstance(data, list) else [None]:
        match one:
            case [str(node), str(epoch), int(first), int(last)] if 0 < first <= last:
                found.append(Stretch(Origin(node, epoch), first, last))
            case _:
                raise ValueError("not a stretch")
    return tuple(found)
