"""A store made again as it was at an instant: what came later is not held, so it must be taken again when it comes again.

Other nodes' entries that are left out leave gaps in what is known of their chains, and this store has not got so far through its peers'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from django.db import connection

from lakay.journal.core.events import Origin
from lakay.journal.core.stretches import ELSEWHERE, HELD, Stretch
from lakay.journal.foreign import chain_end
from lakay.journal.foreign.chains import load, store
from lakay.journal.models import Event, Unapplied

Lost = dict[Origin, dict[int, bytes]]
"""Entries of other nodes that are left out: by their chain, number -> hash."""

LAST = 2**62

FALL_BACK: list[Callable[[int], object]] = []
"""What modules above do then: each is told the last position that the store still has."""


def leave_out(lost: Lost, position: int) -> None:
    """Note that these are not held, and that nothing was got beyond a position of this store."""
    Unapplied.objects.exclude(event__in=Event.objects.values("id"))._raw_delete(connection.alias)
    for origin, gone in lost.items():
        before = load(origin, 1, LAST)
        store(origin, before, without(before, gone, lambda seq, origin=origin: chain_end(origin, seq) or b""))  # type: ignore[misc]
    for fall_back in FALL_BACK:
        fall_back(position)


def without(known: Sequence[Stretch], lost: Mapping[int, bytes], hash_at: Callable[[int], bytes]) -> list[Stretch]:
    """The stretches of a chain without some entries. Beyond the last that is held nothing is known."""
    left = [piece for one in known for piece in (_pieces(one, lost, hash_at) if one.held else [one])]
    while left and left[-1].state == ELSEWHERE:
        left.pop()
    return left


def _pieces(held: Stretch, lost: Mapping[int, bytes], hash_at: Callable[[int], bytes]) -> Iterator[Stretch]:
    for gone, run in groupby(range(held.first, held.last + 1), key=lambda seq: seq in lost):
        numbers = list(run)
        first, last = numbers[0], numbers[-1]
        if gone:
            yield Stretch(first, last, lost[last], ELSEWHERE)
        else:
            yield Stretch(first, last, held.end_hash if last == held.last else hash_at(last), HELD)
