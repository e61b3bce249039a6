"""An event and its canonical bytes. The bytes are what is hashed, signed, sent and kept; nothing else is authority."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from msgspec import Struct

from lakay.kernel import canonical
from lakay.kernel.ids import from_hex

VERSION = 1
"""Version of the event format. A node carries unknown keys through unharmed."""


OWNER = "of"
"""The key in the sealed part that names the subject, where it is not the record itself."""


class BadEvent(ValueError):
    """Bytes that are not an event this program can read."""


class Origin(Struct, frozen=True, gc=False):
    """Whose sequence an event stands in: the node, and the epoch minted when its store was made."""

    node: str
    epoch: str

    def __str__(self) -> str:
        return f"{self.node}.{self.epoch}"


class Change(Struct, frozen=True, gc=False):
    """What an event did to one record.

    `open` holds the values anyone with the journal may read, `sealed` one ciphertext for each field class under a key of `owner`,
    `seen` the latest writes of other origins that the writer knew, field by field (field -> origin -> sequence number).
    """

    kind: str
    record: UUID
    open: Mapping[str, Any]
    sealed: Mapping[str, bytes]
    seen: Mapping[str, Mapping[str, int]]
    owner: UUID | None = None

    def to_json(self) -> list[Any]:
        """The change as it stands in the body; empty tails are left out to keep events short."""
        sealed = {name: base64.b64encode(data).decode() for name, data in self.sealed.items()}
        if self.owner is not None and self.owner != self.record:
            sealed[OWNER] = self.owner.hex
        parts: list[Any] = [
            self.kind,
            self.record.hex,
            dict(self.open),
            sealed,
            {name: dict(known) for name, known in self.seen.items()},
        ]
        while len(parts) > 3 and not parts[-1]:
            parts.pop()
        return parts


class Header(Struct, frozen=True, gc=False):
    """Everything of an event that is not a change."""

    id: UUID
    origin: Origin
    seq: int
    hlc: int
    at: str
    action: str
    by: UUID
    agency: str
    post: str
    purpose: str
    subjects: tuple[UUID, ...]
    prev: bytes
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Event:
    """A header, its changes, and the bytes, hash and signature that hold them together."""

    header: Header
    changes: tuple[Change, ...]
    body: bytes
    hash: bytes
    signature: bytes


def to_body(header: Header, changes: list[Change]) -> bytes:
    """The canonical bytes of an event."""
    return canonical.to_bytes(
        {
            "v": header.version,
            "id": header.id.hex,
            "node": header.origin.node,
            "epoch": header.origin.epoch,
            "seq": header.seq,
            "hlc": header.hlc,
            "at": header.at,
            "action": header.action,
            "by": header.by.hex,
            "agency": header.agency,
            "post": header.post,
            "purpose": header.purpose,
            "subjects": [subject.hex for subject in header.subjects],
            "changes": [change.to_json() for change in changes],
            "prev": header.prev.hex(),
        }
    )


def from_body(body: bytes) -> tuple[Header, tuple[Change, ...]]:
    """Read an event's bytes. Raises BadEvent for anything that `to_body` cannot have written."""
    try:
        data = canonical.from_bytes(body)
        _check_types(data)
        return _header(data), tuple([_change(parts) for parts in data["changes"]])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadEvent(str(error)) from error


def event_of(body: bytes, signature: bytes = b"") -> Event:
    """An event from its bytes. Raises BadEvent."""
    header, changes = from_body(body)
    return Event(header, changes, body, sha256(body).digest(), signature)


def _check_types(data: dict[str, Any]) -> None:
    for name in ("v", "seq", "hlc"):
        if type(data[name]) is not int:
            raise BadEvent(f"{name} is not a whole number")
    for name in ("node", "epoch", "at", "action", "agency", "post", "purpose"):
        if type(data[name]) is not str:
            raise BadEvent(f"{name} is not text")


def _header(data: dict[str, Any]) -> Header:
    return Header(
        id=_id(data["id"]),
        origin=Origin(data["node"], data["epoch"]),
        seq=data["seq"],
        hlc=data["hlc"],
        at=data["at"],
        action=data["action"],
        by=_id(data["by"]),
        agency=data["agency"],
        post=data["post"],
        purpose=data["purpose"],
        subjects=tuple([_id(subject) for subject in data["subjects"]]),
        prev=bytes.fromhex(data["prev"]),
        version=data["v"],
    )


def _id(text: str) -> UUID:
    try:
        return from_hex(text)
    except ValueError:
        return UUID(text)  # as a hand may have written it


def _change(parts: list[Any]) -> Change:
    kind, record, fields, *tail = parts
    sealed = dict(tail[0]) if tail else {}
    owner = _id(sealed.pop(OWNER, record)) if sealed else None
    return Change(
        kind=kind,
        record=_id(record),
        open=dict(fields),
        sealed={name: base64.b64decode(text, validate=True) for name, text in sealed.items()},
        seen=tail[1] if len(tail) > 1 else {},
        owner=owner,
    )
