"""Every write about copies: what was taken and checked (technical rows), what somebody asked for, and drills (events)."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.backup.models import Copy, Drill, Trial
from lakay.backup.permissions import CAN_RESTORE, CAN_VERIFY, check_can_restore, check_can_verify
from lakay.backup.rules import Kind, TrialStatus
from lakay.journal.act import Act
from lakay.journal.core import seal
from lakay.journal.keys import node_keys
from lakay.journal.writer import run_write
from lakay.journal.writing import action
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose

BACKUP = "backup"
RESTORER = system_actor("restore", frozenset({CAN_RESTORE}))
DRILLER = system_actor("restore-drill", frozenset({CAN_VERIFY}))
OPEN = (TrialStatus.ASKED, TrialStatus.RUNNING)


class AlreadyAsked(RuntimeError):
    """A check is waiting or under way."""


def note_copy(**values: Any) -> UUID:
    """Note a copy that was begun, good or failed. `file_key` is sealed here."""
    id_ = new_id()
    key: bytes = values.pop("file_key", b"")
    wrapped = seal.wrap(_local_key(), id_, key, os.urandom) if key else b""
    run_write(lambda _batch: Copy.objects.create(id=id_, file_key=wrapped, **values) and None)
    return id_


def file_key_of(copy: Copy) -> bytes:
    """The key of a file that this node still remembers. Raises LookupError once it has forgotten it."""
    if not copy.file_key:
        raise LookupError(copy.name)
    return seal.unwrap(_local_key(), copy.id, bytes(copy.file_key))


def note_verified(copy: UUID, at: datetime, seconds: int) -> None:
    """A copy counts from now on. With a base, the keys of older files are forgotten: only the key on paper opens those."""

    def write(_batch: Any) -> None:
        Copy.objects.filter(id=copy).update(verified_at=at, seconds=seconds, problem="")
        found = Copy.objects.get(id=copy)
        if found.kind == Kind.BASE:
            Copy.objects.filter(made_at__lt=found.made_at).update(file_key=b"")

    run_write(write)


def note_problem(copy: UUID, problem: str) -> None:
    """A copy does not count, and why."""
    run_write(lambda _batch: Copy.objects.filter(id=copy).update(verified_at=None, problem=problem))


def forget(names: list[str]) -> None:
    """Copies whose files were removed."""
    if names:
        run_write(lambda _batch: Copy.objects.filter(name__in=names).delete())


def ask_trial(*, by: Actor, at: datetime) -> UUID:
    """Ask for a copy to be taken and checked now. Raises NotAllowed, AlreadyAsked."""
    check_can_verify(by)
    id_ = new_id()

    def write(_batch: Any) -> None:
        if Trial.objects.filter(status__in=OPEN).exists():
            raise AlreadyAsked
        Trial.objects.create(id=id_, asked_by=by.id, agency=by.agency, post=by.post, asked_at=at)

    run_write(write)
    return id_


def cancel_trial(*, by: Actor, at: datetime) -> None:
    """Stop the check that waits or is under way. Raises NotAllowed."""
    check_can_verify(by)
    cancelled = {"status": TrialStatus.CANCELLED.value, "ended_at": at}
    run_write(lambda _batch: Trial.objects.filter(status__in=OPEN).update(**cancelled))


def note_trial(trial: UUID, **values: Any) -> bool:
    """How far a check is. Returns whether it is still wanted: nobody has stopped it."""
    return bool(run_write(lambda _batch: Trial.objects.filter(id=trial, status__in=OPEN).update(**values)))


@action("backup.drill.note", Purpose.ADMINISTRATION)
def note_drill(act: Act, *, by: Actor, at: datetime, what: str, copy: str, head: str, outcome: str, seconds: int) -> None:
    """Enter that somebody had a copy restored to see that it can be, and how long it took. Raises NotAllowed."""
    check_can_verify(by)
    _drill(act, by, at, what=what, copy=copy, head=head, outcome=outcome, seconds=seconds)


@action("backup.store.restore", Purpose.ADMINISTRATION)
def note_restore(act: Act, *, by: Actor, at: datetime, copy: str, head: str, seconds: int) -> None:
    """The first entry of a restored store: from which copy it was made and up to which entry. Raises NotAllowed."""
    check_can_restore(by)
    _drill(act, by, at, what="restore", copy=copy, head=head, outcome="good", seconds=seconds)


def _drill(act: Act, by: Actor, at: datetime, **values: Any) -> None:
    act.create(Drill, at=at, by=by.id, agency=by.agency, post=by.post, **values)


def _local_key() -> bytes:
    return seal.class_key(node_keys().wrapping, BACKUP)
