"""The first line of a parcel: whose it is, what it covers, and what its sender has got."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from lakay.kernel.canonical import read_strictly
from lakay.sync.core.brief import FORM, Between
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.tail import Damaged, TailReader, TailWriter

EPOCH_BYTES, MARK_BYTES = 8, 4
NO_RECEIPT = "00" * MARK_BYTES
_EPOCH = re.compile(r"[0-9a-f]{16}").fullmatch


def as_json(data: Any) -> str:
    """JSON as short as it can be written."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Head:
    """What a parcel says of itself and its sender.

    `incarnation` and `earlier` of the sender's store; the parcel covers from `start` to `reached` of it. `believes`: the incarnation
    of the recipient that the sender knows of, whose own events it left out. `got`: how far the sender is in the recipient's store.
    `turn`: how many parcels of the recipient the sender had taken then. `receipt`: the mark of the last receipt of the recipient
    that the sender holds. `reads`: the newest form of parcels that the sender reads.
    """

    incarnation: str
    earlier: dict[str, int]
    start: Cursor
    reached: Cursor
    believes: str
    got: Cursor
    turn: int
    receipt: str
    reads: int
    more: bool
    report: dict[str, Any]

    def to_json(self, tail: TailWriter, *, brief: bool = False) -> str:
        """Short, and what is empty left out. Incarnations lie in the tail, where they are as long as they must be.

        In a `brief` parcel they are not told at all: the recipient knows them, and both are the ones that each has told the other.
        """
        if brief:
            return self._brief(tail)
        data: dict[str, Any] = {
            "i": _named(self.incarnation, tail),
            "p": self.earlier,
            "s": _short(self.start),
            "e": _beyond(self.start, self.reached),
            "g": [_short(self.got), *_listed(_named(self.got.incarnation, tail))] if self.got.incarnation else None,
            "t": None if self.believes == self.got.incarnation else [self.believes],
            "n": self.turn,
            "h": self.receipt,
            "d": self.reads if self.reads > 1 else None,
            "m": int(self.more),
            "r": self.report,
        }
        return as_json({name: value for name, value in data.items() if value})

    def _brief(self, tail: TailWriter) -> str:
        """The mark of the receipt lies in the tail, zeros where there is none."""
        tail.put(bytes.fromhex(self.receipt or NO_RECEIPT))
        data: dict[str, Any] = {
            "p": self.earlier,
            "s": _short(self.start),
            "e": _beyond(self.start, self.reached),
            "g": _short(self.got),
            "n": self.turn,
            "d": self.reads if self.reads > FORM else None,
            "m": int(self.more),
            "r": self.report,
        }
        return as_json({name: value for name, value in data.items() if value})

    @classmethod
    def from_json(cls, text: str, tail: TailReader, between: Between | None = None) -> Head:
        """Read a head; unknown keys are passed over. `between`: of a brief parcel, what it did not tell. Raises Damaged."""
        try:
            data = read_strictly(text)
            incarnation = _incarnation(data, tail, between)
            start = _cursor(incarnation, data.get("s", 0))
            got = _cursor(between.recipient, data.get("g", 0)) if between else _got(data["g"], tail) if "g" in data else Cursor()
            return cls(
                incarnation=incarnation,
                earlier={str(epoch): int(end) for epoch, end in dict(data.get("p", {})).items()},
                start=start,
                reached=_reached(start, data["e"]) if "e" in data else start,
                believes=str(data.get("t", [got.incarnation])[0]),
                got=got,
                turn=int(data.get("n", 0)),
                receipt=_mark(tail) if between else str(data.get("h", "")),
                reads=int(data.get("d", FORM if between else 1)),
                more=bool(data.get("m", 0)),
                report=dict(data.get("r", {})),
            )
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise Damaged("no head") from error


def _incarnation(data: Any, tail: TailReader, between: Between | None) -> str:
    """The sender's."""
    if between is not None:
        return between.sender
    return str(data["i"]) if "i" in data else tail.get(EPOCH_BYTES).hex()


def _mark(tail: TailReader) -> str:
    found = tail.get(MARK_BYTES).hex()
    return "" if found == NO_RECEIPT else found


def _short(cursor: Cursor) -> int | list[int]:
    """The positions of a cursor; one number where all lanes are as far."""
    return cursor.alert if len(set(cursor.positions)) == 1 else list(cursor.positions)


def _beyond(start: Cursor, reached: Cursor) -> int | list[int] | None:
    """How far a parcel reaches beyond its start; nothing if no further."""
    steps = [to - at for at, to in zip(start.positions, reached.positions, strict=True)]
    return None if not any(steps) else steps[0] if len(set(steps)) == 1 else steps


def _reached(start: Cursor, steps: Any) -> Cursor:
    lanes = [steps] * 3 if isinstance(steps, int) else steps
    return Cursor.from_json([start.incarnation, *(at + step for at, step in zip(start.positions, lanes, strict=True))])


def _named(incarnation: str, tail: TailWriter) -> str | None:
    """An incarnation as text, if it is none of sixteen digits; else it goes to the tail."""
    if not _EPOCH(incarnation):
        return incarnation
    tail.put(bytes.fromhex(incarnation))
    return None


def _listed(value: str | None) -> list[str]:
    return [] if value is None else [value]


def _got(data: Any, tail: TailReader) -> Cursor:
    positions, *named = data
    return _cursor(named[0] if named else tail.get(EPOCH_BYTES).hex(), positions)


def _cursor(incarnation: Any, positions: Any) -> Cursor:
    lanes = [positions] * 3 if isinstance(positions, int) else positions
    return Cursor.from_json([incarnation, *lanes])
