from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from lakay.access.policy import Permission
from lakay.credentials.actions import issue_border_pass, revoke_pass
from lakay.credentials.actions.passes import AlreadyRevoked, Applicant, HoldsOne, NoKeyHere
from lakay.credentials.codes import RevokedFor, SignedKind
from lakay.credentials.models import Issuer, Pass, Revocation
from lakay.credentials.queries.passes import authorisations_of
from lakay.credentials.rules import CannotIssue, Consent, Period
from lakay.journal.checking import findings
from lakay.journal.core.events import from_body
from lakay.journal.models import Event
from lakay.journal.rebuild import drifts
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from lakay.people.models import Person, Photo
from lakay.people.queries import find_document
from lakay.people.rules.pictures import clean
from lakay.traveldocs.passes import BorderTerms, MinorTerms, Signed, parse_number, read
from tests.credentials.office import (
    AUNT,
    FRANTZ,
    GUERLINE,
    HOME,
    MOTHER,
    NADEGE,
    NOW,
    ODETTE,
    RESIDENT,
    RULES,
    TODAY,
    WIDLINE,
    a_key,
    staff,
)

pytestmark = pytest.mark.django_db


def content_of(issued: Pass):
    found = read(issued.text)
    assert isinstance(found, Signed)
    return found.content


def test_a_border_pass_says_who_until_when_and_where(border):
    issued = border()
    content = content_of(issued)
    assert (content.holder.surname, content.holder.given_names) == ("SAINT-VIL", "GUERLINE MARIE")
    assert (content.issued_on, content.valid_until) == (TODAY, TODAY + timedelta(days=729))
    assert content.terms == BorderTerms(("HT-OUA", "HT-BEL", "HT-MAL", "HT-ANP"), market_days_only=False)
    assert (issued.surname, issued.given_names, issued.status) == ("Saint-Vil", "Guerline Marie", "issued")


def test_the_booth_finds_the_holder_by_the_number_of_the_pass(border):
    issued = border()
    found = find_document(HOME, issued.number.lower(), "border-pass")
    assert found is not None
    assert (found.person_id, found.expires_on) == (issued.person_id, issued.valid_until)


def test_a_known_person_gets_a_pass_without_being_entered_again(border):
    first = border()
    revoke_pass(by=ODETTE, at=NOW, issued=first, reason=RevokedFor.LOST)
    again = border(Person.objects.get(id=first.person_id))
    assert again.person_id == first.person_id
    assert again.number != first.number
    assert Person.objects.count() == 1


def test_a_second_good_pass_is_not_issued(border):
    person = Person.objects.get(id=border().person_id)
    with pytest.raises(HoldsOne):
        border(person)


def test_the_same_command_issues_once(die_key):
    command = uuid4()
    sent: dict[str, Any] = {
        "today": TODAY,
        "home": HOME,
        "applicant": Applicant(GUERLINE),
        "request": RESIDENT,
        "command": command,
    }
    assert issue_border_pass(by=ODETTE, at=NOW, **sent) == issue_border_pass(by=ODETTE, at=NOW, **sent)
    assert Pass.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"residence": "HT0111"}, "residence"),
        ({"residence": ""}, "residence"),
        ({"posts": ("HT-PAP",)}, "posts"),
        ({"rule": RULES["minor"]}, "other_rule"),
        ({"period": Period(TODAY, TODAY + timedelta(days=730))}, "days_too_many"),
        ({"period": Period(TODAY, TODAY - timedelta(days=1))}, "days_out_of_order"),
        ({"period": Period(date(2026, 1, 1), date(2026, 2, 1))}, "days_past"),
    ],
)
def test_what_the_rule_does_not_give_is_not_issued(border, changes, why):
    with pytest.raises(CannotIssue) as caught:
        border(**changes)
    assert why in caught.value.why
    assert not Pass.objects.exists()
    assert not Person.objects.exists()


def test_a_trader_passes_on_market_days_wherever_they_live(border):
    terms = content_of(border(rule=RULES["trader"], residence="", period=Period(TODAY, TODAY), posts=("HT-OUA",))).terms
    assert terms == BorderTerms(("HT-OUA",), market_days_only=True)


def test_a_bare_name_gets_no_pass_but_a_face_or_a_document_does(border):
    nobody = replace(GUERLINE, document=None)
    with pytest.raises(CannotIssue, match="document_or_photo"):
        border(nobody)
    picture = BytesIO()
    Image.new("RGB", (64, 64), "gray").save(picture, "PNG")
    issued = border(nobody, picture=clean(picture.getvalue()))
    assert Photo.objects.get().person_id == issued.person_id


def test_an_authorisation_names_child_companion_direction_and_consent(minor):
    issued = minor()
    terms = content_of(issued).terms
    assert isinstance(terms, MinorTerms)
    assert (terms.companion_surname, terms.companion_document.number) == ("DORCÉ", "RD1234567")
    assert (terms.leg, terms.destination, terms.child_document.number) == ("exit", "DOM", "RD7654321")
    assert (issued.consent_by, issued.consent_how, issued.consent_on) == ("Yolande Dorcé", "signed", TODAY)
    assert content_of(issued).holder.birth.year == 2015


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"consent": replace(MOTHER, by=" ")}, "consent"),
        ({"consent": Consent("A", "parent", "signed", TODAY + timedelta(days=1))}, "consent"),
        ({"companion": replace(AUNT, number="")}, "companion"),
        ({"rule": RULES["resident"]}, "other_rule"),
        ({"period": Period(TODAY, TODAY + timedelta(days=180))}, "days_too_many"),
    ],
)
def test_leave_is_not_given_without_consent_companion_and_end(minor, changes, why):
    with pytest.raises(CannotIssue) as caught:
        minor(**changes)
    assert why in caught.value.why


@pytest.mark.parametrize("birth", [PartialDate(2008, 11, 23), PartialDate()])
def test_leave_is_for_children_alone(minor, birth):
    grown = replace(WIDLINE, particulars=replace(WIDLINE.particulars, birth=birth))
    with pytest.raises(CannotIssue, match="not_a_minor"):
        minor(grown)


def test_each_office_issues_its_own_kind(border, minor):
    with pytest.raises(NotAllowed):
        border(by=NADEGE)
    with pytest.raises(NotAllowed):
        minor(by=ODETTE)


def test_nothing_is_issued_where_the_key_is_not(border, pack):
    with pytest.raises(NoKeyHere):
        border(by=staff("far", "POLIFRONT", Permission.PERMIT_ISSUE))


@pytest.mark.tampers
def test_a_key_that_has_run_out_or_signs_other_kinds_is_not_used(pack, die_key):
    Issuer.objects.update(valid_until=TODAY - timedelta(days=1))
    a_key(FRANTZ, SignedKind.REFUSAL)
    sent: dict[str, Any] = {"today": TODAY, "home": HOME, "applicant": Applicant(GUERLINE), "request": RESIDENT}
    with pytest.raises(NoKeyHere):
        issue_border_pass(by=ODETTE, at=NOW, **sent)


def test_a_pass_taken_back_is_cancelled_everywhere(border):
    issued = border()
    revoke_pass(by=ODETTE, at=NOW, issued=issued, reason=RevokedFor.MISUSED)
    found = find_document(HOME, issued.number, "border-pass")
    assert found is not None
    assert found.status == "cancelled"
    gone = Revocation.objects.get()
    assert (gone.number, gone.reason, gone.issued_id) == (issued.number, "misused", issued.id)
    with pytest.raises(AlreadyRevoked):
        revoke_pass(by=ODETTE, at=NOW, issued=issued, reason=RevokedFor.LOST)


def test_what_every_post_must_know_needs_nothing_that_only_some_posts_have(border):
    """An event takes effect whole: at a post that does not know the pass, its record must not stand beside the number that is refused."""
    revoke_pass(by=ODETTE, at=NOW, issued=border(), reason=RevokedFor.STOLEN)
    event = Event.objects.get(action="credentials.pass.revoke")
    assert [change.kind for change in from_body(bytes(event.body))[1]] == ["credentials.revocation"]
    assert Event.objects.get(action="credentials.pass.close").seq == event.seq + 1


def test_another_agency_takes_nothing_back(border):
    with pytest.raises(NotAllowed):
        revoke_pass(by=NADEGE, at=NOW, issued=border(), reason=RevokedFor.LOST)


def test_the_authorisations_of_a_child_are_those_that_hold_today(minor):
    issued = minor()
    child = Person.objects.get(id=issued.person_id)
    assert authorisations_of(child, TODAY) == [issued]
    assert authorisations_of(child, TODAY - timedelta(days=1)) == []
    assert authorisations_of(child, TODAY + timedelta(days=180)) == []
    revoke_pass(by=NADEGE, at=NOW, issued=issued, reason=RevokedFor.CONSENT_WITHDRAWN)
    assert authorisations_of(child, TODAY) == []


def test_the_journal_holds_no_word_of_the_pass_in_the_open(border, minor):
    border()
    minor()
    events = Event.objects.filter(action__startswith="credentials.pass")
    opened = "".join(repr(from_body(bytes(event.body))) for event in events)
    assert "resident" in opened  # what is internal can be read
    for word in ("Saint-Vil", "SAINT", "Yolande", "Marie-Ange", "RD7654321", "LKX", "HT0421"):
        assert word not in opened


def test_every_row_is_a_change_of_the_journal(border, minor):
    revoke_pass(by=ODETTE, at=NOW, issued=border(), reason=RevokedFor.LOST)
    minor()
    assert list(findings()) == []
    assert list(drifts()) == []


def test_a_number_is_one_that_people_can_type(border):
    assert parse_number(border().number) is not None
