"""Blocks put to the question one after the other, or by several processes where there is much to ask."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from lakay.disclosure.blocks import Block
from lakay.disclosure.probing import Prober
from lakay.disclosure.solver import Infeasible
from lakay.disclosure.watching import Watch

SEED = 20260101
PROCESSES = 2
MUCH = 6_000
"""Unknowns from which other processes are worth their start (half a second each)."""

Narrowed = dict[int, tuple[int, int]]
Content = tuple[object, ...]
Known = dict[Content, Narrowed]
"""Answers by the content of their questions, for who asks again and again while little changes: hiding a cell changes one block of many."""


@dataclass(frozen=True, slots=True)
class Question:
    """A block with which of its unknowns are hidden counts, and how many values each of those must keep."""

    block: Block
    hidden: tuple[bool, ...]
    need: int
    zeros_shown: bool

    @property
    def content(self) -> Content:
        """All that the answer follows from."""
        rows = tuple((tuple(places), tuple(factors)) for places, factors in self.block.rows)
        return tuple(self.block.unknowns), rows, tuple(self.block.right), self.hidden, self.need, self.zeros_shown


class Impossible(ValueError):
    """No numbers fulfil a block; `number` is one of its unknowns."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def answer(asked: Question) -> Narrowed:
    """The unknowns of a block that keep too few values: least and most, by number. Raises Impossible."""
    hidden = np.array(asked.hidden, dtype=np.float64)
    lower = hidden.copy() if asked.zeros_shown else np.zeros(len(hidden))
    prober = Prober(asked.block, lower, hidden, asked.need, np.random.default_rng(SEED))
    try:
        spans = prober.narrowed()
    except Infeasible as error:
        raise Impossible(asked.block.unknowns[0]) from error
    return {asked.block.unknowns[place]: span for place, span in spans.items()}


def remembered(asked: Sequence[Question], watch: Watch, stage: str, known: Known) -> Iterator[Narrowed]:
    """The answers of `answers`; none is worked out that is `known`, and what is worked out is known from then on."""
    contents = [one.content for one in asked]
    yield from (known[content] for content in contents if content in known)
    places = [place for place, content in enumerate(contents) if content not in known]
    for place, found in answers([asked[place] for place in places], watch, stage):
        known[contents[places[place]]] = found
        yield found


def answers(asked: Sequence[Question], watch: Watch, stage: str, *, much: int = MUCH) -> Iterator[tuple[int, Narrowed]]:
    """The place of each block with its answer, in no order. Raises Impossible, and whatever `watch` raises to stop it."""
    sizes = [len(one.block.unknowns) for one in asked]
    processes = min(PROCESSES, os.cpu_count() or 1, len(asked))
    if sum(sizes) < much or processes < 2 or sum(sizes) - max(sizes) < much // 8:
        for place, one in enumerate(asked):
            yield place, answer(one)
            watch(stage, place + 1, len(asked))
        return
    largest_first = sorted(range(len(asked)), key=lambda place: -sizes[place])
    with ProcessPoolExecutor(processes, get_context("spawn"), _modestly) as pool:
        try:
            waiting = {pool.submit(answer, asked[place]): place for place in largest_first}
            for done, found in enumerate(as_completed(waiting), start=1):
                yield waiting[found], found.result()
                watch(stage, done, len(asked))
        finally:
            pool.shutdown(cancel_futures=True)


def _modestly() -> None:
    os.nice(5)  # the pages of this machine come first
