"""The text of a parcel, line by line: a head, then what each line begins with says what it is.

`{` the head, in the first line; `[` a typed line of JSON, of which unknown ones are passed over (they use no tail); `+` a shape;
digits, `:`, `*` and `!` an event of the run begun by the last `["r",…]`. Typed lines: `r` a run (first number, and node and epoch if
not the sender's own), `q` the same where the recipient holds the event before (only four bytes of its hash are told), `s` the same in a
brief parcel (nothing of it is told: the signature shows whether it was the right one), `k` keys of one
class (how many), `c` a receipt (its bytes), `w` wishes, `a` stretches answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from lakay.journal.core.events import Origin
from lakay.kernel.canonical import read_strictly
from lakay.sync.core.brief import Between
from lakay.sync.core.heads import Head, as_json
from lakay.sync.core.parcels import Content
from lakay.sync.core.receipts import SIGNATURE_BYTES
from lakay.sync.core.standing import stretches_from_json, stretches_to_json
from lakay.sync.core.store import Stretch, SubjectKey
from lakay.sync.core.tail import Damaged, TailReader, TailWriter
from lakay.sync.core.wire import EventReader, EventWriter, Place

KEY_BYTES, HASH_BYTES = 32, 32
TOLD_BEFORE = {"r": HASH_BYTES, "q": 4, "s": 0}
"""Bytes that a run tells of the hash before it."""

ChainEnd = Callable[[Origin, int], bytes | None]
MOST_EVENTS = 50_000


@dataclass(frozen=True, slots=True)
class Sent:
    """One event of a run as it came: its bytes, and its own signature or none."""

    seq: int
    body: bytes
    hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive events of one origin."""

    origin: Origin
    first: int
    events: list[Sent] = field(default_factory=list)

    @property
    def stretch(self) -> Stretch:
        return Stretch(self.origin, self.first, self.first + max(len(self.events), 1) - 1)


@dataclass(slots=True)
class Letter:
    """All that a parcel says."""

    head: Head
    runs: list[Run] = field(default_factory=list)
    keys: list[SubjectKey] = field(default_factory=list)
    receipt: bytes = b""
    wishes: tuple[Stretch, ...] = ()
    answered: tuple[Stretch, ...] = ()


class LetterWriter:
    """Writes a letter line by line."""

    def __init__(self, own: Origin, *, brief: bool = False) -> None:
        self._own = own
        self._brief = brief
        self._tail = TailWriter()
        self._events = EventWriter(self._tail)
        self._lines: list[str] = []

    def receipt(self, data: bytes) -> None:
        self._lines.append(as_json(["c", data[SIGNATURE_BYTES:].decode()]))
        self._tail.put(data[:SIGNATURE_BYTES])

    def stretches(self, kind: str, stretches: tuple[Stretch, ...]) -> None:
        """`w` or `a`."""
        if stretches:
            self._lines.append(as_json([kind, stretches_to_json(stretches)]))

    def keys(self, field_class: str, keys: list[SubjectKey]) -> None:
        self._lines.append(as_json(["k", field_class, len(keys)]))
        for key in keys:
            self._tail.put(key.subject.bytes + key.key)

    def run(self, origin: Origin, first: int, prev: bytes, *, held: bool) -> None:
        """A run begins. The hash before it is told, except before a chain's first event; in short where the recipient holds that event."""
        kind = "r" if not held else "s" if self._brief else "q"
        self._lines.append(as_json([kind, first] if origin == self._own else [kind, first, origin.node, origin.epoch]))
        self._tail.put(prev[: TOLD_BEFORE[kind]] if first > 1 else b"")

    def event(self, body: bytes, place: Place, signature: bytes) -> None:
        self._lines.extend(self._events.lines(body, place, signature))

    def content(self, head: Head) -> Content:
        first = TailWriter()
        text = "\n".join([head.to_json(first, brief=self._brief), *self._lines])
        return Content(text, first.to_bytes() + self._tail.to_bytes())


class _Reader:
    """Reads one letter."""

    def __init__(self, sender: str, content: Content, chain_end: ChainEnd, between: Between | None) -> None:
        self._chain_end = chain_end
        self._lines = content.text.split("\n")
        self._tail = TailReader(content.tail)
        self._events = EventReader(self._tail)
        self._letter = Letter(Head.from_json(self._lines[0], self._tail, between))
        self._own = Origin(sender, self._letter.head.incarnation)
        self._place: Place | None = None
        self._count = 0

    def letter(self) -> Letter:
        for line in self._lines[1:]:
            if line.startswith("["):
                self._typed(line)
            elif line.startswith("+"):
                self._events.read_shape(line)
            else:
                self._event(line)
        self._tail.check_empty()
        return self._letter

    def _event(self, line: str) -> None:
        self._count += 1
        if self._place is None or self._count > MOST_EVENTS:
            raise Damaged("an event outside a run, or too many")
        body, signature = self._events.event(line, self._place)
        digest = sha256(body).digest()
        self._letter.runs[-1].events.append(Sent(self._place.seq, body, digest, signature))
        self._place = Place(self._place.origin, self._place.seq + 1, digest)

    def _typed(self, line: str) -> None:
        try:
            self._read(read_strictly(line))
        except (ValueError, RecursionError) as error:
            raise Damaged("a line that cannot be read") from error

    def _read(self, parts: Any) -> None:
        match parts:
            case ["r" | "q" | "s" as kind, int(first)] if 0 < first < 1 << 53:
                self._begin(kind, self._own, first)
            case ["r" | "q" | "s" as kind, int(first), str(node), str(epoch)] if 0 < first < 1 << 53:
                self._begin(kind, Origin(node, epoch), first)
            case ["k", str(name), int(count)] if 0 <= count <= MOST_EVENTS:
                self._letter.keys.extend(self._keys(name, count))
            case ["c", str(body)]:
                self._letter.receipt = self._tail.get(SIGNATURE_BYTES) + body.encode()
            case ["w", stretches]:
                self._letter.wishes = stretches_from_json(stretches)
            case ["a", stretches]:
                self._letter.answered = stretches_from_json(stretches)
            case ["r" | "q" | "s" | "k" | "c", *_]:
                raise Damaged("a line of a known kind in an unknown form")

    def _begin(self, kind: str, origin: Origin, first: int) -> None:
        self._letter.runs.append(Run(origin, first))
        told = self._tail.get(TOLD_BEFORE[kind] if first > 1 else 0)
        self._place = Place(origin, first, told if kind == "r" or first == 1 else self._before(origin, first, told))

    def _before(self, origin: Origin, first: int, told: bytes) -> bytes:
        """The hash before a run that this store should know. If it does not, the run cannot be proven, and is asked for."""
        known = self._chain_end(origin, first - 1) or b""
        return known if known.startswith(told) and known else bytes(HASH_BYTES)

    def _keys(self, name: str, count: int) -> Iterator[SubjectKey]:
        for _ in range(count):
            yield SubjectKey(UUID(bytes=self._tail.get(16)), name, self._tail.get(KEY_BYTES))


def read_letter(sender: str, content: Content, chain_end: ChainEnd, between: Between | None = None) -> Letter:
    """Read what lies in a parcel of `sender`; `chain_end` says the hash of an event that is held, `between` is what a brief one went between.

    Raises Damaged for anything that an honest node cannot have written.
    """
    return _Reader(sender, content, chain_end, between).letter()
