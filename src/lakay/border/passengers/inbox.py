"""The inbox: a folder into which a regional feed, or a person with a stick, puts files. Each is taken in once and moved, never lost."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from lakay.border.passengers.receiving import MOST_BYTES, NoList, erase_old, program, receive, screen_waiting
from lakay.sync.queries import own_post

log = logging.getLogger(__name__)

SETTLED_SECONDS = 2.0
"""A file that changed a moment ago is still being written."""

IN_A_TURN = 20
DONE, FAULTY = "done", "faulty"


def tend(at: datetime) -> int:
    """What there is to do for passenger lists while nobody waits: the inbox, lists not screened, content whose time is over."""
    return take_inbox(at) + screen_waiting(at) + erase_old(at)


def take_inbox(at: datetime) -> int:
    """Take in the files that lie there. Returns how many were moved."""
    inbox = settings.PASSENGER_INBOX
    if inbox is None or not inbox.is_dir():
        return 0
    moved = 0
    for file in list(_settled(inbox, at))[:IN_A_TURN]:
        try:
            moved += _take(file, at)
        except OSError as error:
            log.error("a file of the inbox cannot be read or moved: %s", type(error).__name__)  # noqa: TRY400  (names)
    return moved


def _settled(inbox: Path, at: datetime) -> Iterator[Path]:
    for file in sorted(inbox.iterdir()):
        hidden = file.name.startswith(".") or file.suffix in {".part", ".tmp"}
        if not hidden and file.is_file() and at.timestamp() - file.stat().st_mtime >= SETTLED_SECONDS:
            yield file


def _take(file: Path, at: datetime) -> int:
    """Take one in; what is no list, or too large, or for none of our posts goes to `faulty` with a note that says why.

    A list that names no place is for the post at which this machine stands; the hub stands at none.
    """
    if file.stat().st_size > MOST_BYTES:
        _move(file, FAULTY, file.read_bytes()[:MOST_BYTES], "too_large\n")
        return 1
    raw = file.read_bytes()
    try:
        receive(raw, by=program(), at=at, channel="inbox", name=file.name, here=own_post())
    except NoList as refused:
        faults = "".join(f"{fault.code} byte {fault.offset} segment {fault.segment}\n" for fault in refused.found.faults)
        _move(file, FAULTY, raw, f"{refused.why}\n{faults}")
    else:
        _move(file, DONE, raw)
    return 1


def _move(file: Path, to: str, raw: bytes, why: str = "") -> None:
    """Move a file. Its new name begins with its digest, so that two of the same name do not fall upon each other."""
    folder = file.parent / to
    folder.mkdir(exist_ok=True, mode=0o700)
    target = folder / f"{sha256(raw).hexdigest()[:12]}-{file.name}"
    if why:
        target.with_name(f"{target.name}.why.txt").write_text(why)
    file.replace(target)
