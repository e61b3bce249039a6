"""Documents: found by what they say, and what is reported about them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.people.actions import add_document, add_traveller, change_document_status
from lakay.people.blind import number_key
from lakay.people.models import Document, DocumentStatusChange, Person
from lakay.people.queries import documents_of, find_document, names_to_show
from lakay.people.rules.documents import DocumentStatus, document_class
from lakay.people.rules.given import DocumentGiven
from tests.people.conftest import NOW

pytestmark = pytest.mark.django_db


@action("tests.people.read", Purpose.TRAINING)
def read_passport(
    act: Act, *, by: Actor, at: datetime, surname: str = "PIERRE", given_names: str = "MARIE JOSE", number: str = "AB1234567"
) -> None:
    """A passport is read at a post."""
    add_traveller(
        act,
        by=by,
        at=at,
        surname=surname,
        given_names=given_names,
        sex="F",
        birth=PartialDate.parse("1991-03-04"),
        nationality="HTI",
        document_type="P",
        issuing_state="HTI",
        number=number,
        expiry=date(2030, 1, 1),
        mrz="P<HTIPIERRE<<MARIE<JOSE",
    )


def test_a_traveller_read_at_a_post_is_found_again_in_one_query(rose, django_assert_num_queries):
    receipt = read_passport(by=rose, at=NOW)
    with django_assert_num_queries(1):
        found = find_document("HTI", "ab1234567", "passport")
        assert found is not None
        assert found.person.id == receipt.id_of(Person)
        assert found.person.merged_into is None
    assert names_to_show([found.person_id]) == {found.person_id: "PIERRE, MARIE JOSE"}


@pytest.mark.parametrize(
    ("state", "number", "kind"),
    [("DOM", "AB1234567", "P"), ("HTI", "AB1234568", "P"), ("HTI", "AB1234567", "V"), ("HTI", "", "P")],
)
def test_another_state_number_or_series_is_another_document(rose, state, number, kind):
    read_passport(by=rose, at=NOW)
    assert find_document(state, number, kind) is None


def test_a_document_without_number_has_no_key(rose):
    read_passport(by=rose, at=NOW, number="")
    assert Document.objects.get().number_key == ""


@pytest.mark.parametrize(
    ("code", "series"),
    [
        ("P", "passport"),
        ("PD", "passport"),
        ("PO", "passport"),
        ("diplomatic_passport", "passport"),
        ("passport", "passport"),
        ("ID", "card"),
        ("I", "card"),
        ("national-id", "card"),
        ("IP", "passport_card"),
        ("passport-card", "passport_card"),
        ("AC", "seaman_book"),
        ("seaman-book", "seaman_book"),
        ("VN", "visa"),
        ("residence-permit", "residence_permit"),
    ],
)
def test_every_way_of_naming_a_type_leads_to_one_series(code, series):
    assert document_class(code) == series


def test_the_key_says_nothing_without_the_nodes_own_key():
    key = number_key("HTI", "AB1234567", "P")
    assert len(key) == 32
    assert key == number_key("hti", "AB-123 4567", "PD") != number_key("HTI", "AB1234567", "ID")


def test_reports_about_a_document_are_kept_as_facts(register, rose):
    person = register(passport="AB1234567")
    document = Document.objects.get(person=person)
    for second, status in enumerate((DocumentStatus.LOST, DocumentStatus.VALID, DocumentStatus.DOUBTFUL)):
        at = NOW + timedelta(seconds=second)
        change_document_status(by=rose, at=at, document=document, status=status, reason="said so")
    assert document.status == "doubtful"
    history = [change.status for change in documents_of(person).get().status_changes.order_by("id")]
    assert history == ["lost", "valid", "doubtful"]


def test_a_cancelled_document_stays_cancelled(register, rose):
    document = Document.objects.get(person=register(passport="AB1234567"))
    stale = Document.objects.get(id=document.id)
    change_document_status(by=rose, at=NOW, document=document, status=DocumentStatus.CANCELLED)
    with pytest.raises(CannotMove):
        change_document_status(by=rose, at=NOW, document=stale, status=DocumentStatus.VALID)
    assert DocumentStatusChange.objects.count() == 1


def test_two_persons_may_stand_under_one_document_and_the_oldest_is_found(register, rose):
    first = register(passport="AB1234567")
    later = NOW + timedelta(seconds=1)
    add_document(by=rose, at=later, person=register(), document=DocumentGiven("passport", "HTI", "AB1234567"))
    found = find_document("HTI", "AB1234567", "passport")
    assert found is not None
    assert found.person == first
