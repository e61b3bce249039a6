"""Looking a traveller up in the locked list of a post. Only what the traveller's own data open is ever read (ADR 17)."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from lakay.sync.queries import own_post
from lakay.watchlist.held import Held, Mark, Rows
from lakay.watchlist.locking import pepper
from lakay.watchlist.models import Lock
from lakay.watchlist.rules.locks import Locked, Opening, openings, places, unlock


def _slots(some: set[UUID] | None) -> Rows:
    locks = Lock.objects.of_others().filter(post__in=("", own_post())).exclude(slots="")
    chosen = locks if some is None else locks.filter(pk__in=some)
    for entry, slots in chosen.values_list("id", "slots").iterator(chunk_size=500):
        yield entry, places(slots)


_held = Held("watchlist.lock.", _slots)


@cache
def _workers() -> Executor:
    return ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1), thread_name_prefix="lakay-locks")


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry that a traveller's data opened: its alert, what it says, and the post where it lies if it is a decoy."""

    alert: UUID
    content: dict[str, Any]
    post: str


def opened_by(texts: Collection[str], mark: Mark) -> list[Opened]:
    """The entries that these keys open. On a node without locked entries of others it costs nothing."""
    _held.keep_up(mark)
    if _held.is_empty() or not texts:
        return []
    secret = pepper()
    found: dict[UUID, Opening] = {}
    for cost in Lock.objects.of_others().order_by("cost").values_list("cost", flat=True).distinct():
        for one in openings(texts, secret, cost, _workers()):
            found |= {entry: one for entry in _held.at(one.place) if entry not in found}
    return list(_open(found))


def _open(found: dict[UUID, Opening]) -> Iterator[Opened]:
    for lock in Lock.objects.of_others().filter(pk__in=found).exclude(slots=""):
        content = unlock(Locked(lock.slots, lock.box), found[lock.pk], lock.pk)
        if content is not None:
            yield Opened(lock.alert, content, lock.post)
