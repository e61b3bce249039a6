"""Somebody brings a file: its content is sealed, and what is to be done with it is asked for. The rest is done in the background."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.kernel.actors import Actor
from lakay.watchlist.actions import Waiting, open_batch
from lakay.watchlist.models import AlertList, Batch
from lakay.watchlist.working import FILES, WAKE, WANTED


def bring_file(
    pieces: Iterable[bytes],
    *,
    by: Actor,
    at: datetime,
    file_name: str,
    reason: str,
    of_list: AlertList | None = None,
    only_try: bool = False,
    said: dict[str, Any] | None = None,
) -> UUID:
    """Returns the id of the file's batch. `said`: see `Waiting`. Raises NotAllowed, ListNotStanding; nothing of the content is kept then."""
    file_hash, _size = FILES.keep(pieces)
    waiting = Waiting(file_hash, said, only_try)
    try:
        of = of_list.pk if of_list else None
        receipt = open_batch(by=by, at=at, file_name=file_name, faults=(), reason=reason, of_list=of, waiting=waiting)
    except (ValueError, PermissionError):
        if not Batch.objects.filter(file_hash=file_hash, status__in=WANTED).exists():
            FILES.drop(file_hash)
        raise
    WAKE.set()
    return receipt.id_of(Batch)
