"""Where somebody stays: written, opened, moved, closed anew."""

from __future__ import annotations

import pytest

from lakay.kernel.refusals import NotAllowed
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import (
    HowMany,
    NoKey,
    add_holder,
    end_holder,
    end_key,
    make_key,
    open_circle,
    record_opening,
    reseal,
    see_openings,
)
from lakay.whereabouts.models import Circle, Keyholder, Opening, Seen, Stay
from lakay.whereabouts.rules.codes import PlaceKind
from lakay.whereabouts.rules.keys import WrongKey
from lakay.whereabouts.rules.keys import make_key as made_key
from lakay.whereabouts.rules.sealing import Place
from tests.protection.office import HOUR, NOW, opened, person
from tests.whereabouts.office import CHEAP, PIN, SHELTER, Kept, a_key, give_keys, hire, keep, key_of

pytestmark = pytest.mark.django_db
AUNT = Place(PlaceKind.FAMILY, name="Matant Jo", address="Wanament")


@pytest.fixture
def kept() -> Kept:
    return keep("roseline")


def again(kept: Kept, by: str) -> None:
    """A keyholder closes all places for those who hold keys now."""
    found = keeping.read_places(kept.stays, key_of(by))
    keys = queries.holder_keys(kept.circle), queries.glass_keys(kept.circle, NOW)
    reseal(by=person(by), at=NOW, circle=kept.circle, sealed=keeping.seal_again(found, kept.circle, *keys))


def out_of_step(kept: Kept) -> bool:
    keys = {*queries.holder_keys(kept.circle), *queries.glass_keys(kept.circle, NOW)}
    return queries.is_out_of_step(kept.stays, keys)


def test_both_keyholders_open_it_and_the_supervisor_alone_does_not(kept: Kept) -> None:
    assert kept.places("nadege") == kept.places("carole") == [SHELTER]
    assert kept.places("ginette") == kept.places("mirlande") == [None]


def test_it_opens_with_code_and_pin_alone(kept: Kept) -> None:
    for code, pin in ((a_key("carole").code, PIN), (a_key("nadege").code, "999111")):
        with pytest.raises(WrongKey):
            key_of("nadege", code, pin)


def test_an_earlier_place_stays_as_the_way_here(kept: Kept) -> None:
    kept.write(AUNT)
    assert kept.places("carole") == [AUNT, SHELTER]


def test_a_person_has_two_to_four_keyholders_with_keys_and_one_circle(kept: Kept) -> None:
    other = opened("nadege")
    mine = person("nadege").id
    for holders in ([], [mine], [mine, mine]):
        with pytest.raises(HowMany):
            open_circle(by=person("nadege"), at=NOW, intake=other, holders=holders)
    with pytest.raises(NoKey):
        open_circle(by=person("nadege"), at=NOW, intake=other, holders=[mine, person("marie").id])
    open_circle(by=person("nadege"), at=NOW, intake=kept.intake, holders=[mine, person("ginette").id])
    assert Circle.objects.count() == 1
    assert len(queries.holders_of(kept.circle)) == 2


def test_a_stranger_to_the_file_names_nobody_and_writes_no_place(kept: Kept) -> None:
    for refused in (
        lambda: add_holder(by=person("mirlande"), at=NOW, circle=kept.circle, staff=person("mirlande").id),
        lambda: kept.write(AUNT, by="mirlande"),
        lambda: record_opening(by=person("ginette"), at=NOW, circle=kept.circle, why="I supervise."),
        lambda: reseal(by=person("ginette"), at=NOW, circle=kept.circle, sealed={}),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_lost_key_is_replaced_and_another_keyholder_closes_the_places_for_the_new_one(kept: Kept) -> None:
    assert not out_of_step(kept)
    end_key(by=person("carole"), at=NOW)
    fresh = made_key(PIN, CHEAP)
    make_key(by=person("carole"), at=NOW + HOUR, public=fresh.public, closed=fresh.closed)
    assert out_of_step(kept)
    assert [found.place for found in keeping.read_places(kept.stays, key_of("carole", fresh.code))] == [None]
    again(kept, "nadege")
    assert [found.place for found in keeping.read_places(kept.stays, key_of("carole", fresh.code))] == [SHELTER]
    assert not out_of_step(kept)


def test_who_leaves_opens_nothing_that_is_closed_afterwards(kept: Kept) -> None:
    with pytest.raises(HowMany):
        end_holder(by=person("nadege"), at=NOW, holder=holder(kept, "carole"), reason="She left.")
    add_holder(by=person("nadege"), at=NOW, circle=kept.circle, staff=person("roseline").id)
    carole = key_of("carole")
    end_holder(by=person("nadege"), at=NOW, holder=holder(kept, "carole"), reason="She left.")
    with pytest.raises(NotAllowed):
        record_opening(by=person("carole"), at=NOW, circle=kept.circle, why="I want to know.")
    before = bytes(kept.stays[0].box or b"")
    again(kept, "nadege")
    assert bytes(kept.stays[0].box or b"") != before
    assert [found.place for found in keeping.read_places(kept.stays, carole)] == [None]
    assert kept.places("roseline") == [SHELTER]


def holder(kept: Kept, name: str) -> Keyholder:
    return Keyholder.objects.get(circle=kept.circle, staff=person(name).id, ended_at=None)


def test_a_fifth_keyholder_is_refused_and_a_second_naming_changes_nothing(kept: Kept) -> None:
    hire("marie")
    give_keys_by_hand = person("mirlande").id, person("ginette").id
    for staff in (*give_keys_by_hand, give_keys_by_hand[0]):
        add_holder(by=person("nadege"), at=NOW, circle=kept.circle, staff=staff)
    assert len(queries.holders_of(kept.circle)) == 4
    with pytest.raises(HowMany):
        add_holder(by=person("nadege"), at=NOW, circle=kept.circle, staff=person("roseline").id)


def test_a_border_officer_has_no_key(kept: Kept) -> None:
    with pytest.raises(NotAllowed):
        give_keys("marie")


def test_every_look_is_entered_and_the_other_keyholders_see_it(kept: Kept) -> None:
    record_opening(by=person("carole"), at=NOW, circle=kept.circle, why="To visit her.")
    record_opening(by=person("carole"), at=NOW + HOUR, circle=kept.circle, why="", worked=False)
    assert queries.unseen(person("nadege").id, [kept.circle]) == {kept.circle.pk: 2}
    assert queries.unseen(person("carole").id, [kept.circle]) == {}
    see_openings(by=person("nadege"), at=NOW + HOUR, circle=kept.circle)
    see_openings(by=person("nadege"), at=NOW + HOUR, circle=kept.circle)
    assert queries.unseen(person("nadege").id, [kept.circle]) == {}
    assert (Opening.objects.count(), Seen.objects.count()) == (2, 2)


def test_one_alone_who_may_break_the_glass_is_given_no_share_and_nothing_is_out_of_step(kept: Kept) -> None:
    end_key(by=person("ginette"), at=NOW)
    assert out_of_step(kept)
    again(kept, "nadege")
    wraps = kept.stays[0].wraps or {}
    assert (wraps["glass"], set(wraps["holders"])) == ({}, set(queries.holder_keys(kept.circle)))
    assert not out_of_step(kept)


def test_who_guesses_waits_an_hour(kept: Kept) -> None:
    for _try in range(5):
        record_opening(by=person("carole"), at=NOW, circle=kept.circle, why="", worked=False)
    with pytest.raises(NotAllowed, match="Wait an hour"):
        record_opening(by=person("carole"), at=NOW, circle=kept.circle, why="")
    record_opening(by=person("carole"), at=NOW + HOUR, circle=kept.circle, why="")
    record_opening(by=person("nadege"), at=NOW, circle=kept.circle, why="")


def test_the_tables_hold_no_word_of_the_place(kept: Kept) -> None:
    row = Stay.objects.values().get()
    told = repr({name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()})
    for word in (SHELTER.name, SHELTER.address, SHELTER.phone, SHELTER.directions):
        assert word not in told
