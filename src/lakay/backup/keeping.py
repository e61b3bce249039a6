"""The round of every copy: taken, noted, checked, marked, and older ones removed. A copy counts only at the end of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from lakay.backup import files
from lakay.backup.actions import file_key_of, forget, note_copy, note_problem, note_verified
from lakay.backup.contents import Tell
from lakay.backup.files import CopyFailed
from lakay.backup.models import Copy
from lakay.backup.reading_back import read_back
from lakay.backup.rules import Kept, Kind, Name, to_drop
from lakay.backup.sealing import Damaged
from lakay.backup.taking import CannotContinue, Taken, take_base, take_segment
from lakay.backup.trying import CheckFailed, Piece, try_out
from lakay.journal.core.chain import Head
from lakay.journal.keys import node_keys
from lakay.journal.rebuild import UNREADABLE
from lakay.kernel import locks
from lakay.kernel.clock import Clock


class Busy(RuntimeError):
    """Another process of this node is taking or checking copies."""


@dataclass(frozen=True, slots=True)
class Done:
    """A copy that counts."""

    name: str
    head: Head
    bytes: int
    events: int
    seconds: int


@contextmanager
def alone(patience: float = 0) -> Iterator[None]:
    """One process of a node takes copies at a time. Raises Busy after so many seconds of waiting."""
    try:
        file = locks.lock(Path(settings.DATA) / "backup.lock", patience)
    except locks.Taken:
        raise Busy from None
    with file:
        yield


def back_up(clock: Clock, tell: Tell | None = None, patience: float = 0) -> Done:
    """Take a base and check it by restoring it. Raises CopyFailed or CheckFailed (noted both), NoRecipient, Busy, or what `tell` raises."""
    with alone(patience):
        taken, copy = _take(clock, tell)
        return _check(taken, copy, clock, tell)


def _take(clock: Clock, tell: Tell | None) -> tuple[Taken, UUID]:
    at = clock.now()
    try:
        taken = take_base(at, tell)
    except CopyFailed as error:
        note_copy(name=str(Name(at, Kind.BASE, node_keys().node)), kind=Kind.BASE, made_at=at, problem=error.code)
        raise
    except UNREADABLE as error:
        note_copy(name=str(Name(at, Kind.BASE, node_keys().node)), kind=Kind.BASE, made_at=at, problem="chain")
        raise CheckFailed("chain", type(error).__name__) from error
    return taken, _note(taken)


def _note(taken: Taken) -> UUID:
    """Both files of a piece; the id of the store's."""
    keys_name = str(Name(taken.name.at, Kind.KEYS, taken.name.node))
    more: dict[str, Any] = {"base": taken.base, "head": str(taken.head), "made_at": taken.name.at}
    note_copy(name=keys_name, kind=Kind.KEYS, bytes=taken.keys.size, file_key=taken.keys.file_key, **more)
    store: dict[str, Any] = {"events": taken.events, "bytes": taken.store.size, "file_key": taken.store.file_key}
    return note_copy(name=str(taken.name), kind=taken.name.kind, **store, **more)


def _check(taken: Taken, copy: UUID, clock: Clock, tell: Tell | None) -> Done:
    began = clock.now()
    store, keys = Piece(taken.store.path, taken.store.file_key), Piece(taken.keys.path, taken.keys.file_key)
    try:
        head = _reaching(taken, try_out([store], [keys], tell))
    except CheckFailed as error:
        note_problem(copy, error.code)
        raise
    except BaseException:  # somebody stopped it: as if it had not been begun
        _remove(Kind.BASE, {taken.store.path.name})
        _remove(Kind.KEYS, {taken.keys.path.name})
        raise
    at = clock.now()
    seconds = max(0, round((at - began).total_seconds()))
    _count_it(taken, copy, at, seconds)
    rotate(at)
    return Done(str(taken.name), head, taken.store.size + taken.keys.size, taken.events, seconds)


def _reaching(taken: Taken, head: Head) -> Head:
    """The head that was reached, which must be the one that was copied. Raises CheckFailed.

    Of a store that has written nothing itself yet no entry tells the epoch.
    """
    if str(head) != str(taken.head) and (head.seq or taken.head.seq):
        raise CheckFailed("heads")
    return taken.head


def _count_it(taken: Taken, copy: UUID, at: datetime, seconds: int) -> None:
    """From here on the copy counts: the row, and a file beside it for whoever finds only the disk."""
    files.mark(taken.store.path, {"verified up to": str(taken.head), "at": at.isoformat(), "events": taken.events})
    note_verified(copy, at, seconds)


def check_again(clock: Clock, tell: Tell | None = None, patience: float = 0) -> Done:
    """Check the newest base and all that came since once more, from the disk. Raises CheckFailed, Busy, LookupError without one."""
    with alone(patience):
        base = Copy.objects.filter(kind=Kind.BASE, problem="").exclude(file_key=b"").order_by("-made_at").first()
        if base is None:
            raise LookupError("no copy that this node can open")
        more = list(Copy.objects.filter(kind=Kind.MORE, base=base.name).exclude(verified_at=None).order_by("made_at"))
        keys = Copy.objects.filter(Q(base=base.name) | Q(made_at=base.made_at), kind=Kind.KEYS).order_by("made_at")
        began = clock.now()
        try:
            head = try_out([_piece(each) for each in (base, *more)], [_piece(each) for each in keys], tell)
        except CheckFailed as error:
            note_problem(base.id, error.code)
            raise
        at = clock.now()
        seconds = max(0, round((at - began).total_seconds()))
        note_verified(base.id, at, seconds)
        return Done(base.name, head, sum(each.bytes for each in (base, *more)), base.events, seconds)


def _piece(copy: Copy) -> Piece:
    return Piece(files.folder_of(Kind(copy.kind)) / copy.name, file_key_of(copy))


def add_segment(clock: Clock, patience: float = 0) -> bool:
    """Copy what came since the last piece, and read it back from the disk. Returns whether anything had come.

    Raises CannotContinue where only a base will do, CopyFailed or CheckFailed (noted both), NoRecipient, Busy.
    """
    with alone(patience):
        last = _last_piece()
        if last is None:
            raise CannotContinue
        at = clock.now()
        try:
            taken = take_segment(at, last.base or last.name, last.name, _manifest_of(last))
        except CopyFailed as error:
            name = str(Name(at, Kind.MORE, node_keys().node))
            note_copy(name=name, kind=Kind.MORE, base=last.base or last.name, made_at=at, problem=error.code)
            raise
        if taken is None:
            return False
        copy = _note(taken)
        try:
            read_back(taken.store.path, taken.store.file_key, taken.manifest)
        except (Damaged, OSError) as error:
            note_problem(copy, "damaged")
            raise CheckFailed("damaged") from error
        _count_it(taken, copy, clock.now(), 0)
        return True


def _last_piece() -> Copy | None:
    """The last piece that counts, if the next may follow it: the newest base is verified and nothing after it failed."""
    newest = Copy.objects.exclude(kind=Kind.KEYS).exclude(head="").order_by("-made_at").first()
    return newest if newest and newest.verified_at and newest.file_key else None


def _manifest_of(copy: Copy) -> dict[str, Any]:
    """What a piece says of where each origin ended. Read from the file: it is the file that the next one must follow."""
    piece = _piece(copy)
    try:
        with files.reading(piece.path, lambda _opener: piece.file_key) as lines:
            for line in lines:
                if isinstance(line, dict) and "end" in line:
                    manifest: dict[str, Any] = line["end"]
                    return manifest
    except (Damaged, OSError) as error:
        note_problem(copy.id, "damaged")
        raise CannotContinue from error
    raise CannotContinue


def rotate(now: datetime, rule: Kept | None = None) -> None:
    """Remove what need not be kept by the settings, or by a rule.

    Of the keys only those of the newest checked base and what came since stay: with them every older copy opens, except for those who were
    erased meanwhile.
    """
    bases = list(Copy.objects.filter(kind=Kind.BASE).values_list("name", "made_at", "verified_at"))
    good = [made_at for _, made_at, verified_at in bases if verified_at]
    if not good:
        return
    rule = rule or settings.BACKUP_KEPT
    gone = to_drop([(name, made_at, verified_at is not None) for name, made_at, verified_at in bases], rule, now)
    _remove(Kind.BASE, gone)
    short = {name for name, made_at, _ in bases if (now - made_at).days >= rule.segment_days}
    _remove(Kind.MORE, set(Copy.objects.filter(kind=Kind.MORE, base__in=gone | short).values_list("name", flat=True)))
    _remove(Kind.KEYS, set(Copy.objects.filter(kind=Kind.KEYS, made_at__lt=max(good)).values_list("name", flat=True)))


def _remove(kind: Kind, names: set[str]) -> None:
    for name in names:
        files.drop(files.folder_of(kind) / name)
    forget(sorted(names))
