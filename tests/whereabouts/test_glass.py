"""Breaking the glass: two people, grounds, an hour, a review. By the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lakay.access.sessions import actor_with
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import agree_glass, ask_glass, end_glass, record_opening, refuse_glass, review_glass
from lakay.whereabouts.models import Opening
from lakay.whereabouts.rules.codes import GlassState, Judgement
from lakay.whereabouts.rules.glass import GLASS_STATES, GlassTimes
from lakay.whereabouts.rules.sealing import Place
from tests.protection.office import NOW, person
from tests.whereabouts.office import MINUTE, SHELTER, Kept, glass_of, keep, key_of

pytestmark = pytest.mark.django_db
WHY = "Her uncle is on his way there and nobody answers."
FOUND = "Both keyholders were asleep. It was right."


@pytest.fixture
def kept() -> Kept:
    return keep()


def guerda() -> Actor:
    """The data protection officer, who had no part in it."""
    return actor_with(system_actor("guerda").id, "CNLTP", "", [("data_protection_officer", "")])


def ask(kept: Kept, by: str = "mirlande") -> None:
    ask_glass(by=person(by), at=NOW, circle=kept.circle, grounds=WHY)


def agree(kept: Kept, by: str = "ginette", at: datetime = NOW, asked_by: str = "mirlande") -> None:
    to = queries.own_key(person(asked_by).id)
    assert to is not None
    passed = keeping.shares_for(kept.stays, key_of(by), bytes(to.public))
    agree_glass(by=person(by), at=at, glass=glass_of(kept), passed=passed)


def look(kept: Kept, at: datetime, by: str = "mirlande") -> list[Place | None]:
    """Enter the look, then look."""
    glass = glass_of(kept)
    record_opening(by=person(by), at=at, circle=kept.circle, why="", glass=glass)
    return [found.place for found in keeping.read_through_glass(kept.stays, glass, key_of(by))]


def test_with_a_second_person_it_opens_for_sixty_minutes_and_ends_by_itself(kept: Kept) -> None:
    ask(kept)
    with pytest.raises(NotAllowed, match="hour is over"):
        look(kept, NOW)
    agree(kept)
    assert look(kept, NOW) == [SHELTER]
    assert look(kept, NOW + 60 * MINUTE - timedelta(seconds=1)) == [SHELTER]
    for late in (NOW + 60 * MINUTE, NOW + timedelta(days=400), NOW - timedelta(days=400)):
        with pytest.raises(NotAllowed, match="hour is over"):
            look(kept, late)


def test_before_the_second_person_agrees_even_the_key_opens_nothing(kept: Kept) -> None:
    ask(kept)
    assert [found.place for found in keeping.read_through_glass(kept.stays, glass_of(kept), key_of("mirlande"))] == [None]


def test_nobody_agrees_with_themselves_nor_after_an_hour_nor_twice(kept: Kept) -> None:
    ask(kept)
    with pytest.raises(NotAllowed, match="Another person"):
        agree(kept, by="mirlande")
    with pytest.raises(NotAllowed, match="Nothing waits"):
        agree(kept, at=NOW + 60 * MINUTE)
    agree(kept, at=NOW + 59 * MINUTE)
    with pytest.raises(NotAllowed, match="Nothing waits"):
        refuse_glass(by=person("ginette"), at=NOW + 59 * MINUTE, glass=glass_of(kept))


def test_it_is_asked_with_grounds_by_those_of_the_post_who_are_no_keyholders(kept: Kept) -> None:
    with pytest.raises(NotAllowed, match="Write why"):
        ask_glass(by=person("mirlande"), at=NOW, circle=kept.circle, grounds="  ")
    with pytest.raises(NotAllowed, match="does not break"):
        ask(kept, by="carole")
    with pytest.raises(NotAllowed, match="does not break"):
        ask(kept, by="marie")


def test_only_who_asked_looks(kept: Kept) -> None:
    ask(kept)
    agree(kept)
    with pytest.raises(NotAllowed, match="Only who asked"):
        look(kept, NOW, by="ginette")


def test_the_second_person_may_say_no(kept: Kept) -> None:
    ask(kept)
    refuse_glass(by=person("ginette"), at=NOW, glass=glass_of(kept))
    assert glass_of(kept).times.state(NOW) is GlassState.REFUSED
    with pytest.raises(NotAllowed):
        agree(kept)


def test_keyholders_and_supervisor_are_told_at_once(kept: Kept) -> None:
    ask(kept)
    waits = queries.waiting_glasses(person("ginette"), Purpose.PROTECTION, NOW)
    assert [one.grounds for one in waits] == [WHY]
    agree(kept)
    look(kept, NOW)
    for name in ("nadege", "carole"):
        assert queries.unseen(person(name).id, [kept.circle]) == {kept.circle.pk: 1}
        assert queries.glasses_of(person(name), Purpose.PROTECTION, kept.circle).count() == 1
    assert Opening.objects.get().glass == glass_of(kept)


def test_it_is_reviewed_afterwards_by_somebody_who_had_no_part_in_it(kept: Kept) -> None:
    ask(kept)
    agree(kept)
    with pytest.raises(NotAllowed, match="when it is over"):
        review(kept, guerda(), NOW)
    end_glass(by=person("mirlande"), at=NOW + MINUTE, glass=glass_of(kept))
    assert glass_of(kept).passed is None
    with pytest.raises(NotAllowed, match="does not review"):
        review(kept, person("ginette"), NOW + MINUTE)
    assert queries.to_review(guerda(), Purpose.OVERSIGHT, NOW + MINUTE) == [glass_of(kept)]
    review(kept, guerda(), NOW + MINUTE)
    done = glass_of(kept)
    assert (done.judgement, done.finding, done.times.state(NOW)) == ("right", FOUND, GlassState.REVIEWED)
    assert queries.to_review(guerda(), Purpose.OVERSIGHT, NOW + MINUTE) == []


def review(kept: Kept, by: Actor, at: datetime) -> None:
    review_glass(by=by, at=at, glass=glass_of(kept), judgement=Judgement.RIGHT, finding=FOUND)


def test_every_state_is_reached_by_the_clock_as_the_table_allows() -> None:
    met = {
        GlassTimes(NOW).state(NOW),
        GlassTimes(NOW).state(NOW + 60 * MINUTE),
        GlassTimes(NOW, refused_at=NOW).state(NOW),
        GlassTimes(NOW, agreed_at=NOW).state(NOW),
        GlassTimes(NOW, agreed_at=NOW).state(NOW + 60 * MINUTE),
        GlassTimes(NOW, agreed_at=NOW, ended_at=NOW, reviewed_at=NOW).state(NOW),
    }
    assert met == set(GlassState) == set(GLASS_STATES.allowed)
