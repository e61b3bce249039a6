"""The rules at work: what the booth writes makes them fire, in the same event."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lakay.border.actions.protection_queue import close_call, take_call
from lakay.border.models import Call, Encounter, Firing
from lakay.border.patterns import watching
from lakay.border.queries import call_status
from lakay.border.rules import Accompanied, Direction, Source
from lakay.journal.models import Event
from lakay.people.actions import declare_relation, verify_relation
from lakay.people.models import Document, Relation
from lakay.people.rules.codes import RelationKind, ToldBy
from tests.border.conftest import officer
from tests.border.patterns.conftest import Gate, fired, loaded, open_calls, person_of, protector

pytestmark = pytest.mark.django_db
ADDRESS = "12 calle Beller, Dajabón"
EDITORS = frozenset({"people:person:edit"})


def test_an_adult_with_four_children_calls_the_protection_desk(gate: Gate) -> None:
    adult = gate.meet("Elines")
    children = [gate.child() for _ in range(4)]
    for child in children[:3]:
        gate.comes_with(child, adult)
    assert fired() == []
    gate.comes_with(children[3], adult)
    [firing] = fired("adult-many-children")
    assert firing.values == {"children": 4, "without_paper": 4, "days": 30, "at_least": 4, "at_least_with_papers": 8}
    assert firing.person_id == adult.person_id
    assert sorted(firing.others) == sorted(str(child.person_id) for child in children)
    assert (firing.sex, firing.nationality, firing.pack_version) == ("F", "HTI", "2026-11")
    call = firing.call
    assert (call.source, call.reason, call.status, call.post) == ("pattern", "adult-many-children", "waiting", "HT-OUA")
    assert (call.encounter, call.person_id) == (children[3].pk, children[3].person_id), "as if the officer had called"
    assert call_status(children[3].pk) == "waiting"


def test_a_firing_is_part_of_what_the_booth_did(gate: Gate) -> None:
    adult = gate.meet()
    for _ in range(4):
        gate.comes_with(gate.child(), adult)
    event = Event.objects.order_by("seq").last()
    assert event is not None
    assert event.action == "border.minor.check"


def test_it_does_not_fire_again_in_its_window(gate: Gate) -> None:
    adult = gate.meet("Elines", number="RD9999999")
    for _ in range(6):
        gate.comes_with(gate.child(), adult)
    assert len(fired()) == 1
    gate.day = 31
    for _ in range(4):
        gate.comes_with(gate.child(), adult)
    assert len(fired()) == 2


def test_children_of_another_month_are_not_counted(gate: Gate) -> None:
    adult = gate.meet()
    for day in (0, 20, 40, 60):
        gate.day = day
        gate.comes_with(gate.child(), adult)
    assert fired() == []


def test_the_own_child_without_papers_is_one_child_however_often_it_passes(gate: Gate) -> None:
    mother = gate.meet()
    for day in range(8):
        gate.day = day
        gate.comes_with(gate.child_without_papers("Ti Wozèt Sentilis"), mother, Accompanied.PARENT)
    assert fired() == []


def test_proven_own_children_are_not_counted(gate: Gate) -> None:
    mother = gate.meet()
    children = [gate.child() for _ in range(5)]
    for child in children[:2]:
        prove(child, mother)
    for child in children:
        gate.comes_with(child, mother, Accompanied.PARENT)
    assert fired() == []


def test_a_tie_that_is_only_said_or_is_no_family_proves_nothing(gate: Gate) -> None:
    adult = gate.meet()
    children = [gate.child() for _ in range(5)]
    say(children[0], adult)
    prove(children[1], adult, RelationKind.EMPLOYING_HOUSEHOLD)
    for child in children:
        gate.comes_with(child, adult)
    [firing] = fired("adult-many-children")
    assert firing.values["children"] == 4


def say(child: Encounter, adult: Encounter, relation: RelationKind = RelationKind.PARENT) -> Relation:
    """A relation that somebody declared."""
    told = {"relation": relation, "told_by": ToldBy.DOCUMENT}
    at, by = Event.objects.latest("at").at, officer(70, permissions=EDITORS)
    receipt = declare_relation(by=by, at=at, person=person_of(child), relative=person_of(adult), **told)  # type: ignore[arg-type]
    return Relation.objects.get(pk=receipt.id_of(Relation))


def prove(child: Encounter, adult: Encounter, relation: RelationKind = RelationKind.PARENT) -> None:
    """A relation that one person declared and another verified."""
    declared = say(child, adult, relation)
    second, at = officer(71, permissions=EDITORS), Event.objects.latest("at").at
    verify_relation(by=second, at=at, relation=declared, how="birth certificate")


def test_with_papers_a_class_on_a_trip_passes(gate: Gate) -> None:
    teacher = gate.meet()
    for _ in range(7):
        gate.comes_with(gate.child(), teacher, Accompanied.AUTHORISED, paper="authorisation of the school")
    assert fired() == []
    gate.comes_with(gate.child(), teacher, Accompanied.AUTHORISED, paper="authorisation of the school")
    assert len(fired("adult-many-children")) == 1


def test_bulk_work_can_leave_it_out(gate: Gate) -> None:
    adult = gate.meet()
    for _ in range(6):
        gate.comes_with(gate.child(), adult, watch=False)
    assert fired() == []


def test_four_strangers_with_one_telephone_call_the_desk(gate: Gate) -> None:
    travellers = [gate.meet() for _ in range(4)]
    spellings = ("809-555 0101", "8095550101", "+809 555 01 01", "(809)5550101")
    for traveller, phone in zip(travellers, spellings, strict=True):
        gate.says(traveller, purpose="visit", phone=phone)
    [firing] = fired()
    assert (firing.rule, firing.values["parties"], len(firing.others)) == ("shared-phone", 4, 3)
    assert firing.person_id == travellers[3].person_id == firing.call.person_id


def test_four_strangers_with_one_address_call_the_desk(gate: Gate) -> None:
    for text in (ADDRESS, ADDRESS.upper(), "Calle Beller 12, Dajabon", ADDRESS):
        gate.says(gate.meet(), purpose="visit", address=text)
    assert [firing.rule for firing in fired()] == ["shared-address"]


def test_what_the_desk_found_needless_is_not_told_again(gate: Gate) -> None:
    for _ in range(4):
        gate.says(gate.meet(), purpose="visit", phone="8095550101")
    gate.says(gate.meet(), purpose="visit", phone="8095550101")
    assert len(fired()) == 2, "each further traveller is one to look at"
    call = fired()[0].call
    take_call(by=protector(), at=gate.at, call=call)
    close_call(by=protector(), at=gate.at, call=call, agreed=False, note="a hotel")
    gate.says(gate.meet(), purpose="visit", phone="8095550101")
    assert len(fired()) == 2
    gate.day = 31
    for _ in range(4):
        gate.says(gate.meet(), purpose="visit", phone="8095550101")
    assert len(fired()) == 3


def test_a_family_is_one_party(gate: Gate) -> None:
    family = gate.meet().pk
    for _ in range(6):
        gate.says(gate.meet(group=family), purpose="visit", address=ADDRESS, phone="8095550101")
    assert fired() == []


def test_relatives_are_one_party(gate: Gate) -> None:
    sisters = [gate.meet() for _ in range(4)]
    for one, other in pairwise(sisters):
        say(one, other, RelationKind.SIBLING)
    for sister in sisters:
        gate.says(sister, purpose="visit", phone="8095550101")
    assert fired() == []


def test_what_is_brought_in_counts_and_fires_nothing(gate: Gate) -> None:
    adult = gate.meet()
    for _ in range(5):
        gate.comes_with(gate.child(source=Source.IMPORT), adult)
        gate.says(gate.meet(source=Source.IMPORT), purpose="visit", phone="8095550101")
    assert fired() == []
    gate.comes_with(gate.child(), adult)
    gate.says(gate.meet(source=Source.LATE), purpose="visit", phone="8095550101")
    assert sorted(firing.rule for firing in fired()) == ["adult-many-children", "shared-phone"]


def test_one_woman_on_six_days_is_one_party(gate: Gate) -> None:
    for day in range(6):
        gate.day = day
        gate.says(gate.meet("Elines", number="RD9999999"), purpose="visit", phone="8095550101")
    assert fired() == []


def test_traders_share_telephones_and_that_is_no_pattern(gate: Gate) -> None:
    for _ in range(6):
        gate.says(gate.meet(), purpose="trade", phone="8095550101", address=ADDRESS)
    assert fired() == []


def test_a_town_is_no_address_and_the_hotline_no_telephone(gate: Gate) -> None:
    for _ in range(6):
        gate.says(gate.meet(), purpose="visit", phone="188", address="Dajabón")
    assert fired() == []


def leave_and_return(gate: Gate, *, days_away: int, birth: date, document: str = "RD9999999") -> None:
    """Out today, back after some days."""
    gate.passes(gate.meet("Kervens", birth=birth, number=document), Direction.EXIT, age=age(birth))
    gate.day += days_away
    gate.passes(gate.meet("Kervens", birth=birth, number=document), Direction.ENTRY, age=age(birth))
    gate.day += 1


def age(birth: date) -> int:
    return 2026 - birth.year


def test_a_child_back_for_the_third_time_within_days(gate: Gate) -> None:
    for _ in range(3):
        assert fired() == []
        leave_and_return(gate, days_away=2, birth=date(2013, 5, 1))
    [firing] = fired("quick-returns")
    assert firing.values == {"returns": 3, "days": 30, "within_days": 5, "at_least": 3}


def test_the_desk_is_called_before_the_child_walks_on(gate: Gate) -> None:
    born = date(2013, 5, 1)
    for _ in range(2):
        leave_and_return(gate, days_away=2, birth=born)
    gate.passes(gate.meet("Kervens", birth=born, number="RD9999999"), Direction.EXIT)
    gate.day += 2
    gate.turns(Direction.ENTRY)
    child = gate.meet("Kervens", birth=born, number="RD9999999")
    gate.comes_with(child, gate.meet())
    assert [firing.rule for firing in fired()] == ["quick-returns"]
    assert call_status(child.pk) == "waiting"
    gate.passes(child, Direction.ENTRY)
    assert len(fired()) == 1


@pytest.mark.tampers
def test_a_child_with_a_border_pass_comes_and_goes(gate: Gate) -> None:
    born = date(2013, 5, 1)
    for _ in range(2):
        leave_and_return(gate, days_away=2, birth=born)
    gate.passes(gate.meet("Kervens", birth=born, number="RD9999999"), Direction.EXIT)
    gate.day += 2
    gate.turns(Direction.ENTRY)
    child = gate.meet("Kervens", birth=born, number="RD9999999", kind="border-pass")
    assert child.document is not None
    Document.objects.filter(pk=child.document.pk).update(type="border-pass")
    Encounter.objects.filter(pk=child.pk).update(
        person=Encounter.objects.filter(document__type="passport").latest("at").person_id
    )
    gate.comes_with(loaded(child.pk), gate.meet())
    assert fired() == []


def test_the_day_is_that_of_the_post(gate: Gate) -> None:
    evening = gate.at.replace(hour=2)  # 21:00 of the day before, at Ouanaminthe
    assert watching._local_day("HT-OUA", evening) == gate.today - timedelta(days=1)
    assert watching._local_day("XX", evening) == gate.today


def test_a_child_who_goes_to_the_market_every_day_is_left_alone(gate: Gate) -> None:
    for _ in range(6):
        leave_and_return(gate, days_away=0, birth=date(2013, 5, 1))
    assert fired() == []


def test_a_grown_trader_is_left_alone(gate: Gate) -> None:
    for _ in range(6):
        leave_and_return(gate, days_away=2, birth=date(1985, 5, 1))
    assert fired() == []


def test_several_rules_are_several_calls_each_to_be_judged(gate: Gate) -> None:
    for _ in range(4):
        gate.says(gate.meet(), purpose="visit", phone="8095550101", address=ADDRESS)
    assert sorted(firing.rule for firing in fired()) == ["shared-address", "shared-phone"]
    assert len(open_calls()) == Call.objects.filter(source="pattern").count() == Firing.objects.count() == 2
