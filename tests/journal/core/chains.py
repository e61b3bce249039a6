"""Makes chains for the tests, and the hands that tamper with them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import structs

from lakay.journal.core.chain import Chain, Draft, Head, Stored, copies_of
from lakay.journal.core.events import Change, Event, Origin, from_body, to_body
from lakay.kernel.clock import FixedClock
from lakay.kernel.ids import uuid7

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ORIGIN = Origin("0123456789abcdef", "ouanaminthe")
KEY = Ed25519PrivateKey.from_private_bytes(b"node key of the post of the test")


def draft(number: int, colour: str = "red") -> Draft:
    """Something that an officer entered."""
    ids = [uuid7(number, bytes([part] * 10)) for part in range(3)]
    change = Change("sample.card", ids[1], {"colour": colour, "number": number}, {}, {})
    return Draft(
        ids[0], NOON + timedelta(seconds=number), "sample.card.open", ids[2], "DIE", "HT-OUA", "training", (ids[1],), [change]
    )


def make(length: int, key: Ed25519PrivateKey = KEY) -> tuple[list[Stored], list[Head]]:
    """A chain as it lies on disk, and its head after each event."""
    chain = Chain(Head(ORIGIN), key, FixedClock(NOON).now)
    rows, heads = [], []
    for number in range(1, length + 1):
        rows.append(stored(chain.append(draft(number), chain.next())))
        heads.append(chain.head)
    return rows, heads


def stored(event: Event) -> Stored:
    """An event as a row."""
    header = event.header
    return Stored(header.id, header.seq, event.body, event.hash, event.signature, copies_of(header), frozenset(header.subjects))


def edited(row: Stored) -> Stored:
    """The row with another story in its body, hash and signature left as they were."""
    header, changes = from_body(row.body)
    told = [structs.replace(change, open={**change.open, "colour": "blue"}) for change in changes]
    return replace(row, body=to_body(header, told))


def chained_anew(rows: list[Stored], key: Ed25519PrivateKey | None) -> list[Stored]:
    """Every link and hash made right again; signed by whoever has a key."""
    last, made = b"", []
    for number, row in enumerate(rows, 1):
        header, changes = from_body(row.body)
        header = structs.replace(header, prev=last, seq=number)
        body = to_body(header, list(changes))
        last = sha256(body).digest()
        signature = key.sign(last) if key else row.signature
        made.append(replace(row, seq=number, body=body, hash=last, signature=signature, copies=copies_of(header)))
    return made
