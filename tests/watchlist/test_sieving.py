"""Many people at once: whoever is left out has nobody to meet, and the others meet whom they met one by one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from random import Random
from uuid import UUID

import numpy as np
import pytest

from bench.names.noise import ask
from bench.names.population import Individual, Population, people
from bench.names.search_index import as_read
from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.names.index.entries import packed
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.judging import Judged, Listed, Read, contradict
from lakay.watchlist.rules.screening import Screen, Sought
from lakay.watchlist.rules.sieving import contradictions

LISTED, PASSED = 1_500, 115
Met = tuple[tuple[int, Judged], ...]


@cache
def population() -> Population:
    return people(1, LISTED)


def born(number: int) -> PartialDate:
    """A date of eight digits."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    try:
        return PartialDate(year or None, month or None, (day or None) if month else None, estimated=number % 7 == 3)
    except BadDate:
        return PartialDate(year or None)


def document(one: Individual) -> WantedDocument:
    return WantedDocument(one.nationality, one.document, "passport")


def sought(one: Individual) -> Sought:
    """An entry; every ninth is about a document, and every fifth has a second name."""
    number = int(one.key)
    names = [WantedName(one.family, one.given)]
    if number % 5 == 0:
        names.append(WantedName(population().one((number + 1) % LISTED).family, one.given))
    listed = Listed(tuple(names), (document(one),), born(one.birth), one.sex, (one.nationality,))
    return Sought(UUID(int=number), "wanted", listed, by_name=number % 9 > 0)


@cache
def screen(count: int) -> Screen:
    """The first entries."""
    return Screen(sought(population().one(number)) for number in range(count))


def strangers() -> list[Read]:
    """People of the same names."""
    return [
        Read(document(one), WantedName(one.family, one.given), born(one.birth), one.sex, one.nationality)
        for one in people(2, PASSED)
    ]


def listed_ones() -> list[Read]:
    """People of the list as others wrote them down, every second with a day that another one of the list has."""
    random, found = Random(3), []
    for number in range(0, LISTED, LISTED // PASSED):
        one, plain = population().one(number), as_read(population().one(number))
        asked = ask(random, one, (plain.family, plain.given))
        birth = asked.birth if number % 4 else int(population().birth[number // 2])
        read = Read(None, WantedName(asked.family, asked.given), born(birth), asked.sex, asked.nationality)
        found.append(read if number % 11 else replace(read, document=document(one)))
    return found


@pytest.mark.parametrize(("count", "met"), [(12, 1), (200, 4), (LISTED, 50)])
def test_many_at_once_meet_whom_they_meet_one_by_one(count: int, met: int) -> None:
    held, reads = screen(count), [*strangers(), *listed_ones()]
    one_by_one = [held.judged(read) for read in reads]
    assert held.all_of(reads) == one_by_one
    assert sum(map(bool, one_by_one)) >= met


def test_few_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    held, weighed = Screen(sought(population().one(number)) for number in range(LISTED)), list[Read]()

    def counted(read: Read) -> Met:
        weighed.append(read)
        return ()

    monkeypatch.setattr(held, "judged", counted)
    held.all_of(strangers())
    assert len(weighed) < PASSED // 10


def test_two_whole_days_contradict_as_one_by_one() -> None:
    days = [PartialDate(year, month, day) for year, month, day in product((1984, 1985), (3, 7, 12), (3, 7, 28))]
    days += [PartialDate(1984), PartialDate(1984, 3), PartialDate(), PartialDate(1984, 3, 7, estimated=True)]
    pairs = [(one, two) for one in days for two in days]
    numbers = [np.array([packed(date) for date in dates], dtype=np.int32) for dates in zip(*pairs, strict=True)]
    for (one, two), found in zip(pairs, contradictions(*numbers).tolist(), strict=True):
        assert found == (contradict(one, two) and one.exact is not None and two.exact is not None)
