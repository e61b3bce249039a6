"""Closing a place: who opens it, and who does not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.vault.sealing import DoesNotOpen
from lakay.vault.slots import PinTooShort
from lakay.whereabouts.rules.codes import PlaceKind
from lakay.whereabouts.rules.keys import MadeKey, WrongKey, make_key, open_key
from lakay.whereabouts.rules.sealing import NotForYou, Place, open_alone, open_together, pass_on, seal
from lakay.whereabouts.rules.sharing import PRIME, WIDE, BadShares, join, split

PIN = "481516"
CHEAP = (1, 8, 1)
HOUSE = Place(PlaceKind.HOST, name="Madan Jo", address="12 ri Lamatinyè", commune="HT0311", directions="Dèyè legliz la")


def a_key() -> tuple[MadeKey, bytes]:
    made = make_key(PIN, CHEAP)
    return made, open_key(made.closed, made.code, PIN)


@pytest.fixture
def people() -> dict[str, tuple[bytes, bytes]]:
    """Five people with keys: (public, private)."""
    keys = {name: a_key() for name in ("one", "two", "first", "second", "third")}
    return {name: (made.public, private) for name, (made, private) in keys.items()}


def publics(people: dict[str, tuple[bytes, bytes]], *names: str) -> dict[str, bytes]:
    return {name: people[name][0] for name in names}


def test_a_key_opens_with_its_code_and_its_pin_and_not_with_one_of_them() -> None:
    made = make_key(PIN, CHEAP)
    other = make_key(PIN, CHEAP)
    assert open_key(made.closed, made.code.lower().replace(" ", ""), PIN)
    for code, pin in ((made.code, "481517"), (other.code, PIN), ("", PIN), (made.code[:-1], PIN)):
        with pytest.raises(WrongKey):
            open_key(made.closed, code, pin)
    assert made.code.replace(" ", "").encode() not in made.closed
    with pytest.raises(WrongKey):
        open_key(b"", made.code, PIN)


def test_a_pin_that_counts_up_is_refused() -> None:
    with pytest.raises(PinTooShort):
        make_key("123456", CHEAP)


def test_each_keyholder_opens_it_alone_and_nobody_else(people: dict[str, tuple[bytes, bytes]]) -> None:
    sealed = seal(HOUSE, "c", publics(people, "one", "two"), publics(people, "first", "second"))
    for name in ("one", "two"):
        assert open_alone(sealed, "c", name, people[name][1]) == HOUSE
    with pytest.raises(NotForYou):
        open_alone(sealed, "c", "first", people["first"][1])
    with pytest.raises(DoesNotOpen):
        open_alone(sealed, "c", "one", people["first"][1])
    assert HOUSE.name.encode() not in sealed.box


def test_moved_to_another_person_it_does_not_open(people: dict[str, tuple[bytes, bytes]]) -> None:
    sealed = seal(HOUSE, "c", publics(people, "one", "two"), {})
    with pytest.raises(DoesNotOpen):
        open_alone(sealed, "d", "one", people["one"][1])


def test_two_who_may_break_the_glass_open_it_together_and_one_alone_does_not(people: dict[str, tuple[bytes, bytes]]) -> None:
    officers = ("first", "second", "third")
    sealed = seal(HOUSE, "c", publics(people, "one", "two"), publics(people, *officers))
    for asks, agrees in combinations(officers, 2):
        passed = pass_on(sealed, "c", agrees, people[agrees][1], people[asks][0])
        assert open_together(sealed, "c", asks, people[asks][1], passed) == HOUSE
        own = pass_on(sealed, "c", asks, people[asks][1], people[asks][0])
        with pytest.raises(DoesNotOpen):  # one's own share twice is one share
            open_together(sealed, "c", asks, people[asks][1], own)
        with pytest.raises(DoesNotOpen):  # what was passed to somebody else
            open_together(sealed, "c", agrees, people[agrees][1], passed)


def test_where_only_one_may_break_the_glass_nobody_is_given_a_share(people: dict[str, tuple[bytes, bytes]]) -> None:
    sealed = seal(HOUSE, "c", publics(people, "one", "two"), publics(people, "first"))
    assert sealed.wraps["glass"] == {}
    assert sealed.keys == {"one", "two"}


@given(st.binary(min_size=32, max_size=32), st.integers(2, 12), st.data())
def test_any_two_shares_make_the_key(key: bytes, count: int, data: st.DataObject) -> None:
    shares = split(key, count)
    one, other = data.draw(st.lists(st.sampled_from(shares), min_size=2, max_size=2, unique=True))
    assert join(one, other) == key


def test_a_share_alone_rules_no_key_out() -> None:
    """For any other key there is a line through the same point."""
    one, other = split(bytes(32), 2)[0], bytes(range(32))
    start, height = int.from_bytes(other, "big"), int.from_bytes(one[1:], "big")
    second = (start + 2 * (height - start)) % PRIME
    assert join(one, b"\x02" + second.to_bytes(WIDE, "big")) == other
    with pytest.raises(BadShares):
        join(one, one)
