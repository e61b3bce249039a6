"""Which service comes first, and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.services.rules import NEARNESS, STALE, Offer, Reason, Wanted, Why, distance_km, fits, near_of, ranked, room_of

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
OUANAMINTHE = Wanted(place="HT0421", country="HTI", latitude=19.55, longitude=-71.72, sex="M", age=11, language="ht")
HOUSE = Offer(UUID(int=1).hex, "House", "HTI", "HT0421", None, None, (), ("ht",), "", 0, 17, "free", 10, 4, NOW)


def named(name: str, **more: object) -> Offer:
    return HOUSE._replace(id=UUID(int=sum(map(ord, name))).hex, name=name, **more)  # type: ignore[arg-type]


def order(*offers: Offer, wanted: Wanted = OUANAMINTHE) -> list[str]:
    names = {UUID(one.id): one.name for one in offers}
    return [names[one.id] for one in ranked(wanted, offers, NOW)]


def test_room_comes_before_distance_and_a_full_house_last() -> None:
    far = named("far", place="HT0111")
    full = named("full", occupied=10)
    unknown = named("unknown", capacity=None, occupied=None, counted_at=None)
    assert order(full, unknown, far) == ["far", "unknown", "full"]


def test_the_nearer_of_two_with_room_is_first_whichever_way_its_place_is_known() -> None:
    across = named("across", country="DOM", place="DO0501", latitude=19.55, longitude=-71.70)
    region = named("region", place="HT0411")
    capital = named("capital", place="HT0111")
    assert order(capital, region, across, named("here")) == ["across", "here", "region", "capital"]
    assert near_of(OUANAMINTHE, across) == Reason(Why.KM, 2)


def test_who_speaks_the_language_and_takes_no_money_comes_first_of_equals() -> None:
    spanish, paid, good = named("b", languages=("es",)), named("a", cost="paid"), named("c")
    assert order(spanish, paid, good) == ["c", "a", "b"]
    reasons = {one.id: [reason.why for reason in one.reasons] for one in ranked(OUANAMINTHE, [spanish, paid], NOW)}
    assert reasons[UUID(spanish.id)][2:] == [Why.SPEAKS_OTHER]
    assert reasons[UUID(paid.id)][2:] == [Why.SPEAKS, Why.NOT_FREE]


@pytest.mark.parametrize(
    "more",
    [{"sex": "F"}, {"age_from": 12}, {"age_to": 10}, {"areas": ("HT01",)}],
    ids=["another sex", "too young", "too old", "elsewhere"],
)
def test_a_service_that_is_not_for_them_is_left_out(more: dict[str, object]) -> None:
    assert not fits(OUANAMINTHE, named("other", **more))
    assert order(named("other", **more)) == []


@pytest.mark.parametrize("more", [{"sex": "M"}, {"age_from": 11}, {"age_to": 11}, {"areas": ("HT04",)}, {"areas": ("HT0421",)}])
def test_the_edges_are_included(more: dict[str, object]) -> None:
    assert fits(OUANAMINTHE, named("one", **more))


def test_who_does_not_know_an_age_shuts_nobody_out() -> None:
    assert fits(Wanted(), named("one", sex="F", age_from=50, areas=("HT01",)))


def test_a_figure_of_room_gets_old() -> None:
    assert room_of(named("x"), NOW) == Reason(Why.ROOM, 6)
    assert room_of(named("x", counted_at=NOW - STALE), NOW).why is Why.ROOM
    old = named("x", counted_at=NOW - STALE - timedelta(hours=22))
    assert room_of(old, NOW) == Reason(Why.ROOM_OLD, 3)
    assert room_of(named("x", occupied=12), NOW) == Reason(Why.FULL)


def test_p_codes_say_how_near() -> None:
    found = [near_of(OUANAMINTHE, named("x", place=place)).why for place in ("HT0421", "HT0422", "HT0411", "HT0111")]
    assert [*found, near_of(OUANAMINTHE, named("x", country="DOM")).why] == list(NEARNESS)
    assert near_of(OUANAMINTHE, named("x", place="")).why is Why.SAME_COUNTRY


def test_from_port_au_prince_to_ouanaminthe_is_about_135_km() -> None:
    assert 125 < distance_km(18.54, -72.34, 19.55, -71.72) < 140
    assert distance_km(19.55, -71.72, 19.55, -71.72) == 0


@given(st.permutations([named(name, occupied=taken) for name, taken in (("a", 1), ("b", 9), ("c", 10), ("d", 10), ("e", 0))]))
def test_the_order_does_not_depend_on_the_order_of_the_table(offers: list[Offer]) -> None:
    assert order(*offers) == ["a", "b", "e", "c", "d"]
