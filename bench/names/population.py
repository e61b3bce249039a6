"""Invents a population: a million people in seconds, the same ones again for the same seed. No real person stands behind them.

The frequent names are those of the country pack (`packs/ht/names.csv`) with its weights. No country consists of a hundred family
names, so behind them comes a tail composed of syllables, in the manner that given names are made in Haiti (Wil + ner, Guer + line),
each name rarer than the one before (Zipf). How much of a population has a frequent name is a guess, written in `population_names`; of a
million people so made one in seven shares the full name with another. Nobody counted how it really is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

import bench
from bench.names.population_names import COUNTRIES, Country

Words = npt.NDArray[np.object_]
Numbers = npt.NDArray[np.int64]

PACK = Path(bench.__file__).parents[1] / "packs" / "ht" / "names.csv"
TODAY = 2026


def compose(rng: np.random.Generator, pieces: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], count: int) -> list[str]:
    """Different names of two or three syllables each, in an order that tells nothing; fewer where the syllables do not suffice."""
    made: dict[str, None] = {}
    for _attempt in range(4):
        drawn = [np.array(part, dtype=object)[rng.integers(0, len(part), count)] for part in pieces]
        made.update(dict.fromkeys((drawn[0] + drawn[1] + drawn[2]).tolist()))
    return list(made)[:count]


@cache
def pack_names() -> dict[tuple[str, str], tuple[list[str], npt.NDArray[np.float64]]]:
    """The frequent names of each country and kind (`family`, `given-f`, `given-m`) with their shares."""
    rows: dict[tuple[str, str], list[tuple[str, float]]] = {}
    with PACK.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault((row["country"], row["kind"]), []).append((row["name"], float(row["weight"])))
    found = {}
    for key, pairs in rows.items():
        weights = np.array([weight for _name, weight in pairs])
        found[key] = ([name for name, _weight in pairs], weights / weights.sum())
    return found


class Names:
    """The names of one kind in one country, to be drawn as often as each occurs."""

    def __init__(self, rng: np.random.Generator, code: str, kind: str) -> None:
        country = COUNTRIES[code]
        family = kind == "family"
        ends = country.family_ends if family else country.given_ends[kind[-1].upper()]
        listed, shares = pack_names()[code, kind]
        tail = compose(rng, (country.heads, country.middles, ends), country.tail[0 if family else 1])
        rare = 1.0 / (np.arange(len(tail)) + 20.0)
        frequent = country.frequent[0 if family else 1]
        self.words: Words = np.array([*listed, *tail], dtype=object)
        self._sums = np.cumsum(np.concatenate([shares * frequent, rare / rare.sum() * (1 - frequent)]))

    def draw(self, rng: np.random.Generator, count: int) -> Words:
        """So many names, with repetition."""
        drawn = np.searchsorted(self._sums, rng.random(count) * self._sums[-1], side="right")
        words: Words = self.words[np.minimum(drawn, len(self.words) - 1)]
        return words


@dataclass(frozen=True, slots=True)
class Individual:
    """One invented person. `birth` is year, month, day as eight digits, 00 or 0000 for what nobody knows."""

    key: str
    family: str
    given: str
    birth: int
    sex: str
    nationality: str
    document: str


@dataclass(frozen=True, slots=True)
class Population:
    """Columns, one line per person."""

    family: Words
    given: Words
    birth: Numbers
    sex: Words
    nationality: Words
    document: Numbers

    def __len__(self) -> int:
        return len(self.birth)

    def one(self, row: int) -> Individual:
        """The person of one line; the key is the number of the line."""
        return Individual(
            str(row),
            self.family[row],
            self.given[row],
            int(self.birth[row]),
            self.sex[row],
            self.nationality[row],
            f"{self.nationality[row][0]}{self.document[row]:08}",
        )

    def __iter__(self) -> Iterator[Individual]:
        return (self.one(row) for row in range(len(self)))


def births(rng: np.random.Generator, count: int) -> Numbers:
    """Birth dates, more young people than old; 6 % known by the year only, 3 % not at all, 4 % put down as 1 January."""
    ages = np.minimum(rng.gamma(3.0, 11.0, count), 99).astype(np.int64)
    month, day = rng.integers(1, 13, count), rng.integers(1, 29, count)
    day += np.where((month != 2) & (rng.random(count) < 0.08), 2, 0)
    date = (TODAY - 1 - ages) * 10_000 + month * 100 + day
    chance = rng.random(count)
    date = np.where(chance < 0.13, date // 10_000 * 10_000 + 101, date)
    date = np.where(chance < 0.09, date // 10_000 * 10_000, date)
    return np.where(chance < 0.03, 0, date)


def given_names(rng: np.random.Generator, country: Country, names: Names, count: int) -> Words:
    """One given name, or two, apart or with a hyphen."""
    first, second = names.draw(rng, count), names.draw(rng, count)
    chance = rng.random(count)
    joined = np.where(chance < country.compound_given, first + "-" + second, first)
    given: Words = np.where(chance > 1 - country.second_given, first + " " + second, joined)
    return given


def people(seed: int, count: int) -> Population:
    """So many people of the four countries, mixed. The names that exist are those of the seed 0, whoever bears them."""
    rng = np.random.default_rng([seed, 1])
    codes = list(COUNTRIES)
    shares = np.array([COUNTRIES[code].share for code in codes])
    nation = rng.choice(len(codes), count, p=shares / shares.sum())
    sex = rng.integers(0, 2, count)
    family, given = np.empty(count, dtype=object), np.empty(count, dtype=object)
    for number, code in enumerate(codes):
        here = nation == number
        families = known_names(code, "family")
        total = int(here.sum())
        one, two = families.draw(rng, total), families.draw(rng, total)
        family[here] = np.where(rng.random(total) < COUNTRIES[code].second_family, one + " " + two, one)
        for which, kind in enumerate(("given-f", "given-m")):
            these = here & (sex == which)
            given[these] = given_names(rng, COUNTRIES[code], known_names(code, kind), int(these.sum()))
    letters = np.array(["F", "M"], dtype=object)
    documents = rng.integers(0, 10**8, count)
    return Population(family, given, births(rng, count), letters[sex], np.array(codes, dtype=object)[nation], documents)


@cache
def known_names(code: str, kind: str) -> Names:
    """The names that exist: the same for every population."""
    return Names(np.random.default_rng([0, list(COUNTRIES).index(code), len(kind) + ord(kind[-1])]), code, kind)
