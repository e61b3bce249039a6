"""What a question and a line have in common, as the few numbers that the score is made of. Each can be said in words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lakay.names.index.columns import Columns
from lakay.names.index.entries import Question
from lakay.names.index.groups import CLOSE
from lakay.names.index.laying import Floats, Laid, Truth, Way, Whole, lay
from lakay.names.index.retrieving import Parts

SCALE = 10.0
"""Weights of words are divided by this, so that all numbers are near 1."""
ENOUGH = 12.0
"""Names that so much agrees on are one in two hundred thousand."""
NAME = (
    "name.same", "name.sound", "name.near", "name.loose", "name.form", "name.cut", "name.joined", "name.initial", "name.letters", "name.missing",
    "name.extra", "name.conflict", "name.part", "name.lonely", "name.order", "name.rare", "name.rarer",
)  # fmt: skip
"""What agrees by each way; `loose`: near, but less than three letters in four; `form`: a short form, or the name in another language;
`letters`: the weight of the letters that differ; `missing`: how many words of the question the line lacks; `extra`: how many words of the line
the question lacks; `conflict`: the lesser of their weights; `part`: the share of all weight that does not agree; `lonely`: at most one word
agrees; `order`: the share that stands among given names here and family names there; `rare`: the weight of all that agrees, up to ENOUGH;
`rarer`: what is more, up to as much again."""
BIRTH = (
    "birth.same", "birth.first", "birth.year", "birth.consistent", "birth.turned", "birth.digit", "birth.day", "birth.month", "birth.january",
    "birth.next_year", "birth.digits", "birth.beside", "birth.near", "birth.other", "birth.far",
)  # fmt: skip
"""One is 1, or none where one of the dates is not known, which tells nothing. `first`: the same, a 1 January, which is often put down
for an unknown day; `year`: the same year, and both know no more; `consistent`: the same as far as both are known; `turned`: day and
month; `digit`: the day of the month differs by one digit, or by one; `day`: another day; `month`: the same year; `january`: the year
agrees and one is 1 January; `next_year`: the same day one year apart; `digits`: the same day, the last digits
of the year turned; `beside`: one year apart or its digits turned, and the rest the same as far as known;
`near`: up to two years apart; `other`: the same day of another year; `far`: none of these."""
REST = ("sex.same", "sex.differs", "nationality.same", "nationality.differs")
FEATURES = NAME + BIRTH + REST


def evidence(question: Question, asked: Parts, columns: Columns, lines: Whole, weights: npt.NDArray[np.float32]) -> Floats:
    """The numbers in the order of FEATURES, one row a line. `weights`: what each word of the vocabulary tells, by itself."""
    laid = lay(asked, columns, lines)
    return np.concatenate(
        (
            _names(laid, asked, columns, lines, weights),
            birth_rows(question.birth, columns.births[lines]),
            _rest(question, columns, lines),
        ),
        axis=1,
    )


def _names(laid: Laid, asked: Parts, columns: Columns, lines: Whole, weights: npt.NDArray[np.float32]) -> Floats:
    by_way = {way: np.where(laid.way == way, laid.tells, 0.0).sum(axis=1) for way in Way}
    loose = np.where((laid.way == Way.NEAR) & (laid.alike < CLOSE), laid.tells, 0.0).sum(axis=1)
    agreed = laid.tells.sum(axis=1)
    missing = np.where(laid.way == Way.NONE, np.array(asked.weights), 0.0).sum(axis=1)
    extra = np.where(laid.used, 0.0, weights[np.maximum(laid.words, 0)]).sum(axis=1)
    lost = missing + extra
    here = np.arange(len(asked.words)) < asked.families
    there = laid.at < columns.families[lines][:, None]
    moved = np.where((laid.at >= 0) & (here != there), laid.tells, 0.0).sum(axis=1)
    numbers = [
        by_way[Way.SAME] / SCALE,
        by_way[Way.SOUND] / SCALE,
        (by_way[Way.NEAR] - loose) / SCALE,
        loose / SCALE,
        *(by_way[way] / SCALE for way in (Way.FORM, Way.CUT, Way.JOINED, Way.INITIAL)),
        (laid.tells * (1 - laid.alike)).sum(axis=1) / SCALE,
        (laid.way == Way.NONE).sum(axis=1),
        (~laid.used).sum(axis=1),
        np.minimum(missing, extra) / SCALE,
        lost / np.maximum(lost + agreed, 1e-6),
        (laid.way != Way.NONE).sum(axis=1) < 2,
        moved / np.maximum(agreed, 1e-6),
        np.minimum(agreed, ENOUGH) / SCALE,
        np.clip(agreed - ENOUGH, 0, ENOUGH) / SCALE,
    ]
    return np.stack(numbers, axis=1).astype(np.float64)


def birth_rows(birth: int | Whole, births: npt.NDArray[np.int32]) -> Floats:
    """Which of BIRTH it is: the first that fits. `birth`: of one question, or of as many as there are lines."""
    asked: Whole = np.abs(np.asarray(birth, dtype=np.int64))
    listed = np.abs(births.astype(np.int64))
    year, rest = listed // 10_000, listed % 10_000
    our_year, our_rest = asked // 10_000, asked % 10_000
    apart = np.abs(year - our_year)
    same_rest = (rest == our_rest) & (rest % 100 > 0)
    partly = (rest == 0) | (our_rest == 0) | ((rest // 100 == our_rest // 100) & ((rest % 100 == 0) | (our_rest % 100 == 0)))
    turned = our_rest % 100 * 100 + our_rest // 100
    digits = our_year // 100 * 100 + our_year % 10 * 10 + our_year % 100 // 10
    estimated = (births < 0) | (birth < 0)
    known = (year > 0) & (our_year > 0)
    tests = (
        (apart == 0) & same_rest & (rest != 101),
        (apart == 0) & same_rest,
        (apart == 0) & (rest == 0) & (our_rest == 0),
        ((apart == 0) & partly) | (estimated & (apart <= 2)),
        (apart == 0) & (rest == turned),
        (apart == 0) & _one_digit(rest, our_rest),
        (apart == 0) & (rest // 100 == our_rest // 100),
        (apart == 0) & (rest != 101) & (our_rest != 101),
        apart == 0,
        (apart == 1) & same_rest,
        (year == digits) & same_rest,
        ((apart == 1) | (year == digits)) & partly,
        apart <= 2,
        same_rest,
        np.ones(len(births), dtype=bool),
    )
    first = np.argmax(np.stack(tests, axis=1), axis=1)
    found: Floats = np.eye(len(BIRTH))[first] * known[:, None]
    return found


def _one_digit(rest: Whole, our_rest: Whole) -> Truth:
    """Whether the days of one month are neighbours, or differ in one of their two digits."""
    day, ours = rest % 100, our_rest % 100
    found: Truth = (rest // 100 == our_rest // 100) & (
        (np.abs(day - ours) == 1) | (day % 10 == ours % 10) | (day // 10 == ours // 10)
    )
    return found


def _rest(question: Question, columns: Columns, lines: Whole) -> Floats:
    """Sex and nationality, where both are known."""
    sexes, nations = columns.sexes[lines], columns.nationalities[lines]
    sex, nation = ord(question.sex[:1] or "\0"), question.nationality[:3].encode("ascii", "replace")
    both_sexes, both_nations = (sexes > 0) & (sex > 0), (nations != b"") & (nation != b"")
    numbers = [
        both_sexes & (sexes == sex),
        both_sexes & (sexes != sex),
        both_nations & (nations == nation),
        both_nations & (nations != nation),
    ]
    return np.stack(numbers, axis=1).astype(np.float64)
