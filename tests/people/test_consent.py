"""Consent: what makes a yes a consent, and how long it lives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lakay.access.policy import Permission
from lakay.kernel.refusals import NotAllowed
from lakay.people.actions import give_consent, withdraw_consent
from lakay.people.models import ConsentGiven
from lakay.people.queries import live_consent
from lakay.people.rules.codes import ConsentMethod, Told
from lakay.people.rules.consents import LONGEST, ConsentTerms, NotAConsent
from tests.people.conftest import NOW, staff

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TERMS = ConsentTerms(
    purpose="family_tracing",
    recipient="HRC",
    statement="tracing",
    version="3",
    language="ht",
    told=(Told.PURPOSE, Told.WITHDRAWAL),
    method=ConsentMethod.SPOKEN,
    valid_from=NOW,
    until=NOW + 365 * DAY,
    witness="Sè Anne",
)


@pytest.fixture
def give(register, rose):
    """Records a consent and returns it."""
    person = register()

    def one(at=NOW, **changes):
        receipt = give_consent(by=rose, at=at, person=person, terms=replace(TERMS, **changes))
        return ConsentGiven.objects.get(id=receipt.id_of(ConsentGiven))

    return one


def live(consent, at=NOW, purpose="family_tracing", recipient="HRC"):
    return live_consent(consent.person, purpose, recipient, at)


def test_a_consent_says_who_agreed_to_what_and_how(give, rose):
    consent = give()
    assert (consent.taken_by, consent.taken_agency, consent.witness) == (rose.id, "IBESR", "Sè Anne")
    assert consent.told == ["purpose", "withdrawal"]
    assert (consent.statement, consent.statement_version, consent.language) == ("tracing", "3", "ht")


@pytest.mark.parametrize(("after", "lives"), [(-1, False), (0, True), (364, True), (365, False), (400, False)])
def test_it_lives_from_its_first_instant_until_just_before_its_last(give, after, lives):
    consent = give()
    assert (live(consent, NOW + after * DAY) == consent) is lives


@pytest.mark.parametrize(
    ("purpose", "recipient"), [("family_tracing", "IOM"), ("outreach", "HRC"), ("", ""), ("family_tracing", "")]
)
def test_it_holds_for_no_other_purpose_and_no_other_recipient(give, purpose, recipient):
    assert live(give(), purpose=purpose, recipient=recipient) is None


def test_withdrawn_it_ends_at_once_and_was_live_before(give, rose):
    consent = give()
    withdraw_consent(by=rose, at=NOW + DAY, consent=consent)
    assert live(consent, NOW + DAY - timedelta(seconds=1)) == consent
    assert live(consent, NOW + DAY) is None


def test_withdrawing_twice_is_never_refused(give, rose):
    consent = give()
    for days in (1, 2):
        withdraw_consent(by=rose, at=NOW + days * DAY, consent=consent)
    assert live(consent, NOW + 3 * DAY) is None


def test_a_withdrawal_reaches_an_earlier_consent_that_another_desk_recorded(give, rose):
    first, second = give(), give(at=NOW + timedelta(hours=1))
    withdraw_consent(by=rose, at=NOW + DAY, consent=second)
    assert live(first, NOW + 2 * DAY) is None


def test_a_withdrawal_leaves_other_purposes_alone(give, rose):
    tracing, outreach = give(), give(purpose="outreach")
    withdraw_consent(by=rose, at=NOW + DAY, consent=tracing)
    assert live(tracing, NOW + 2 * DAY, purpose="outreach") == outreach


def test_given_anew_after_a_withdrawal_it_lives_again(give, rose):
    withdraw_consent(by=rose, at=NOW + DAY, consent=give())
    again = give(at=NOW + 2 * DAY, valid_from=NOW + 2 * DAY)
    assert live(again, NOW + 2 * DAY) == again


def test_a_wrong_clock_does_not_save_a_withdrawn_consent(give, rose):
    consent = give(at=NOW + 40 * DAY)
    withdraw_consent(by=rose, at=NOW + DAY, consent=consent)
    assert live(consent, NOW + 50 * DAY) is None


def test_a_childs_assent_alone_is_no_consent(give):
    assert live(give(method=ConsentMethod.ASSENT)) is None


def test_an_adult_answers_for_a_child_and_has_it_in_their_history(register, rose):
    child, mother = register("Lovely", birth="2015"), register("Marie")
    give_consent(by=rose, at=NOW, person=child, terms=TERMS, given_by=mother)
    found = live_consent(child, "family_tracing", "HRC", NOW)
    assert found is not None
    assert found.given_by == mother


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"purpose": ""}, "purpose_and_recipient"),
        ({"recipient": ""}, "purpose_and_recipient"),
        ({"version": ""}, "statement"),
        ({"language": ""}, "statement"),
        ({"told": (Told.PURPOSE,)}, "told"),
        ({"witness": " "}, "witness"),
        ({"method": ConsentMethod.THUMB, "witness": ""}, "witness"),
        ({"until": NOW}, "until"),
        ({"until": NOW + LONGEST + DAY}, "until"),
    ],
)
def test_a_yes_without_the_rest_is_no_consent(changes, missing):
    with pytest.raises(NotAConsent) as refused:
        replace(TERMS, **changes)
    assert refused.value.missing == missing


def test_who_signs_needs_no_witness():
    assert replace(TERMS, method=ConsentMethod.SIGNED, witness="")


def test_only_who_may_record_consent_does(register):
    with pytest.raises(NotAllowed):
        give_consent(by=staff("editor", frozenset({Permission.PERSON_EDIT})), at=NOW, person=register(), terms=TERMS)


hours = st.integers(0, 60)
HOUR = timedelta(hours=1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), hours, st.integers(1, 40)), max_size=6), hours)
def test_no_withdrawn_or_expired_consent_is_ever_live(register, rose, steps, now):
    """Steps: (withdrawal or consent, hour, hours it holds), entered in any order of time. A withdrawal names the first consent."""
    person = register()
    entered: list[ConsentGiven] = []
    for withdrawal, hour, length in steps:
        at = NOW + hour * HOUR
        if not withdrawal:
            terms = replace(TERMS, valid_from=at, until=at + length * HOUR)
            receipt = give_consent(by=rose, at=at, person=person, terms=terms)
            entered.append(ConsentGiven.objects.get(id=receipt.id_of(ConsentGiven)))
        elif entered:
            withdraw_consent(by=rose, at=at, consent=entered[0])
    found = live_consent(person, "family_tracing", "HRC", NOW + now * HOUR)
    assert (found is not None) == _lives(steps, now)


def _lives(steps, now):
    """The same steps told over numbers: the consents that began and have not ended, less what withdrawals took away."""
    consents = [(place, hour, hour + length) for place, (withdrawal, hour, length) in enumerate(steps) if not withdrawal]
    first = min((place for place, *_ in consents), default=len(steps))
    taken_back = [hour for withdrawal, hour, _ in steps[first:] if withdrawal and hour <= now]
    standing = [(place, start) for place, start, end in consents if start <= now < end]
    return any(start > max(taken_back, default=-1) and not (place == first and taken_back) for place, start in standing)
