"""What is held of one origin's chain: stretches of held events and gaps, without a hole between them, joined by their hashes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lakay.journal.core.chain import NOTHING

HELD, ELSEWHERE, PRUNED = "held", "elsewhere", "pruned"


class DoesNotFit(ValueError):
    """The hashes of a run are not those that the chain around it has: its origin has written two chains."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive numbers of a chain: held here, or not and why; the hash at its end, and what allowed its pruning."""

    first: int
    last: int
    end_hash: bytes
    state: str = HELD
    receipt: bytes = b""

    @property
    def held(self) -> bool:
        return self.state == HELD


def at_number(stretches: Sequence[Stretch], seq: int) -> Stretch | None:
    """The stretch that a number lies in."""
    place = bisect_left(stretches, seq, key=lambda stretch: stretch.last)
    return stretches[place] if place < len(stretches) and stretches[place].first <= seq else None


def enter(stretches: Sequence[Stretch], first: int, last: int, before: bytes, end_hash: bytes) -> list[Stretch]:
    """The stretches after a run has been taken in that fills a gap, or part of one, or comes after all that is known.

    `stretches` begin where the chain does or at any later stretch that ends before the run; `before` is the hash before its first
    event. Raises DoesNotFit.
    """
    place = bisect_left(stretches, first, key=lambda stretch: stretch.last)
    earlier, later = list(stretches[:place]), list(stretches[place + 1 :])
    around = stretches[place] if place < len(stretches) else None
    start = around.first if around else (earlier[-1].last + 1 if earlier else 1)
    if around and (around.held or last > around.last):
        raise ValueError("a run that lies over what is held")
    if first > start:
        earlier.append(
            replace(around, last=first - 1, end_hash=before) if around else Stretch(start, first - 1, before, ELSEWHERE)
        )
    elif before != (earlier[-1].end_hash if earlier else NOTHING):
        raise DoesNotFit(first)
    if around and last < around.last:
        later.insert(0, replace(around, first=last + 1))
    elif around and end_hash != around.end_hash:
        raise DoesNotFit(last)
    return [*_joined(earlier, Stretch(first, last, end_hash), later)]


def _joined(earlier: list[Stretch], run: Stretch, later: list[Stretch]) -> list[Stretch]:
    if earlier and earlier[-1].held:
        run = replace(run, first=earlier.pop().first)
    if later and later[0].held:
        follower = later.pop(0)
        run = replace(run, last=follower.last, end_hash=follower.end_hash)
    return [*earlier, run, *later]


def leave(stretches: Sequence[Stretch], first: int, last: int, before: bytes, end_hash: bytes, receipt: bytes) -> list[Stretch]:
    """The stretches after some held events were pruned. `before` is the hash of the event before them."""
    place = bisect_left(stretches, first, key=lambda stretch: stretch.last)
    around = stretches[place]
    if not around.held or around.first > first or around.last < last:
        raise ValueError("what is not held cannot be pruned")
    earlier, gap = list(stretches[:place]), Stretch(first, last, end_hash, PRUNED, receipt)
    if around.first < first:
        earlier.append(replace(around, last=first - 1, end_hash=before))
    elif earlier and earlier[-1].state == PRUNED:  # the later receipt covers what went before
        gap = replace(gap, first=earlier.pop().first)
    later = list(stretches[place + 1 :])
    if last < around.last:
        later.insert(0, replace(around, first=last + 1))
    return [*earlier, gap, *later]
