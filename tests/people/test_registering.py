"""Registering, correcting, naming."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from lakay.journal.models import Event
from lakay.journal.writing import CommandReused
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from lakay.people.actions import add_name, correct_person, end_name, register_person
from lakay.people.actions.persons import NoNameGiven
from lakay.people.models import Document, Person, PersonName, PersonToken
from lakay.people.queries import names_of, names_to_show
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import BadNationality, DocumentGiven, NameGiven, NoName, Particulars
from tests.people.conftest import NOW

pytestmark = pytest.mark.django_db

MARIE = NameGiven(NameKind.SPOKEN, "Pierre", "Marie José")


def test_a_person_is_registered_with_names_and_documents(rose):
    known = Particulars("F", PartialDate.parse("1991~"), ("HTI", "DOM"))
    shown = DocumentGiven("passport", "HTI", "AB 123-4567", expires_on=date(2030, 1, 1))
    receipt = register_person(by=rose, at=NOW, names=[MARIE], particulars=known, documents=[shown])
    person = Person.objects.get(id=receipt.id_of(Person))
    assert (person.sex, person.birth, person.nationalities) == ("F", "1991~", ["HTI", "DOM"])
    assert person.born == known.birth
    assert [name.shown for name in names_of(person)] == ["Marie José Pierre"]
    assert Document.objects.get(person=person).number == "AB 123-4567"


def test_nothing_personal_stands_openly_in_the_journal(rose):
    known = Particulars("F", PartialDate.parse("1991-03-04"), ("HTI",))
    shown = DocumentGiven("passport", "HTI", "AB1234567", mrz="P<HTIPIERRE<<MARIE")
    receipt = register_person(by=rose, at=NOW, names=[MARIE], particulars=known, documents=[shown])
    body = bytes(Event.objects.get(id=receipt.event).body).decode()
    key = Document.objects.get(number="AB1234567").number_key
    tokens = [str(row.token) for row in PersonToken.objects.all()]
    for secret in ["Pierre", "Marie", "PIERRE", "1991-03", "AB1234567", key, *tokens, '"F"', "HTI"]:
        assert secret not in body


def test_the_same_command_registers_once(rose):
    command = uuid4()
    first, again = (register_person(by=rose, at=NOW, names=[MARIE], particulars=Particulars(), command=command) for _ in range(2))
    assert first == again
    assert Person.objects.count() == 1
    with pytest.raises(CommandReused):
        register_person(by=rose, at=NOW, names=[MARIE], particulars=Particulars("F"), command=command)


def test_somebody_without_permission_registers_nobody(stranger):
    with pytest.raises(NotAllowed):
        register_person(by=stranger, at=NOW, names=[MARIE], particulars=Particulars())
    assert Person.objects.count() == 0


def test_a_person_without_any_name_is_not_registered(rose):
    with pytest.raises(NoNameGiven):
        register_person(by=rose, at=NOW, names=[], particulars=Particulars())


@pytest.mark.parametrize("text", ["", "  ", "...", "123"])
def test_a_name_has_letters(text):
    with pytest.raises(NoName):
        NameGiven(NameKind.SPOKEN, whole=text)


@pytest.mark.parametrize("code", ["", "hti", "HAIT", "H1", "ÉTI"])
def test_a_nationality_is_a_code(code):
    with pytest.raises(BadNationality):
        Particulars(nationalities=(code,))


def test_a_correction_enters_only_what_changed(register, rose):
    person = register(birth="1991", sex="F")
    correct_person(by=rose, at=NOW, person=person, particulars=Particulars("F", PartialDate.parse("1991-03-04")))
    person.refresh_from_db()
    assert person.birth == "1991-03-04"
    assert set(person.versions) == {"*", "birth"}


def test_correcting_nothing_writes_nothing(register, rose):
    person = register(birth="1991", sex="F")
    before = Event.objects.count()
    correct_person(by=rose, at=NOW, person=person, particulars=Particulars("F", PartialDate.parse("1991")))
    assert Event.objects.count() == before


def test_a_second_name_adds_only_new_keys(register, rose):
    person = register("Marie José", "Pierre")
    add_name(by=rose, at=NOW + timedelta(seconds=1), person=person, name=NameGiven(NameKind.NICKNAME, whole="Ti Marie"))
    tokens = list(PersonToken.objects.filter(person=person).values_list("token", flat=True))
    assert len(tokens) == len(set(tokens)) == 4
    assert [name.shown for name in names_of(person)] == ["Marie José Pierre", "Ti Marie"]


def test_an_ended_name_is_no_longer_shown(register, rose):
    person = register("Marie José", "Pierre")
    end_name(by=rose, at=NOW, name=PersonName.objects.get(person=person))
    assert list(names_of(person)) == []


def test_lists_show_the_printed_name_before_the_spoken_one(register, rose, django_assert_num_queries):
    marie, jean = register("Mari", "Pyè"), register("Jean", "Paul")
    add_name(by=rose, at=NOW, person=marie, name=NameGiven(NameKind.PRINTED, "Pierre", "Marie"))
    add_name(by=rose, at=NOW, person=marie, name=NameGiven(NameKind.NICKNAME, whole="Ti Mari"))
    with django_assert_num_queries(1):
        shown = names_to_show([marie.id, jean.id])
    assert shown == {marie.id: "Pierre, Marie", jean.id: "Paul, Jean"}
