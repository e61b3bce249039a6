"""Seeds, one after the other, and what they cost."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lakay.prove.converge.checks import Wrong, check
from lakay.prove.converge.memo import kept_answers
from lakay.prove.converge.story import NeverAgree, country, live, settle
from lakay.prove.converge.window import Lost
from lakay.prove.converge.world import World


@dataclass(frozen=True)
class Run:
    """One seed: what happened in it, its mark (the same for the same seed), and what was wrong in the end, if anything."""

    seed: int
    trace: str
    figures: Counter[str]
    fault: str
    seconds: float


def run(seed: int, posts: int, days: int) -> Run:
    """A country from its first day to the day when all agree, held against the oracle."""
    began = time.process_time()
    with kept_answers():
        world, fault = story(seed, posts, days)
    return Run(seed, world.trace, world.figures, fault, time.process_time() - began)


def story(seed: int, posts: int, days: int) -> tuple[World, str]:
    """The country as it is in the end, and what is wrong with it."""
    world = country(seed, posts)
    try:
        live(world, days)
        settle(world)
        check(world)
    except (Wrong, NeverAgree, Lost) as error:
        return world, str(error)
    return world, ""


def converge(seeds: Iterable[int], posts: int, days: int, told: Callable[[Run], None]) -> dict[str, int]:
    """Run seeds; the sum of their figures, and how many were wrong."""
    figures: Counter[str] = Counter()
    for seed in seeds:
        done = run(seed, posts, days)
        told(done)
        figures.update(done.figures)
        figures["seeds"] += 1
        figures["milliseconds of processor time"] += round(done.seconds * 1000)
        figures["wrong"] += bool(done.fault)
    return dict(figures) | {"wrong": figures["wrong"]}
