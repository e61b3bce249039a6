"""How far this store had got through another one when it was last copied in a way that was verified."""

from __future__ import annotations

from lakay.backup.queries import verified_up_to
from lakay.journal.models import Event
from lakay.sync.core.cursors import Cursor
from lakay.sync.models import Standing


def backed_up(node: str) -> Cursor:
    """How far of a peer's store lies in a verified copy of this one: nothing before the first.

    Beside each step forward this store notes its own position at that moment; the copy holds all up to its own last entry.
    """
    position = _copied_up_to()
    row = Standing.objects.filter(node=node).first()
    marks = [Cursor.from_json(cursor) for at, cursor in ((row and row.marks) or []) if at <= position]
    return marks[-1] if marks else Cursor()


def _copied_up_to() -> int:
    head = verified_up_to()
    if head is None:
        return -1
    own = Event.objects.filter(node=head.origin.node, epoch=head.origin.epoch, seq=head.seq)
    return own.values_list("position", flat=True).first() or -1
