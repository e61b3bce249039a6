"""Merging two records of one person, and undoing it exactly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lakay.access.policy import Permission
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.people.actions import correct_person, decide_merge, give_consent, propose_merge, undo_merge
from lakay.people.actions.merges import AlreadyMerged, AlreadyProposed, ChangedSince, LaterMergeFirst, SameRecord
from lakay.people.models import MergeProposal, Person
from lakay.people.permissions import OwnRequest
from lakay.people.queries import documents_of, find_document, ids_of, live_consent, names_of, surviving
from lakay.people.rules.given import Particulars
from lakay.people.rules.merges import CHOSEN_FIELDS, NotAChoice
from tests.people.conftest import NOW, staff
from tests.people.test_consent import TERMS

pytestmark = pytest.mark.django_db


def fields(person):
    """The fields of a person as they stand in the table."""
    return {name: getattr(Person.objects.get(id=person.id), name) for name in (*CHOSEN_FIELDS, "merged_into_id")}


@pytest.fixture
def propose(rose):
    """Proposes a merge and returns the proposal."""

    def one(kept, gone, *take, by=rose):
        receipt = propose_merge(by=by, at=NOW, kept=kept, gone=gone, take_from_gone=take, reason="Same photo")
        return MergeProposal.objects.get(id=receipt.id_of(MergeProposal))

    return one


@pytest.fixture
def two(register):
    """Marie, registered twice."""
    return register("Marie José", birth="1991~"), register("Mari Joze", birth="1991-03-04", sex="F", passport="AB1234567")


def approve(by, proposal):
    decide_merge(by=by, at=NOW, proposal=proposal, approve=True)


def test_the_chosen_fields_come_from_the_record_that_goes(two, propose, wilner):
    kept, gone = two
    approve(wilner, propose(kept, gone, "birth"))
    assert fields(kept) == {"sex": "", "birth": "1991-03-04", "nationalities": None, "died_on": None, "merged_into_id": None}
    assert fields(gone)["merged_into_id"] == kept.id


def test_names_documents_and_consents_are_found_under_the_surviving_record(two, propose, wilner, rose):
    kept, gone = two
    give_consent(by=rose, at=NOW, person=gone, terms=TERMS)
    approve(wilner, propose(kept, gone))
    for person in (Person.objects.get(id=kept.id), Person.objects.get(id=gone.id)):
        assert ids_of(person) == {kept.id, gone.id}
        assert [name.given for name in names_of(person)] == ["Marie José", "Mari Joze"]
        assert documents_of(person).count() == 1
        assert live_consent(person, "family_tracing", "HRC", NOW)
    found = find_document("HTI", "AB1234567", "P")
    assert found is not None
    assert surviving(found.person) == kept


def test_nobody_decides_their_own_proposal(two, propose, rose):
    proposal = propose(*two)
    for agree in (True, False):
        with pytest.raises(OwnRequest):
            decide_merge(by=rose, at=NOW, proposal=proposal, approve=agree)
    assert fields(two[1])["merged_into_id"] is None


def test_the_permission_to_edit_is_not_one_to_merge(two, propose, rose):
    editor = staff("editor", frozenset({Permission.PERSON_EDIT}))
    with pytest.raises(NotAllowed):
        propose(*two, by=editor)
    proposal = propose(*two)
    with pytest.raises(NotAllowed):
        approve(editor, proposal)


def test_a_refused_merge_changes_nothing_and_cannot_be_approved_later(two, propose, wilner):
    before = [fields(person) for person in two]
    proposal = propose(*two, "birth", "sex")
    decide_merge(by=wilner, at=NOW, proposal=proposal, approve=False)
    assert [fields(person) for person in two] == before
    with pytest.raises(CannotMove):
        approve(wilner, proposal)


def test_what_was_decided_is_what_was_looked_at(two, propose, wilner, rose):
    kept, gone = two
    proposal = propose(kept, gone, "birth")
    correct_person(by=rose, at=NOW, person=gone, particulars=Particulars("F", PartialDate.parse("1985")))
    with pytest.raises(ChangedSince):
        approve(wilner, proposal)
    assert fields(kept)["birth"] == "1991~"
    decide_merge(by=wilner, at=NOW, proposal=proposal, approve=False)


def test_one_proposal_at_a_time_for_a_person(two, propose, register):
    kept, gone = two
    propose(kept, gone)
    with pytest.raises(AlreadyProposed):
        propose(register(), gone)


def test_a_merged_record_is_not_merged_again(two, propose, wilner, register):
    kept, gone = two
    approve(wilner, propose(kept, gone))
    with pytest.raises(AlreadyMerged):
        propose(register(), gone)
    with pytest.raises(AlreadyMerged):
        propose(gone, register())


def test_a_record_is_not_merged_with_itself(two, propose):
    with pytest.raises(SameRecord):
        propose(two[0], two[0])


@pytest.mark.parametrize("name", ["id", "merged_into", "names"])
def test_only_fields_with_one_value_are_chosen(two, propose, name):
    with pytest.raises(NotAChoice):
        propose(*two, name)


def test_undoing_restores_both_records(two, propose, wilner):
    before = [fields(person) for person in two]
    proposal = propose(*two, *CHOSEN_FIELDS)
    approve(wilner, proposal)
    undo_merge(by=wilner, at=NOW, proposal=proposal)
    assert [fields(person) for person in two] == before
    assert ids_of(two[0]) == {two[0].id}
    with pytest.raises(CannotMove):
        undo_merge(by=wilner, at=NOW, proposal=proposal)


def test_undoing_leaves_what_somebody_changed_since_even_if_changed_back(two, propose, wilner, rose):
    kept, gone = two
    proposal = propose(kept, gone, "birth", "sex")
    approve(wilner, proposal)
    for birth in ("1985", "1991-03-04"):
        correct_person(by=rose, at=NOW, person=kept, particulars=Particulars("F", PartialDate.parse(birth)))
    undo_merge(by=wilner, at=NOW, proposal=proposal)
    assert (fields(kept)["birth"], fields(kept)["sex"]) == ("1991-03-04", "")


def test_a_later_merge_that_built_upon_it_is_undone_first(two, propose, wilner, register):
    kept, gone = two
    first = propose(kept, gone, "birth")
    approve(wilner, first)
    second = propose(kept, register(birth="1990"), "birth")
    approve(wilner, second)
    with pytest.raises(LaterMergeFirst):
        undo_merge(by=wilner, at=NOW, proposal=first)
    for proposal in (second, first):
        undo_merge(by=wilner, at=NOW, proposal=proposal)
    assert fields(kept)["birth"] == "1991~"


def test_chains_of_merges_lead_to_one_record(two, propose, wilner, register):
    kept, gone = two
    last = register("Maria")
    approve(wilner, propose(kept, gone))
    approve(wilner, propose(last, kept))
    assert surviving(Person.objects.get(id=gone.id)) == last
    assert ids_of(Person.objects.get(id=kept.id)) == {kept.id, gone.id, last.id}
    with pytest.raises(LaterMergeFirst):
        undo_merge(by=wilner, at=NOW, proposal=MergeProposal.objects.get(gone=gone))


particulars = st.builds(
    Particulars,
    sex=st.sampled_from(["", "F", "M", "X"]),
    birth=st.sampled_from(["", "1991~", "1991", "1991-03-04", "XXXX-03"]).map(PartialDate.parse),
    nationalities=st.sampled_from([(), ("HTI",), ("HTI", "DOM")]),
    died_on=st.none() | st.just(date(2020, 1, 12)),
)
choices = st.sets(st.sampled_from(CHOSEN_FIELDS)).map(sorted)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(particulars, particulars, choices, st.none() | particulars)
def test_any_merge_undone_is_as_if_it_had_never_been(register, propose, wilner, rose, one, other, take, changed):
    """But for what somebody changed in between, which stays."""
    kept, gone = (register(birth=str(known.birth), **_rest(known)) for known in (one, other))
    before = fields(kept), fields(gone)
    proposal = propose(kept, gone, *take)
    approve(wilner, proposal)
    between = fields(kept)
    if changed:
        correct_person(by=rose, at=NOW, person=kept, particulars=changed)
    touched = {name: value for name, value in fields(kept).items() if value != between[name]}
    undo_merge(by=wilner, at=NOW, proposal=proposal)
    assert fields(kept) == {**before[0], **touched}
    assert fields(gone) == before[1]


def _rest(known):
    return {"sex": known.sex, "nationalities": known.nationalities, "died_on": known.died_on}


def test_a_document_read_again_after_a_merge_leads_to_the_surviving_record_in_one_query(
    two, propose, wilner, django_assert_num_queries
):
    kept, gone = two
    approve(wilner, propose(kept, gone))
    with django_assert_num_queries(1):
        found = find_document("HTI", "AB1234567", "P")
        assert found is not None
        assert surviving(found.person) == kept


def test_of_two_records_of_a_document_the_one_whose_person_stands_is_found(register, propose, wilner):
    gone, standing = register(passport="AB1234567"), register(passport="AB1234567")
    approve(wilner, propose(register(), gone))
    found = find_document("HTI", "AB1234567", "P")
    assert found is not None
    assert found.person == standing
