"""Where the keys of a list are, in memory: so that a node knows at once, for nearly every traveller, that nobody is meant.

Twelve bytes a key, in order. What the list became since is seen by the journal's own count of what entered the store, asked each time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import QuerySet

from lakay.journal.models import Event, Head, Reference
from lakay.watchlist.rules.ordered import Ordered

FRESH = 50_000
"""Keys that came since the list was put in order; with more it is put in order anew."""

Mark = tuple[str, int, int, bytes]
Rows = Iterable[tuple[UUID, Sequence[int]]]
Source = Callable[[set[UUID] | None], Rows]
"""The entries with their keys (64 bits, signed): all of them, or those of some ids."""

NOTHING: Mark = ("", -1, -1, b"")

LIST, LOCKS = "watchlist.", "watchlist.lock."
"""The start of the names of all actions of the list, and of those among them that only lock it for the posts."""


def mark_now() -> Mark:
    """How far the store has come: which store it is, its count of entries and of destroyed keys, and the hash of its own chain."""
    head = Head.objects.values_list("epoch", "position", "key_generation", "hash").first()
    return (*head[:3], bytes(head[3])) if head else ("", 0, 0, b"")


def follows(before: Mark, now: Mark) -> bool:
    """Whether what was known at one mark can be kept up to another: the same store, no key destroyed since, and nothing taken back."""
    return (before[0], before[2]) == (now[0], now[2]) and (before == now or before[1] < now[1])


def came(actions: str, after: Mark, until: Mark) -> QuerySet[Event]:
    """What entered the store between two marks by some actions, the start of their names."""
    return Event.objects.filter(position__gt=after[1], position__lte=until[1], action__startswith=actions)


class Held:
    """The keys of one list, kept up with the store. `actions`: by which the list changes, the start of their names."""

    def __init__(self, actions: str, source: Source) -> None:
        self._actions = actions
        self._source = source
        self._one_at_a_time = threading.Lock()
        self.mark = NOTHING
        self._ordered: Ordered[UUID] = Ordered()
        self._fresh: dict[int, set[UUID]] = {}
        self._came: set[UUID] = set()

    def at(self, key: int) -> Iterator[UUID]:
        """The entries under a key, as far as they were when it was last kept up; what was ended since is seen when it is fetched."""
        yield from self._ordered.at(key)
        yield from self._fresh.get(key, ())

    def __len__(self) -> int:
        return len(self._ordered.entries) + len(self._came)

    def is_empty(self) -> bool:
        """Whether there is nothing to be found at all."""
        return not self._ordered.entries and not self._fresh

    def keep_up(self, mark: Mark) -> None:
        """Take in what the list became up to a mark of the store."""
        if mark != self.mark:
            with self._one_at_a_time:
                now = mark_now()  # another thread may have taken it in meanwhile, and more
                if now != self.mark:
                    self._catch_up(now)

    def forget(self) -> None:
        """Read everything anew the next time."""
        self.mark = NOTHING

    def _catch_up(self, mark: Mark) -> None:
        before = self.mark
        if not follows(before, mark) or len(self._fresh) > FRESH:
            self._ordered, self._fresh, self._came = Ordered(self._source(None)), {}, set()
        else:
            events = came(self._actions, before, mark)
            if changed := set(Reference.objects.filter(event__in=events).values_list("ref", flat=True)):
                self._add(self._source(changed))
        self.mark = mark

    def _add(self, rows: Rows) -> None:
        for entry, keys in rows:
            self._came.add(entry)
            for key in keys:
                self._fresh.setdefault(key, set()).add(entry)
