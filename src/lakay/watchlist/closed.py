"""Looking a traveller up in the locked list of a post. Only what the traveller's own data open is ever read (ADR 17)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lakay.sync.queries import own_post
from lakay.watchlist.held import LOCKS, Held, Mark, Rows
from lakay.watchlist.locking import pepper, workers
from lakay.watchlist.models import Lock
from lakay.watchlist.rules.locks import Locked, Opening, opening, places, unlock


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
_held = Held(LOCKS, _slots)

MOST_REMEMBERED = 1_000
"""Keys of those asked for last whose slow step is kept: some forty travellers. They hold sounds and years, no names."""


class Remembered:
    """The slow step of whoever was asked for last: it is paid once for the traveller in front, and before the store is held for them."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._made: OrderedDict[tuple[bytes, int, str], Opening] = OrderedDict()

    def of(self, keys: Iterable[str], secret: bytes, cost: int) -> list[Opening]:
        """What some keys make, in their order; those not asked for of late on all cores."""
        wanted = [(secret, cost, key) for key in keys]
        with self._one_at_a_time:
            known = {one: self._made[one] for one in wanted if one in self._made}
        missing = [one for one in dict.fromkeys(wanted) if one not in known]
        known |= zip(missing, workers().map(lambda one: opening(one[2], *one[:2]), missing), strict=True)
        with self._one_at_a_time:
            for one in wanted:
                self._made[one] = known[one]
                self._made.move_to_end(one)
            while len(self._made) > MOST_REMEMBERED:
                self._made.popitem(last=False)
        return [known[one] for one in wanted]


_remembered = Remembered()


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
    found: dict[UUID, Opening] = {}
    for one in _made_of(keys):
        found |= {entry: one for entry in _held.at(one.place) if entry not in found}
    return list(_open(found))


def make_ready(keys: Collection[str]) -> None:
    """Do the slow step of some keys now, so that the look-up that follows takes none. It asks nothing of the store."""
    if not _held.is_empty():
        _made_of(keys)


def _made_of(keys: Collection[str]) -> list[Opening]:
    """What some keys make, at each price of the entries here."""
    secret = pepper()
    return [one for cost in sorted(_costs) for one in _remembered.of(keys, secret, cost)]


def count() -> int:
    """How many locked entries lie here, as of the last look-up."""
    return len(_held)


def _open(found: dict[UUID, Opening]) -> Iterator[Opened]:
    for lock in Lock.objects.of_others().filter(pk__in=found).exclude(slots=""):
        content = unlock(Locked(lock.slots, lock.box), found[lock.pk], lock.pk)
        if content is not None:
            yield Opened(lock.alert, content, lock.post)
