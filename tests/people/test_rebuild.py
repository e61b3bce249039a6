"""Whatever is done with people, the journal can make their tables again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, models, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lakay.journal.models import SubjectKey
from lakay.journal.rebuild import drifts, dump, rebuild
from lakay.journal.registry import tables
from lakay.kernel.fields import SEALED
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.states import CannotMove
from lakay.people import actions
from lakay.people.models import ConsentGiven, Document, MergeProposal, Person, PersonName, Relation
from lakay.people.rules import documents
from lakay.people.rules.codes import ContactKind, NameKind, RelationKind, ToldBy
from lakay.people.rules.contacts import ContactGiven
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars
from lakay.people.rules.merges import CHOSEN_FIELDS
from tests.people.conftest import NOW, staff
from tests.people.test_consent import TERMS

ROSE, WILNER = staff("rose"), staff("wilner")
ORDINARY_REFUSALS = (ValueError, PermissionError)
births = st.sampled_from(["", "1991~", "1991", "1991-03-04"]).map(PartialDate.parse)
sexes = st.sampled_from(["", "F", "M", "X"])


class Desk(RuleBasedStateMachine):
    """Two colleagues doing anything they can with a handful of people."""

    people: Bundle[Person] = Bundle("people")

    @initialize()
    def open(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = NOW

    def teardown(self) -> None:
        before = list(dump())
        rebuild()
        assert list(dump()) == before
        connection.set_rollback(True)
        self.block.__exit__(None, None, None)

    @property
    def next_hour(self):
        self.now += timedelta(hours=1)
        return self.now

    @rule(target=people, sex=sexes, birth=births, number=st.sampled_from(["", "AB1", "AB2"]))
    def register(self, sex, birth, number):
        names = [NameGiven(NameKind.SPOKEN, "Pierre", "Marie")]
        shown = [DocumentGiven("passport", "HTI", number)]
        receipt = actions.register_person(
            by=ROSE, at=self.next_hour, names=names, particulars=Particulars(sex, birth), documents=shown
        )
        return Person.objects.get(id=receipt.id_of(Person))

    @rule(person=people, sex=sexes, birth=births)
    def correct(self, person, sex, birth):
        actions.correct_person(by=ROSE, at=self.next_hour, person=person, particulars=Particulars(sex, birth, ("HTI",)))

    @rule(person=people)
    def name(self, person):
        actions.add_name(by=ROSE, at=self.next_hour, person=person, name=NameGiven(NameKind.NICKNAME, whole="Ti Mari"))

    @rule(person=people)
    def end_a_name(self, person):
        name = PersonName.objects.filter(person=person).latest("id")
        actions.end_name(by=ROSE, at=self.next_hour, name=name)

    @rule(person=people)
    def contact(self, person):
        home = ContactGiven(ContactKind.ADDRESS, "3, ri Espanyòl")
        actions.add_contact(by=ROSE, at=self.next_hour, person=person, contact=home)

    @rule(person=people, status=st.sampled_from(documents.DocumentStatus))
    def report(self, person, status):
        document = Document.objects.filter(person=person).earliest("id")
        try:
            actions.change_document_status(by=ROSE, at=self.next_hour, document=document, status=status)
        except CannotMove:
            assert not documents.DOCUMENT_STATES.can_move(documents.DocumentStatus(document.status), status)

    @rule(person=people, relative=people)
    def relate(self, person, relative):
        parent, told = RelationKind.PARENT, ToldBy.PERSON
        try:
            actions.declare_relation(by=ROSE, at=self.next_hour, person=person, relative=relative, relation=parent, told_by=told)
        except ORDINARY_REFUSALS:
            assert person == relative

    @rule(person=people, by=st.sampled_from([ROSE, WILNER]))
    def verify(self, person, by):
        if relation := Relation.objects.filter(person=person).order_by("id").last():
            try:
                actions.verify_relation(by=by, at=self.next_hour, relation=relation, how="Saw both")
            except ORDINARY_REFUSALS:
                assert by == ROSE or relation.verified_at

    @rule(person=people)
    def agree(self, person):
        actions.give_consent(by=ROSE, at=self.next_hour, person=person, terms=TERMS)

    @rule(person=people)
    def take_back(self, person):
        if consent := ConsentGiven.objects.filter(person=person).first():
            actions.withdraw_consent(by=ROSE, at=self.next_hour, consent=consent)

    @rule(kept=people, gone=people, take=st.sets(st.sampled_from(CHOSEN_FIELDS)).map(sorted))
    def propose(self, kept, gone, take):
        try:
            actions.propose_merge(by=ROSE, at=self.next_hour, kept=kept, gone=gone, take_from_gone=take, reason="Same face")
        except ORDINARY_REFUSALS:
            waiting = MergeProposal.objects.filter(status="proposed").exists()
            assert waiting or kept == gone or Person.objects.filter(merged_into__isnull=False).exists()

    @rule(approve=st.booleans())
    def decide(self, approve):
        if proposal := MergeProposal.objects.filter(status="proposed").first():
            try:
                actions.decide_merge(by=WILNER, at=self.next_hour, proposal=proposal, approve=approve)
            except ORDINARY_REFUSALS:
                assert approve

    @rule()
    def undo(self):
        if proposal := MergeProposal.objects.filter(status="approved").order_by("-decided_at").first():
            actions.undo_merge(by=WILNER, at=self.next_hour, proposal=proposal)

    @invariant()
    def nobody_is_merged_in_a_circle(self):
        if hasattr(self, "now"):
            into = dict(Person.objects.values_list("id", "merged_into"))
            for start in into:
                met = [start]
                while (after := into[met[-1]]) is not None:
                    assert after not in met
                    met.append(after)


@pytest.mark.django_db
def test_after_anything_the_tables_can_be_made_again_row_for_row():
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
        ),
    )


@pytest.mark.django_db
def test_a_row_changed_behind_the_journals_back_is_found(register):
    person = register(birth="1991", sex="F")
    Person.objects.filter(id=person.id).update(sex="M")
    (drift,) = drifts()
    assert (drift.kind, str(drift.record), drift.fields) == ("people.person", str(person.id), ("sex",))


@pytest.mark.django_db
def test_after_erasing_the_tables_can_still_be_made_again_and_say_nothing_of_the_person(register):
    erased, other = register(birth="1991", sex="F", passport="AB1234567"), register("Jean", "Paul", birth="1980")
    home = ContactGiven(ContactKind.ADDRESS, "3, ri Espanyòl", shared=True)
    actions.add_contact(by=ROSE, at=NOW, person=erased, contact=home)
    actions.give_consent(by=ROSE, at=NOW, person=erased, terms=TERMS)
    SubjectKey.objects.filter(subject=erased.id).update(wrapped=None, destroyed_at=NOW)
    rebuild()
    left = [str(values) for _, values in dump() if erased.id in values]
    assert left
    for secret in ["Pierre", "1991", "AB1234567", "Espanyòl", "Anne", "family_tracing"]:
        assert not [row for row in left if secret in row]
    assert Person.objects.get(id=other.id).birth == "1980"


@pytest.mark.django_db
def test_every_sealed_field_can_stand_empty():
    ours = [table for table in tables().values() if table.model._meta.app_label == "people"]
    assert len(ours) == 11
    for table in ours:
        for column in table.columns:
            if column.field_class in SEALED:
                text = isinstance(column.field, models.CharField | models.TextField)
                assert column.field.null or text, f"{table.kind}.{column.name}"
