"""Search before create."""

from __future__ import annotations

import pytest

from lakay.kernel.partial_dates import UNKNOWN, PartialDate
from lakay.people.actions import decide_merge, propose_merge
from lakay.people.candidates import Why, candidates
from lakay.people.models import MergeProposal
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven
from tests.people.conftest import NOW
from tests.people.test_documents import read_passport

pytestmark = pytest.mark.django_db


def found(given="", family="", birth="", sex="", passport=""):
    """Who it could be, and why."""
    names = [NameGiven(NameKind.SPOKEN, family, given)] if given or family else []
    documents = [DocumentGiven("passport", "HTI", passport)] if passport else []
    return [(one.person, one.why) for one in candidates(names, PartialDate.parse(birth), sex, documents)]


def test_nothing_asked_finds_nobody(register):
    register()
    assert candidates() == []


def test_a_document_finds_its_person_whatever_the_name(register):
    marie = register("Marie", "Pierre", birth="1991", passport="AB1234567")
    assert found("Jean", "Paul", "1950", passport="ab-1234567") == [(marie, Why.DOCUMENT)]


@pytest.mark.parametrize(
    ("birth", "why"),
    [
        ("1991-03-04", Why.NAME_AND_BIRTH),
        ("1991", Why.NAME_AND_BIRTH),
        ("1993~", Why.NAME_AND_BIRTH),
        ("", Why.NAME),
        ("XXXX-03", Why.NAME),
    ],
)
def test_a_name_finds_where_birth_does_not_contradict(register, birth, why):
    marie = register("Marie José", "Pierre", birth="1991-03-04")
    assert found("JOSÉ", "pierre", birth) == [(marie, why)]


@pytest.mark.parametrize("birth", ["1992", "1991-04", "1994~", "XXXX-04", "1950"])
def test_it_does_not_where_birth_contradicts(register, birth):
    register("Marie José", "Pierre", birth="1991-03-04")
    assert found("Marie José", "Pierre", birth) == []


@pytest.mark.parametrize("known", ["", "XXXX-03-04", "1987-01-01~", "1991~", "1994~"])
def test_the_sieve_by_year_loses_nobody_who_is_compatible(register, known):
    register("Marie José", "Pierre", birth=known)
    for asked in ("1987", "1989~", "1991-03-04", "1993~", "1995", "1995~", "9999", "0001"):
        fits = PartialDate.parse(asked).compatible(PartialDate.parse(known))
        assert bool(found("Marie", "Pierre", asked)) is fits


@pytest.mark.parametrize(
    ("known", "asked", "fits"), [("F", "M", False), ("F", "F", True), ("", "M", True), ("X", "M", True), ("F", "", True)]
)
def test_sex_counts_where_both_know_it(register, known, asked, fits):
    register("Marie José", "Pierre", sex=known)
    assert bool(found("Marie", "Pierre", sex=asked)) is fits


def test_one_shared_word_of_several_is_not_enough(register):
    register("Marie", "Pierre")
    assert found("Marie", "Joseph") == []


def test_one_word_alone_is_enough_where_nothing_else_is_known(register):
    marie = register("Marie", "Pierre")
    assert found("Marie") == [(marie, Why.NAME)]


def test_who_came_through_the_booth_is_found_by_a_social_worker(rose):
    read_passport(by=rose, at=NOW, surname="MUELLER", given_names="MARIE JOSE")
    assert [why for _, why in found("Marie-José", "Müller", "1991")] == [Why.NAME_AND_BIRTH]


def test_the_likeliest_come_first_and_each_once(register):
    namesake = register("Marie José", "Pierre")
    known = register("Marie José", "Pierre", birth="1991")
    twice = register("Marie", "Pierre", birth="1991", passport="AB1234567")
    assert found("Marie José", "Pierre", "1991", passport="AB1234567") == [
        (twice, Why.DOCUMENT),
        (known, Why.NAME_AND_BIRTH),
        (namesake, Why.NAME),
    ]


def test_a_merged_record_leads_to_the_one_that_stands(register, rose, wilner):
    kept, gone = register("Marie", "Pierre"), register("Mari Joze", "Pyè")
    receipt = propose_merge(by=rose, at=NOW, kept=kept, gone=gone, take_from_gone=[], reason="Same photo")
    proposal = MergeProposal.objects.get(id=receipt.id_of(MergeProposal))
    decide_merge(by=wilner, at=NOW, proposal=proposal, approve=True)
    assert found("Joze", "Pyè") == [(kept, Why.NAME)]


def test_it_asks_the_database_the_same_few_times_however_many_there_are(register, django_assert_num_queries):
    for _ in range(6):
        register("Marie", "Pierre", passport="AB1234567")
    shown = DocumentGiven("passport", "HTI", "AB1234567")
    with django_assert_num_queries(3):
        assert len(candidates([NameGiven(NameKind.SPOKEN, "Pierre", "Marie")], UNKNOWN, "", [shown])) == 6


def test_who_shares_more_words_comes_first(register):
    less, more = register("Marie", "Pierre"), register("Marie José", "Pierre")
    assert found("Marie José", "Pierre") == [(more, Why.NAME), (less, Why.NAME)]
