from __future__ import annotations

from binascii import crc_hqx
from dataclasses import replace
from datetime import timedelta
from time import process_time
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.access.policy import Permission
from lakay.credentials.actions import decide_issuer, propose_issuer, revoke_pass, withdraw_issuer
from lakay.credentials.codes import RevokedFor, SignedKind
from lakay.credentials.models import Issuer, Pass
from lakay.credentials.queries.issuers import issuers
from lakay.credentials.queries.passes import PassCheck, Reason, authorisation_for, check_pass, revoked
from lakay.credentials.rules import differences, longest
from lakay.credentials.slips import entry_slip, holder, refusal_slip, slip_number
from lakay.journal.erasure import erase_subject
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Document
from lakay.traveldocs import passes as papers
from lakay.traveldocs.passes.letters import to_letters
from tests.credentials.office import FRANTZ, GUERDA, NADEGE, NOW, ODETTE, RULES, TODAY, staff

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def at_ouanaminthe(text: str, *, later: timedelta = timedelta(), post: str = "HT-OUA", direction: str = "exit") -> PassCheck:
    """What the booth is told."""
    return check_pass(text, at=NOW + later, post=post, direction=direction)


def test_a_good_pass_lets_its_holder_pass_and_tells_who_it_is(border):
    issued = border()
    found = at_ouanaminthe(issued.text)
    assert found.is_good
    assert (found.record, found.number) == (issued, issued.number)
    assert found.person is not None
    assert found.person.id == issued.person_id
    assert found.document == issued.document
    assert found.content is not None
    assert found.content.holder.surname == "SAINT-VIL"


@pytest.mark.tampers
def test_a_node_that_has_only_the_key_says_the_same(border):
    text = border().text
    Pass.objects.all().delete()
    Document.objects.all().update(number_key="")
    found = at_ouanaminthe(text)
    assert found.is_good
    assert (found.record, found.person, found.document) == (None, None, None)


@pytest.mark.tampers
def test_a_node_that_has_the_document_finds_the_holder_by_it(border):
    issued = border()
    Pass.objects.all().delete()
    found = at_ouanaminthe(issued.text)
    assert found.person is not None
    assert found.person.id == issued.person_id


def test_a_pass_taken_back_is_refused_at_once(border):
    issued = border()
    revoke_pass(by=ODETTE, at=NOW, issued=issued, reason=RevokedFor.STOLEN)
    assert at_ouanaminthe(issued.text).reason is Reason.REVOKED
    assert revoked() == {issued.number}


def test_the_revocation_outlives_the_persons_file(border):
    issued = border()
    revoke_pass(by=ODETTE, at=NOW, issued=issued, reason=RevokedFor.STOLEN)
    text = issued.text
    erase_subject(by=staff("eraser", "MICT", Permission.SUBJECT_ERASE), at=NOW, subject=issued.person_id)
    assert Pass.objects.get().number == ""
    assert at_ouanaminthe(text).reason is Reason.REVOKED


@pytest.mark.parametrize(
    ("later", "post", "reason"),
    [
        (timedelta(), "HT-OUA", Reason.VALID),
        (-DAY, "HT-OUA", Reason.NOT_YET),
        (730 * DAY, "HT-OUA", Reason.EXPIRED),
        (timedelta(), "HT-CAP", Reason.WRONG_POST),
    ],
)
def test_days_and_posts_are_looked_at(border, later, post, reason):
    assert at_ouanaminthe(border().text, later=later, post=post).reason is reason


def test_the_day_is_that_of_the_post(border):
    text = border().text
    assert at_ouanaminthe(text, later=timedelta(hours=-13)).reason is Reason.NOT_YET  # 20:00 of the day before, at the post


def test_a_traders_pass_holds_on_market_days(border):
    rule = RULES["trader"]
    text = border(rule=rule, period=longest(rule, TODAY)).text
    assert at_ouanaminthe(text).is_good
    assert at_ouanaminthe(text, later=DAY).reason is Reason.NO_MARKET_TODAY
    assert at_ouanaminthe(text, later=DAY, post="HT-MAL").is_good


def test_leave_for_a_child_holds_in_its_direction(minor):
    issued = minor()
    assert at_ouanaminthe(issued.text).is_good
    assert at_ouanaminthe(issued.text, direction="entry").reason is Reason.WRONG_DIRECTION


def test_leave_is_found_by_code_and_by_typed_number(minor):
    issued = minor()
    where: dict[str, Any] = {"at": NOW, "post": "HT-OUA", "direction": "exit"}
    assert authorisation_for(issued.text, **where).is_good
    assert authorisation_for(f"{issued.number[:5]} {issued.number[5:].lower()}", **where).record == issued
    unknown = papers.written(papers.Kind.MINOR, 7)
    assert authorisation_for(unknown, **where).reason is Reason.UNKNOWN_NUMBER
    assert authorisation_for("hello", **where).reason is Reason.OTHER_TEXT
    revoke_pass(by=NADEGE, at=NOW, issued=issued, reason=RevokedFor.CONSENT_WITHDRAWN)
    assert authorisation_for(issued.number, **where).reason is Reason.REVOKED


def test_a_key_withdrawn_takes_everything_it_signed_with_it(border, die_key):
    text = border().text
    withdraw_issuer(by=FRANTZ, at=NOW, issuer=die_key, reason="the laptop was stolen")
    assert at_ouanaminthe(text).reason is Reason.ISSUER_WITHDRAWN


def test_a_key_that_only_one_person_entered_vouches_for_nothing(border, die_key):
    key = Ed25519PrivateKey.generate()
    public = papers.public_of(key)
    values: dict[str, Any] = {"agency": "DIE", "kinds": [SignedKind.BORDER], "valid_from": TODAY, "valid_until": TODAY}
    receipt = propose_issuer(by=FRANTZ, at=NOW, public=public, **values)
    read = papers.read(border().text)
    assert isinstance(read, papers.Signed)
    text = papers.issue(replace(read.content, issuer=papers.key_id(public)), key)
    assert at_ouanaminthe(text).reason is Reason.UNKNOWN_ISSUER
    decide_issuer(by=GUERDA, at=NOW, issuer=Issuer.objects.get(id=receipt.id_of(Issuer)), approve=True)
    assert at_ouanaminthe(text).is_good


def test_a_forged_pass_opens_nobodys_file(border):
    read = papers.read(border().text)
    assert isinstance(read, papers.Signed)
    whole = read.body + bytes(64)
    found = at_ouanaminthe("LKX" + to_letters(whole + crc_hqx(whole, 0xFFFF).to_bytes(2, "big")))
    assert found.reason is Reason.FORGED
    assert (found.record, found.person, found.document) == (None, None, None)


@pytest.mark.parametrize(("text", "reason"), [("P<HTIDORCE<<MARIE", "other_text"), ("LKXBBBBBBB", "damaged")])
def test_what_is_no_pass_says_why(db, text, reason):
    assert at_ouanaminthe(text).reason == reason


def test_a_slip_is_genuine_but_no_leave_to_pass(die_key):
    who = holder(surname="Dorcé", given_names="Jean", birth=PartialDate(1990))
    where: dict[str, Any] = {"who": who, "agency": "DIE", "post": "HT-OUA", "direction": "entry", "on": TODAY}
    movement = uuid4()
    text = refusal_slip(**where, reason="minor-no-authority", movement=movement)
    assert text == refusal_slip(**where, reason="minor-no-authority", movement=movement)
    found = at_ouanaminthe(text)
    assert found.reason is Reason.ONLY_A_SLIP
    assert found.content is not None
    assert found.content.terms == papers.SlipTerms("HT-OUA", papers.Leg.ENTRY, "minor-no-authority")
    assert found.number == slip_number(SignedKind.REFUSAL, movement)
    stay = entry_slip(**where, movement=movement, until=TODAY + 90 * DAY)
    assert at_ouanaminthe(stay, later=91 * DAY).reason is Reason.EXPIRED


def test_a_node_without_a_key_prints_a_slip_without_a_code(db):
    who = holder(surname="Dorcé", given_names="Jean")
    where: dict[str, Any] = {"who": who, "agency": "DIE", "post": "HT-OUA", "direction": "entry", "on": TODAY}
    assert refusal_slip(**where, reason="no-visa", movement=uuid4()) == ""


def test_a_check_asks_few_questions_and_is_quick(border, django_assert_max_num_queries):
    text = border().text
    with django_assert_max_num_queries(4):
        at_ouanaminthe(text)
    started = process_time()
    for _ in range(50):
        at_ouanaminthe(text)
    assert (process_time() - started) / 50 < 0.02  # of a processor; about 1.5 ms


def test_all_keys_and_numbers_can_be_had_at_once(border, die_key):
    border()
    assert set(issuers()) == {die_key.key_id}
    assert revoked() == frozenset()


@pytest.mark.parametrize(
    ("surname", "given", "birth", "found"),
    [
        ("DORCE", "WIDLINE MARIE", PartialDate(2015, 6, 1), ()),
        ("Widline", "Dorcé", PartialDate(2015), ()),
        ("PIERRE", "WIDLINE", PartialDate(2015, 6, 1), ("name",)),
        ("DORCE", "WIDLINE", PartialDate(2014, 6, 1), ("birth",)),
    ],
)
def test_the_child_on_the_paper_is_held_against_the_child_at_the_booth(surname, given, birth, found):
    on_paper = papers.Holder("DORCÉ", "WIDLINE", papers.Birth(2015, 6, 1))
    assert differences(on_paper, surname=surname, given_names=given, birth=birth) == found
