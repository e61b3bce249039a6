"""What the patterns decide, in plain values."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lakay.border.patterns.parameters import ManyChildren, QuickReturns, Shared
from lakay.border.patterns.rules import (
    Came,
    Known,
    Move,
    Said,
    concerned,
    many_children,
    parties,
    quick_returns,
    same_humans,
    shared,
)
from lakay.kernel.partial_dates import PartialDate

MANY = ManyChildren(days=30, at_least=4, at_least_with_papers=8, own=("parent",))
SAME = Shared(days=30, at_least=3, concerns=("minors", "women"), least_words=3, left_out=(), left_out_purposes=())
QUICK = QuickReturns(
    days=30, within_days=5, at_least=2, same_day=False, concerns=("minors",), left_out_documents=("border-pass",)
)
DAY = date(2026, 11, 21)
PEOPLE = [UUID(int=number) for number in range(1, 10)]


def came(count: int, *, paper: bool = False) -> list[Came]:
    return [Came(person, paper) for person in PEOPLE[:count]]


def known(words: set[int], birth: str = "2016", sex: str = "F") -> Known:
    return Known(frozenset(words), sex, PartialDate.parse(birth))


def test_four_children_are_enough_and_three_are_not() -> None:
    assert many_children(came(3), (), (), MANY) is None
    figures = many_children(came(4), (), (), MANY)
    assert figures == {"children": 4, "without_paper": 4, "days": 30, "at_least": 4, "at_least_with_papers": 8}


def test_one_child_seven_times_is_one_child() -> None:
    assert many_children(came(1) * 7, (), (), MANY) is None


def test_children_entered_twice_count_once() -> None:
    assert many_children(came(4), [(PEOPLE[0], PEOPLE[1])], (), MANY) is None


def test_own_children_are_not_counted() -> None:
    assert many_children(came(4), (), {PEOPLE[0]}, MANY) is None
    assert many_children(came(5), (), {PEOPLE[0]}, MANY) is not None


def test_with_papers_it_takes_more_children() -> None:
    assert many_children(came(7, paper=True), (), (), MANY) is None
    figures = many_children(came(8, paper=True), (), (), MANY)
    assert figures is not None
    assert (figures["children"], figures["without_paper"]) == (8, 0)


def test_the_same_words_of_a_name_are_one_human_only_if_sex_and_birth_allow_it() -> None:
    a, b = PEOPLE[:2]
    assert same_humans({a: known({1, 2}), b: known({1, 2}, "2016-03")}) == [(a, b)]
    assert same_humans({a: known({1, 2}), b: known({1, 3})}) == []
    assert same_humans({a: known({1, 2}), b: known({1, 2}, "2012")}) == []
    assert same_humans({a: known({1, 2}), b: known({1, 2}, sex="M")}) == []
    assert same_humans({a: known(set()), b: known(set())}) == [], "two without a name are two"


def test_a_merged_record_is_the_one_it_went_into() -> None:
    a, b = PEOPLE[:2]
    assert same_humans({a: Known(frozenset(), "", PartialDate.parse(""), merged_into=b)}) == [(a, b)]


@given(links=st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))))
def test_everybody_stands_in_exactly_one_party_with_all_their_links(links: list[tuple[UUID, UUID]]) -> None:
    found = parties(PEOPLE, links)
    assert sorted(person for members in found for person in members) == sorted(PEOPLE)
    assert all(any({one, two} <= members for members in found) for one, two in links)


def said(count: int, *, counts: bool = True, group: UUID | None = None) -> list[Said]:
    return [Said(person, group, counts) for person in PEOPLE[:count]]


def test_three_strangers_with_one_address_are_enough() -> None:
    assert shared(said(2), (), PEOPLE[0], SAME) is None
    assert shared(said(3), (), PEOPLE[0], SAME) == {"parties": 3, "days": 30, "at_least": 3}


def test_a_group_is_one_party_and_so_are_relatives() -> None:
    assert shared(said(3, group=PEOPLE[8]), (), PEOPLE[0], SAME) is None
    assert shared(said(3), [(PEOPLE[0], PEOPLE[1])], PEOPLE[0], SAME) is None


def test_parties_of_men_are_not_counted() -> None:
    assert shared(said(5, counts=False), (), PEOPLE[0], SAME) is None


def test_it_fires_for_those_it_protects_not_for_the_driver() -> None:
    driver = Said(PEOPLE[5], None, counts=False)
    assert shared([*said(3), driver], (), PEOPLE[5], SAME) is None


def test_women_and_minors_are_looked_for_as_the_pack_says() -> None:
    grown, child = PartialDate.parse("1985"), PartialDate.parse("2014~")
    assert concerned("F", grown, DAY, ("women",))
    assert not concerned("M", grown, DAY, ("women", "minors"))
    assert concerned("M", child, DAY, ("minors",))
    assert not concerned("F", grown, DAY, ("minors",))
    assert concerned("M", grown, DAY, ("anybody",))


def trips(*days_away: int, document: str = "passport") -> list[Move]:
    moves, day = [], DAY
    for away in days_away:
        moves += [Move(day, "exit", document), Move(day + timedelta(days=away), "entry", document)]
        day += timedelta(days=away + 1)
    return moves


def test_two_quick_returns_fire() -> None:
    assert quick_returns(trips(2), QUICK) is None
    figures = quick_returns(trips(2, 3), QUICK)
    assert figures == {"returns": 2, "days": 30, "within_days": 5, "at_least": 2}


def test_the_market_day_is_no_return() -> None:
    assert quick_returns(trips(0, 0, 0, 0, 0, 0), QUICK) is None


def test_a_long_stay_is_no_quick_return() -> None:
    assert quick_returns(trips(2, 6), QUICK) is None
    assert quick_returns(trips(2, 2, 6), QUICK) is None, "it fires at the return that is one too many, not at any later one"


def test_crossings_with_a_pass_are_not_counted() -> None:
    assert quick_returns(trips(2, 3, document="border-pass"), QUICK) is None
