"""Relations and contacts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from lakay.journal.models import Event, Reference
from lakay.kernel.refusals import NotAllowed
from lakay.people.actions import add_contact, declare_relation, end_contact, end_relation, verify_relation
from lakay.people.actions.relations import AlreadyEnded, AlreadyVerified, NothingSaid, WithThemselves
from lakay.people.models import Contact, Relation
from lakay.people.permissions import OwnRequest
from lakay.people.queries import contacts_of, relations_of
from lakay.people.rules.codes import ContactKind, RelationKind, ToldBy
from lakay.people.rules.contacts import BadContact, ContactGiven
from tests.people.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def mother(register, rose):
    """Marie is said to be Lovely's mother."""
    lovely, marie = register("Lovely", "Pierre", birth="2015"), register("Marie", "Pierre")
    receipt = declare_relation(
        by=rose, at=NOW, person=lovely, relative=marie, relation=RelationKind.PARENT, told_by=ToldBy.PERSON
    )
    return Relation.objects.get(id=receipt.id_of(Relation))


def test_a_declared_relation_is_not_a_verified_one(mother, rose):
    assert [relation.relative for relation in relations_of(mother.person)] == [mother.relative]
    assert (mother.declared_by, mother.verified_at) == (rose.id, None)


def test_both_persons_have_it_in_their_history(mother):
    event = Event.objects.get(action="people.relation.declare")
    subjects = set(Reference.objects.filter(event=event, subject=True).values_list("ref", flat=True))
    assert subjects == {mother.person_id, mother.relative_id}


def test_a_second_person_verifies_it(mother, wilner):
    verify_relation(by=wilner, at=NOW, relation=mother, how="Saw both, and the birth record")
    assert (mother.verified_by, mother.verified_how) == (wilner.id, "Saw both, and the birth record")
    with pytest.raises(AlreadyVerified):
        verify_relation(by=wilner, at=NOW, relation=mother, how="Again")


def test_nobody_verifies_what_they_wrote_down(mother, rose):
    with pytest.raises(OwnRequest):
        verify_relation(by=rose, at=NOW, relation=mother, how="I know them")


def test_a_verification_says_how(mother, wilner):
    with pytest.raises(NothingSaid):
        verify_relation(by=wilner, at=NOW, relation=mother, how=" ")


def test_an_ended_relation_is_gone_from_the_list_and_cannot_be_verified(mother, rose, wilner):
    end_relation(by=rose, at=NOW, relation=mother, reason="Her aunt, not her mother")
    assert list(relations_of(mother.person)) == []
    with pytest.raises(AlreadyEnded):
        verify_relation(by=wilner, at=NOW, relation=mother, how="Saw both")


def test_nobody_is_their_own_relative(register, rose):
    person = register()
    with pytest.raises(WithThemselves):
        declare_relation(by=rose, at=NOW, person=person, relative=person, relation=RelationKind.SIBLING, told_by=ToldBy.OTHER)


def test_a_stranger_declares_nothing(mother, stranger):
    with pytest.raises(NotAllowed):
        end_relation(by=stranger, at=NOW, relation=mother, reason="No")


def test_an_address_lies_apart_from_numbers(register, rose):
    person = register()
    add_contact(by=rose, at=NOW, person=person, contact=ContactGiven(ContactKind.PHONE, "+509 37-12 34.56", shared=True))
    later = NOW + timedelta(seconds=1)
    add_contact(by=rose, at=later, person=person, contact=ContactGiven(ContactKind.ADDRESS, "3, ri Espanyòl", place="HT0421"))
    phone, home = contacts_of(person)
    assert (phone.value, phone.address, phone.shared) == ("+50937123456", "", True)
    assert (home.value, home.address, home.place) == ("", "3, ri Espanyòl", "HT0421")


def test_an_ended_contact_is_gone_from_the_list(register, rose):
    person = register()
    add_contact(by=rose, at=NOW, person=person, contact=ContactGiven(ContactKind.EMAIL, "marie@example.org"))
    end_contact(by=rose, at=NOW, contact=Contact.objects.get())
    assert list(contacts_of(person)) == []


@pytest.mark.parametrize(
    ("kind", "text", "place"),
    [
        (ContactKind.PHONE, "abc", ""),
        (ContactKind.PHONE, "12", ""),
        (ContactKind.PHONE, "37123456", "HT0421"),
        (ContactKind.EMAIL, "marie", ""),
        (ContactKind.ADDRESS, "  ", ""),
    ],
)
def test_what_reaches_nobody_is_refused(kind, text, place):
    with pytest.raises(BadContact):
        ContactGiven(kind, text, place)


def test_the_database_itself_keeps_addresses_apart(register, rose):
    contact = ContactGiven(ContactKind.PHONE, "37123456")
    object.__setattr__(contact, "place", "HT0421")
    with pytest.raises(IntegrityError):
        add_contact(by=rose, at=NOW, person=register(), contact=contact)
