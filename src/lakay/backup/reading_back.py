"""A segment read back from the disk: it opens to its end, each entry is what its hash says, and none goes beyond its origin's end."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from lakay.backup import contents, files
from lakay.backup.sealing import Damaged
from lakay.journal.core.chain import Head
from lakay.journal.core.events import BadEvent, Header, from_body
from lakay.journal.inserting import inserter
from lakay.journal.models import Event


def read_back(path: Path, file_key: bytes, manifest: dict[str, Any]) -> int:
    """Raise Damaged unless the file holds what it should. Returns how many entries it holds."""
    found: dict[str, list[tuple[Header, bytes]]] = {}
    for body, digest in _events(path, file_key):
        header = _header(body, digest)
        found.setdefault(str(header.origin), []).append((header, digest))
    for name, came in found.items():
        entries = sorted(came, key=lambda entry: entry[0].seq)
        for (before, digest), (after, _) in pairwise(entries):
            if after.seq == before.seq + 1 and after.prev != digest:
                raise Damaged(f"entry {after.seq} of {name} does not follow the one before")
        last, digest = entries[-1]
        head = Head.parse(manifest["heads"][name][0])
        if last.seq > head.seq or (last.seq == head.seq and digest != head.hash):  # what came late, or again, lies before the end
            raise Damaged(f"{name} does not end where it should")
    return sum(map(len, found.values()))


def _header(body: bytes, digest: bytes) -> Header:
    if sha256(body).digest() != digest:
        raise Damaged("an entry is not what was written")
    try:
        return from_body(body)[0]
    except BadEvent as error:
        raise Damaged("an entry cannot be read") from error


def _events(path: Path, file_key: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Body and hash of each entry in a file."""
    columns = [field.attname for field in inserter(Event).fields]
    body, digest = columns.index("body"), columns.index("hash")
    label = Event._meta.label_lower
    with files.reading(path, lambda _opener: file_key) as lines:
        decode = None
        for line in lines:
            if isinstance(line, dict):
                decode = contents.decoder(Event, line["fields"]) if line.get("table") == label else None
            elif decode is not None:
                row = decode(line)
                yield row[body], row[digest]
