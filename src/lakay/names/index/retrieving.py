"""The lines of a list that share most with a question: rare words count more than common ones, wherever they stand.

Lines are numbered by birth year, so what a common word has near a birth year lies together and the rest is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lakay.names.index.building import NO_YEAR, changes
from lakay.names.index.columns import Columns
from lakay.names.index.entries import Question
from lakay.names.index.groups import Group, Vocabulary, spans
from lakay.names.index.words import asked_of

RARE = 600
"""A word of at most so many people is read for all birth years."""
READ = 100_000
"""Lines read for one question, at most; those of the telling words first."""
MOST_GROUPS = 64
"""What fits into the number that lines are added up by."""
ROUGHLY = 1024
"""Lines of which the number of words is looked at."""
WORD_OVER = 0.5
"""What a word more or less than the question has costs a line: of hundreds that have the frequent words, those come first that have no others."""
OTHER_SEX, OTHER_NATION = 2.0, 1.0
"""What another sex and another nationality cost a line, for the same reason."""
KEPT = 64
"""Lines handed on to be weighed."""
SHORTEST_PART = 3
SPLITS = 3
"""Ways to cut a word in two that are tried, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A question as groups. `joined[i]`: words i and i + 1 written as one; `split[i]`: the ways in which word i may be two."""

    words: tuple[str, ...]
    families: int
    weights: tuple[float, ...]
    single: tuple[Group, ...]
    joined: dict[int, Group]
    split: dict[int, list[tuple[Group, Group]]]

    def groups(self) -> Iterator[Group]:
        """All of them."""
        yield from self.single
        yield from self.joined.values()
        for ways in self.split.values():
            for halves in ways:
                yield from halves


def parts(question: Question, vocabulary: Vocabulary) -> Parts:
    """What the question says, word by word."""
    words, families = asked_of(question.family, question.given)
    cut = len(words) - 1 if question.truncated else -1
    single = tuple(vocabulary.group(word, cut=place == cut) for place, word in enumerate(words))
    joined = {place: vocabulary.sounding(words[place] + words[place + 1]) for place in range(len(words) - 1)}
    return Parts(
        words=words,
        families=families,
        weights=tuple(vocabulary.weight(word) for word in words),
        single=single,
        joined={place: group for place, group in joined.items() if len(group.words)},
        split={place: ways for place, word in enumerate(words) if (ways := _split(word, vocabulary))},
    )


def _split(word: str, vocabulary: Vocabulary) -> list[tuple[Group, Group]]:
    """A word that hardly anybody bears, as two that people do."""
    columns = vocabulary.columns
    if len(word) < 2 * SHORTEST_PART:
        return []
    ways = []
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, second = columns.place(word[:at]), columns.place(word[at:])
        if first >= 0 and second >= 0:
            ways.append((int(columns.counts[first]) * int(columns.counts[second]), at))
    place = columns.place(word)
    ways = [way for way in ways if place < 0 or way[0] > int(columns.counts[place])]
    return [(vocabulary.spelt(word[:at]), vocabulary.spelt(word[at:])) for _, at in sorted(ways, reverse=True)[:SPLITS]]


def retrieve(question: Question, asked: Parts, columns: Columns, edges: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The lines most worth weighing. `edges`: where each birth year from 0 to NO_YEAR + 1 begins."""
    groups = [group for group in asked.groups() if len(group.words)][:MOST_GROUPS]
    if not groups:
        return np.empty(0, dtype=np.int64)
    words = np.concatenate([group.words for group in groups])
    worth = np.concatenate([group.tells * group.alike for group in groups])
    number = np.repeat(np.arange(len(groups)), [len(group.words) for group in groups])
    first, last, which = _ranges(words, worth, columns, bands(question.birth, edges))
    read = columns.postings[spans(first, last)].astype(np.uint32).astype(np.uint64)
    label = (number[which].astype(np.uint64) << np.uint64(20)) | np.minimum(worth[which] * 40_000, 1_000_000).astype(np.uint64)
    lines, points = _added((read << np.uint64(26)) | np.repeat(label, last - first))
    if question.birth:
        points += dates_agree(question.birth, columns.births[lines])
    likely, rough = _best(lines.astype(np.int64), points, ROUGHLY)
    sizes = columns.starts[likely + 1] - columns.starts[likely]
    rough = rough - WORD_OVER * np.abs(sizes - len(asked.words)) - _others(question, columns, likely)
    return _best(likely, rough, KEPT)[0]


def _others(question: Question, columns: Columns, lines: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """What the lines lose that are of another sex or nationality."""
    sex, nation = ord(question.sex[:1] or "\0"), question.nationality[:3].encode("ascii", "replace")
    sexes, nations = columns.sexes[lines], columns.nationalities[lines]
    lost = np.where((sexes > 0) & (sexes != sex), OTHER_SEX, 0.0) if sex else np.zeros(len(lines))
    return lost + np.where((nations != b"") & (nations != nation), OTHER_NATION, 0.0) if nation else lost


def _best(
    lines: npt.NDArray[np.int64], points: npt.NDArray[np.float64], most: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """So many lines with the most points, in no order."""
    if len(points) <= most:
        return lines, points
    best = np.argpartition(-points, most)[:most]
    return lines[best], points[best]


def bands(birth: int, edges: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """The lines whose birth year may be this one: a year before and after, its last digits turned, and those of unknown year."""
    year = abs(birth) // 10_000
    if not year or year >= NO_YEAR - 2:
        return [(0, int(edges[-1]))]
    around = 1 if birth > 0 else 3
    turned = year // 100 * 100 + year % 10 * 10 + year % 100 // 10
    spots = [(year - around, year + around), (NO_YEAR, NO_YEAR)]
    if abs(turned - year) > around:
        spots.append((turned, turned))
    return sorted((int(edges[low]), int(edges[high + 1])) for low, high in spots)


def _ranges(
    words: npt.NDArray[np.int32], worth: npt.NDArray[np.float32], columns: Columns, near: Sequence[tuple[int, int]]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The stretches of the postings to read, and for which of the words each is; within the budget, the most telling first."""
    rare = columns.counts[words] <= RARE
    whole, banded = np.flatnonzero(rare), np.flatnonzero(~rare)
    which = np.concatenate([whole, *[banded for _ in near]])
    low = np.concatenate([np.zeros(len(whole), np.uint64), *[np.full(len(banded), start, np.uint64) for start, _ in near]])
    high = np.concatenate([np.full(len(whole), 1 << 31, np.uint64), *[np.full(len(banded), end, np.uint64) for _, end in near]])
    upper = words[which].astype(np.uint64) << np.uint64(32)
    first, last = np.searchsorted(columns.postings, np.stack((upper | low, upper | high)))
    order = np.argsort(-worth[which], kind="stable")
    within = order[np.cumsum((last - first)[order]) <= READ]
    if not len(within):
        within = order[:1]
    return first[within], last[within], which[within]


def _added(marked: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.float64]]:
    """Line, group and worth in one number each: the best of each group at each line, added up by line."""
    marked.sort()
    last_of_group = np.ones(len(marked), dtype=bool)
    grouped = marked >> np.uint64(20)
    np.not_equal(grouped[1:], grouped[:-1], out=last_of_group[:-1])
    kept = marked[last_of_group]
    lines = kept >> np.uint64(26)
    begins = np.flatnonzero(changes(lines))
    worth = (kept & np.uint64((1 << 20) - 1)).astype(np.float64) / 40_000
    return lines[begins], np.add.reduceat(worth, begins) if len(worth) else worth


def dates_agree(birth: int, births: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Points for the lines whose date is the one asked for, or nearly."""
    asked = abs(birth)
    dates = np.abs(births)
    day_month = dates % 10_000
    turned = asked % 100 * 100 + asked % 10_000 // 100
    points = np.where(dates // 10_000 == asked // 10_000, 2.5, 0.0)
    points += np.where((day_month == asked % 10_000) & (day_month > 0), 5.0, 0.0)
    points += np.where((day_month == turned) & (day_month > 0) & (turned != asked % 10_000), 4.0, 0.0)
    return points + np.where(day_month // 100 == asked % 10_000 // 100, 1.0, 0.0)
