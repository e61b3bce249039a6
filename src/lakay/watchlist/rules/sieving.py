"""Which of many people have to be weighed at all: of the rest it is certain that no entry can mean them. Pure.

Many people are taken at once. Who shares a key with whom is asked in one step, dates are compared in one step, and for what is left a bound
(`lakay.names.index.bounds`) says the most that the names can tell. One in some twenty is then weighed as `screening` weighs everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from lakay.names.frequency import PEOPLE
from lakay.names.index.bounds import Most, Words
from lakay.names.index.entries import packed, sex_code
from lakay.names.index.evidence import BIRTH, FEATURES, birth_rows
from lakay.names.index.model import model
from lakay.names.index.words import asked_of, line_of
from lakay.names.tables import tables
from lakay.watchlist.rules.judging import ENOUGH_PARTS, Line, Listed, Read
from lakay.watchlist.rules.matching import name_evidence
from lakay.watchlist.rules.weighing import names_heard, question_of

Numbers = NDArray[np.int64]
ROUNDING = 0.001
"""Log-odds: the weighing counts in numbers of four bytes."""


class Sieve:
    """The entries, as far as it must be known of them who cannot be meant."""

    def __init__(self, entries: Sequence[Listed]) -> None:
        self._entries = entries
        self._births = np.array([packed(one.birth) for one in entries], dtype=np.int32)
        self._sexes = _sexes([one.sex for one in entries])
        self._nations = np.array([next(iter(one.nationalities), "")[:3] for one in entries], dtype="U3")
        self._bearers = _written_in_one(entries)
        self._lines: dict[int, tuple[Words, ...]] = {}
        coefficients = model().coefficients
        self._of = dict(zip(FEATURES, coefficients.tolist(), strict=True))
        self._by_birth = coefficients[[FEATURES.index(code) for code in BIRTH]]
        self._most = Most(model())

    def worth(self, reads: Sequence[Read], owners: Numbers, met: Numbers, least: Line) -> set[int]:
        """The numbers of the people who have to be weighed. `owners`, `met`: pairs of a person and an entry that share a key of names."""
        births = np.array([packed(read.birth) for read in reads], dtype=np.int32)
        possible = ~contradictions(births[owners], self._births[met])
        owners, met = owners[possible], met[possible]
        needed = self._needed(reads, births, owners, met, least)
        same = _exact(births[owners]) & (births[owners] == self._births[met])
        found = set[int]()
        asked: dict[int, Words] = {}
        for owner, entry, points, one_day in zip(owners.tolist(), met.tolist(), needed.tolist(), same.tolist(), strict=True):
            if owner in found:
                continue
            if owner not in asked:
                asked[owner] = self._asked(reads[owner])
            if self._may_be(asked[owner], entry, points) or (one_day and self._same_name(reads[owner], entry)):
                found.add(owner)
        return found

    def _needed(
        self, reads: Sequence[Read], births: NDArray[np.int32], owners: Numbers, met: Numbers, least: Line
    ) -> NDArray[np.float64]:
        """What the names of each pair have to tell at least, for whatever the dates, sexes and nationalities say."""
        sexes = _sexes([read.sex for read in reads])[owners]
        nations = np.array([read.nationality[:3] for read in reads], dtype="U3")[owners]
        others, countries = self._sexes[met], self._nations[met]
        both_sexes, both_nations = (sexes > 0) & (others > 0), (nations != "") & (countries != "")
        said = birth_rows(births[owners].astype(np.int64), self._births[met]) @ self._by_birth
        said += np.where(both_sexes, np.where(sexes == others, self._of["sex.same"], self._of["sex.differs"]), 0.0)
        agree, differ = self._of["nationality.same"], self._of["nationality.differs"]
        said += np.where(both_nations, np.where(nations == countries, agree, differ), 0.0)
        needed: NDArray[np.float64] = min(least.by_names, least.whole) - model().constant(len(self._entries)) - said - ROUNDING
        return needed

    def _may_be(self, asked: Words, entry: int, needed: float) -> bool:
        lines = self._lines.get(entry)
        if lines is None:
            heard = names_heard(self._entries[entry], {})
            lines = self._lines[entry] = tuple(self._told(line_of(family, given)[0]) for family, given in heard)
        return any(self._most.of(asked, line) >= needed for line in lines)

    def _same_name(self, read: Read, entry: int) -> bool:
        return name_evidence(read.name, self._entries[entry].names) is not None

    def _asked(self, read: Read) -> Words:
        question = question_of(read)
        return self._told(asked_of(question.family, question.given)[0], cut=question.truncated)

    def _told(self, words: tuple[str, ...], *, cut: bool = False) -> Words:
        """Each word tells no more than its bearers let it: those of the pack's estimate, or of what it is written in one of."""
        shares = tables().shares
        bearers = (min(_bearers(word, shares), self._bearers.get(word, PEOPLE)) for word in words)
        return Words(words, tuple(log(PEOPLE / one) for one in bearers), cut)


def _written_in_one(entries: Sequence[Listed]) -> dict[str, float]:
    """Of every word that is written in one somewhere on the list, the fewest bearers that the weighing may give it."""
    shares, found = tables().shares, dict[str, float]()
    for listed in entries:
        joined: dict[str, tuple[str, ...]] = {}
        list(names_heard(listed, joined))
        for word, parts in joined.items():
            fewest = min(_bearers(part, shares) for part in parts)
            found[word] = min(fewest, found.get(word, fewest))
    return found


def _bearers(word: str, shares: Mapping[str, float]) -> float:
    """Of a word by the pack's estimate: one at least."""
    return max(1.0, shares.get(word, 1.0))


def _sexes(sexes: Sequence[str]) -> NDArray[np.uint8]:
    return np.array([sex_code(sex) for sex in sexes], dtype=np.uint8)


def _exact(births: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whole days that are no estimate."""
    found: NDArray[np.bool_] = (births > 10_000) & (births // 100 % 100 > 0) & (births % 100 > 0)
    return found


def contradictions(births: NDArray[np.int32], listed: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Where two whole days cannot be one (`judging.contradict`). Of other dates nothing is said here."""
    day, other_day = births % 100, listed % 100
    month, other_month = births // 100 % 100, listed // 100 % 100
    one_year = births // 10_000 == listed // 10_000
    agree = one_year.astype(np.int64) + (month == other_month) + (day == other_day)
    turned = one_year & (month == other_day) & (day == other_month)
    found: NDArray[np.bool_] = _exact(births) & _exact(listed) & (agree < ENOUGH_PARTS) & ~turned
    return found
