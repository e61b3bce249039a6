"""A year at the gates, day by day, many movements to a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lakay.demo.crowd import Crowd
from lakay.demo.day import play_day
from lakay.demo.desk import Officers
from lakay.demo.rhythm import GATES, share_out
from lakay.journal.keys import KeyRing
from lakay.journal.writer import one_turn

IN_A_COMMIT = 1_200

Plan = list[tuple[date, str, int]]
GATE_OF = {gate.post: gate for gate in GATES}


def play(
    *,
    counts: Mapping[tuple[date, str], int],
    officers: Mapping[str, Officers],
    crowd: Crowd,
    progress: Callable[[int], None],
    ring: KeyRing,
    done: int = 0,
) -> int:
    """Let people pass, by day and gate as `counts` says. Returns how many have passed with those `done` before.

    `ring` holds the keys of those who pass again.
    """
    for chunk in _chunks(counts):
        with one_turn(ring):
            for day, post, count in chunk:
                play_day(officers[post], GATE_OF[post], day, count, crowd)
                done += count
        progress(done)
    return done


def _chunks(counts: Mapping[tuple[date, str], int]) -> Iterator[Plan]:
    """Days of gates, as many to a commit as have some hundred movements together."""
    chunk: Plan = []
    for (day, post), count in counts.items():
        if count:
            chunk.append((day, post, count))
        if sum(part[2] for part in chunk) >= IN_A_COMMIT:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


__all__ = ["GATES", "play", "share_out"]
