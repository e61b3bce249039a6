from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from fuzz.traveldocs.passes import ID, ISSUERS, KEY
from lakay.traveldocs.passes import (
    Holder,
    Kind,
    Verdict,
    issue,
    key_id,
    parse_number,
    public_of,
    read,
    verify,
    written,
)
from lakay.traveldocs.passes.packing import normal, pack
from tests.traveldocs.passes.conftest import BORDER, ON, keys, signed


def test_a_pass_in_order_is_valid(content):
    assert verify(signed(content), ISSUERS, ON) is Verdict.VALID


def test_its_first_and_its_last_day_count():
    found = signed()
    first, last = BORDER.valid_from, BORDER.valid_until
    assert verify(found, ISSUERS, first) is verify(found, ISSUERS, last) is Verdict.VALID
    assert verify(found, ISSUERS, first - timedelta(days=1)) is Verdict.NOT_YET
    assert verify(found, ISSUERS, last + timedelta(days=1)) is Verdict.EXPIRED


def test_another_name_under_the_same_signature_is_forged():
    found = signed()
    other = replace(BORDER, holder=Holder("Pierre", "Jean"))
    assert verify(replace(found, content=other, body=pack(normal(other))), ISSUERS, ON) is Verdict.FORGED


def test_a_signature_made_for_something_else_is_none_for_a_pass():
    found = signed()
    assert verify(replace(found, signature=KEY.sign(found.body)), ISSUERS, ON) is Verdict.FORGED


def test_a_key_that_claims_anothers_id_is_no_issuer():
    impostor = Ed25519PrivateKey.generate()
    found = replace(signed(), signature=impostor.sign(b"lakay/pass\x00" + signed().body))
    assert verify(found, ISSUERS, ON) is Verdict.FORGED


def test_a_key_that_nobody_entered_is_unknown():
    stranger = Ed25519PrivateKey.generate()
    text = issue(replace(BORDER, issuer=key_id(public_of(stranger))), stranger)
    assert verify(read(text), ISSUERS, ON) is Verdict.UNKNOWN_ISSUER  # type: ignore[arg-type]


def test_a_withdrawn_key_vouches_for_nothing():
    assert verify(signed(), keys(withdrawn=True), ON) is Verdict.ISSUER_WITHDRAWN


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": frozenset({Kind.MINOR})},
        {"valid_from": BORDER.issued_on + timedelta(days=1)},
        {"valid_until": BORDER.issued_on - timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_key_signs_only_its_kinds_and_in_its_time(change):
    assert verify(signed(), keys(**change), ON) is Verdict.NOT_ENTITLED


def test_a_pass_taken_back_is_revoked_even_when_it_has_run_out():
    found, number = signed(), written(Kind.BORDER, BORDER.number)
    assert verify(found, ISSUERS, ON, {number}) is Verdict.REVOKED
    assert verify(found, ISSUERS, date(2030, 1, 1), {number}) is Verdict.REVOKED
    assert verify(found, ISSUERS, ON, {written(Kind.MINOR, BORDER.number)}) is Verdict.VALID


def test_a_forged_pass_is_forged_before_anything_else():
    found = replace(signed(), signature=bytes(64))
    assert verify(found, keys(withdrawn=True), date(2030, 1, 1), {written(Kind.BORDER, BORDER.number)}) is Verdict.FORGED


@given(st.sampled_from(Kind), st.integers(0, (1 << 40) - 1))
def test_a_number_is_read_as_it_is_typed(kind, number):
    text = written(kind, number)
    assert parse_number(text) == (kind, number)
    assert parse_number(f" {text[:5].lower()}-{text[5:].lower()} ") == (kind, number)


def test_letters_that_look_like_digits_are_taken_for_them():
    text = written(Kind.BORDER, 33)
    assert {"0", "1"} <= set(text)
    assert parse_number(text.replace("0", "O").replace("1", "I")) == (Kind.BORDER, 33)


@given(st.integers(0, (1 << 40) - 1), st.data())
def test_a_slip_of_the_finger_in_a_number_is_found(number, data):
    text = written(Kind.BORDER, number)
    place = data.draw(st.integers(1, 8))
    other = data.draw(st.sampled_from("123456789ABCDEFGHJKMNPQRSTVWXY".replace(text[place], "")))
    assert parse_number(text[:place] + other + text[place + 1 :]) is None or {text[place], other} == {"0", "Z"}
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if place < 8 and swapped != text and {text[place], text[place + 1]} != {"0", "Z"}:
        assert parse_number(swapped) is None


@pytest.mark.parametrize("text", ["", "B", "X003NQK8NN", "B003NQK8N", "B003NQK8NNN", "B003NQK8N!", "É03NQK8NN"])
def test_other_texts_are_no_number(text):
    assert parse_number(text) is None


def test_a_pass_is_read_and_verified_in_under_three_milliseconds():
    """About 0.25 ms on the machine of the tests; the floor here is one that a busy machine also keeps."""
    text, started = issue(BORDER, KEY), process_time()
    for _ in range(100):
        verify(read(text), ISSUERS, ON)  # type: ignore[arg-type]
    assert process_time() - started < 0.3
    assert ID in ISSUERS
