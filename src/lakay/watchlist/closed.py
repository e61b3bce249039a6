"""Looking a traveller up in the locked list of a post. Only what the traveller's own data open is ever read (ADR 17)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lakay.sync.queries import own_post
from lakay.watchlist.held import Held, Mark, Rows
from lakay.watchlist.locking import pepper, workers
from lakay.watchlist.models import Lock
from lakay.watchlist.rules.locks import Locked, Opening, Openings, places, unlock


def _slots(some: set[UUID] | None) -> Rows:
    locks = Lock.objects.of_others().filter(post__in=("", own_post())).exclude(slots="")
    chosen = locks if some is None else locks.filter(pk__in=some)
    if some is None:
        _costs.clear()
    for entry, slots, cost in chosen.values_list("id", "slots", "cost").iterator(chunk_size=500):
        _costs.add(cost)
        yield entry, places(slots)


_costs: set[int] = set()
"""The prices of the entries here; more than one while the hub is making all of them anew."""
_held = Held("watchlist.lock.", _slots)


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry that a traveller's data opened: its alert, what it says, and the post where it lies if it is a decoy."""

    alert: UUID
    content: dict[str, Any]
    post: str


def opened_by(keys: Collection[str], mark: Mark) -> list[Opened]:
    """The entries that these keys open. On a node without locked entries of others it costs nothing."""
    _held.keep_up(mark)
    if _held.is_empty() or not keys:
        return []
    secret = pepper()
    found: dict[UUID, Opening] = {}
    for cost in sorted(_costs):
        for one in Openings(secret, cost, workers()).of(keys):
            found |= {entry: one for entry in _held.at(one.place) if entry not in found}
    return list(_open(found))


def count() -> int:
    """How many locked entries lie here, as of the last look-up."""
    return len(_held)


def _open(found: dict[UUID, Opening]) -> Iterator[Opened]:
    for lock in Lock.objects.of_others().filter(pk__in=found).exclude(slots=""):
        content = unlock(Locked(lock.slots, lock.box), found[lock.pk], lock.pk)
        if content is not None:
            yield Opened(lock.alert, content, lock.post)
