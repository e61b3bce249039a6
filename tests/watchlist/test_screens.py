"""Many people against many entries: several processes find what one finds, row by row; whoever comes again is not weighed again."""

from __future__ import annotations

from uuid import UUID

import pytest

from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.rules import screening
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.judging import Judged, Line, Listed, Read, judge
from lakay.watchlist.rules.matching import Basis
from lakay.watchlist.rules.screening import Screen, Sought
from lakay.watchlist.screens import Reads, held_against

FAMILIES = ("Saint-Fleur", "Desrosiers", "Jean-Baptiste", "Dorvil", "Pierre", "Toussaint", "Milien")
HEARD = ("Senflè", "Dewozye", "Janbatis", "Dovil", "Pyè", "Tousen", "Milyen")
GIVEN = ("Jean Robert", "Guerline", "Wilner", "Marie Ange", "Fritz")


def sought(number: int) -> Sought:
    """One of 35 entries; every fifth is a stolen document, whose holder's name means nobody."""
    name = WantedName(FAMILIES[number % 7], GIVEN[number % 5])
    document = WantedDocument("HTI", f"RD{number:07}", "passport")
    by_name = number % 5 != 4
    return Sought(UUID(int=number), "wanted", Listed((name,), (document,), PartialDate(1980 + number % 9, 3, 7), "", ()), by_name)


def read(number: int) -> Reads:
    """Somebody who passed: most of them as they are heard, some by document, some with two names."""
    name = WantedName(HEARD[number % 7], GIVEN[number % 5])
    document = WantedDocument("HTI", f"RD{number:07}", "passport") if number % 3 == 0 else None
    one = Read(document, name, PartialDate(1980 + number % 9, 3, 7), "", "HTI")
    return (one, Read(None, WantedName("Nobody", "At All"), one.birth, "", "HTI")) if number % 4 == 0 else (one,)


ENTRIES = [sought(number) for number in range(35)]
STEPS = [[(number, read(number)) for number in range(start, start + 10)] for start in range(0, 60, 10)]


def flat(many: int) -> list[tuple[int, list[tuple[int, Judged]]]]:
    return [one for step in held_against(ENTRIES, STEPS, many=many) for one in step]


def test_everybody_is_told_in_the_order_of_the_steps_with_the_best_that_speaks_for_it() -> None:
    found = flat(many=1_000)
    assert [number for number, _ in found] == list(range(60))
    met = dict(found)
    assert [ENTRIES[number].alert.int for number, _ in met[0]] == [0]
    assert met[0][0][1].basis is Basis.DOCUMENT
    assert met[1][0][1].basis is Basis.NAME
    assert sum(bool(one) for one in met.values()) > 30


@pytest.mark.slow
def test_two_processes_find_what_one_finds_row_by_row() -> None:
    assert flat(many=1) == flat(many=1_000)


def test_whoever_comes_again_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[Read] = []

    def once(one: Read, listed: Listed, *, by_name: bool, odds: float, least: Line) -> Judged | None:
        weighed.append(one)
        return judge(one, listed, by_name=by_name, odds=odds, least=least)

    monkeypatch.setattr("lakay.watchlist.rules.screening.judge", once)
    screen, one = Screen(ENTRIES), read(1)[0]
    first = list(screen.meets(one))
    count = len(weighed)
    assert list(screen.meets(one)) == first
    assert len(weighed) == count > 0
    monkeypatch.setattr(screening, "REMEMBERED", 1)
    list(screen.meets(read(2)[0]))
    assert list(screen.meets(one)) == first, "forgotten, it is found anew"
