"""Many people held against many entries by several processes, in order; a few are held in this one (`watchlist.rules.screening`)."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from lakay.watchlist.rules.judging import Judged, Read
from lakay.watchlist.rules.screening import Met, Screen, Sought

MANY = 5_000
"""Entries from which other processes are worth their start: each puts the whole list in order for itself, half a minute for 100,000."""

PROCESSES = 2
IN_A_STEP = 2_000
"""People held against the entries in one go."""

AHEAD = 2 * PROCESSES
"""Steps handed out before the first is taken back, so that no more is in memory."""

T = TypeVar("T")
Reads = tuple[Read, ...]
Found = list[tuple[int, Judged]]
"""The numbers of the entries that may mean somebody, each once, with the best that speaks for it."""

_screen: list[Screen] = []
"""What a process holds people against."""


def held_against(
    sought: list[Sought], steps: Iterable[list[tuple[T, Reads]]], *, many: int = MANY
) -> Iterator[list[tuple[T, Found]]]:
    """Step by step, everybody with what they meet, in the order in which they came. `Reads` are the names that one person bears."""
    if len(sought) < many:
        screen = Screen(sought)
        for step in steps:
            yield list(zip((who for who, _ in step), meet(screen, [reads for _, reads in step]), strict=True))
        return
    with ProcessPoolExecutor(min(PROCESSES, os.cpu_count() or 1), get_context("spawn"), begin, (sought,)) as pool:
        waiting: deque[tuple[list[T], Future[list[Found]]]] = deque()
        try:
            for step in steps:
                waiting.append(([who for who, _ in step], pool.submit(look, [reads for _, reads in step])))
                if len(waiting) > AHEAD:
                    yield _taken(waiting)
            while waiting:
                yield _taken(waiting)
        finally:
            pool.shutdown(cancel_futures=True)  # somebody has stopped it


def _taken(waiting: deque[tuple[list[T], Future[list[Found]]]]) -> list[tuple[T, Found]]:
    people, found = waiting.popleft()
    return list(zip(people, found.result(), strict=True))


def begin(sought: list[Sought]) -> None:
    """Put the entries in order, once in a process."""
    os.nice(5)  # the booths of this machine come first
    _screen[:] = [Screen(sought)]


def look(people: list[Reads]) -> list[Found]:
    """What some people meet."""
    return meet(_screen[0], people)


def meet(screen: Screen, people: Sequence[Reads]) -> list[Found]:
    """What each of some people meets under all names that they bear. Take many at once: some thousand are held against the list in one go."""
    found = iter(screen.all_of([read for reads in people for read in reads]))
    return [_best(next(found) for _ in reads) for reads in people]


def _best(met: Iterable[tuple[Met, ...]]) -> Found:
    best: dict[int, Judged] = {}
    for number, judged in (one for each in met for one in each):
        if number not in best or best[number].score < judged.score:
            best[number] = judged
    return sorted(best.items())
