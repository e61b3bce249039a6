"""What is decided without a database: states, agreements, packets, codes, answers by message."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from lakay.referral.pack import the_pack
from lakay.referral.rules.agreements import FIELDS, Agreement, Party, agreement_for
from lakay.referral.rules.codes import LETTERS, make_case, make_receipt, read_receipt
from lakay.referral.rules.deadlines import deadline_for
from lakay.referral.rules.messages import read_message
from lakay.referral.rules.packets import NAMES, NoPacket, build, kept_until, seal, unseal
from lakay.referral.rules.states import ENDS, REFERRAL_STATES, Decline, Status, is_late, possible, stands

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
TODAY = NOW.date()
DESK, SHELTER = Party("BPM", "child-police", "HTI"), Party("SSJE", "shelter", "HTI")


def agreement(**more: object) -> Agreement:
    values = {"sender": "*", "recipient": "kind:shelter", "purposes": ("support",), "fields": FIELDS, "named": True}
    values |= {"code": "a", "keep_days": 30, "language": "fr", "valid_from": None, "valid_to": None}
    return Agreement(**values | more)  # type: ignore[arg-type]


def test_nobody_answers_what_has_run_out_and_everybody_can_send_it_again() -> None:
    assert stands("sent", NOW, NOW - timedelta(seconds=1)) is Status.SENT
    assert stands("sent", NOW, NOW) is Status.EXPIRED
    assert stands("accepted", NOW, NOW + timedelta(days=9)) is Status.ACCEPTED
    assert possible(Status.EXPIRED, "recipient") == []
    assert possible(Status.EXPIRED, "sender") == [Status.SENT, Status.WITHDRAWN]
    assert possible(Status.RECEIVED, "recipient") == [Status.ACCEPTED, Status.DECLINED]


def test_every_state_that_is_no_end_is_somebodys_turn() -> None:
    assert {state for state, turn in REFERRAL_STATES.turns.items() if not turn} == set(ENDS) == set(REFERRAL_STATES.ends)
    assert is_late(Status.SENT, NOW - timedelta(minutes=1), NOW)
    assert not is_late(Status.DONE, NOW - timedelta(minutes=1), NOW)
    assert not is_late(Status.SENT, None, NOW)


def test_the_more_urgent_the_sooner() -> None:
    urgent, patient = (deadline_for(the_pack().deadlines, level) for level in (1, 4))
    assert urgent.due(Status.SENT, NOW) == NOW + timedelta(minutes=15)
    assert urgent.expires(NOW) < patient.expires(NOW)
    assert urgent.due(Status.DONE, NOW) is None
    assert deadline_for(the_pack().deadlines, 9) == patient


@pytest.mark.parametrize(
    ("more", "covers"),
    [
        ({}, True),
        ({"sender": "BPM"}, True),
        ({"sender": "IBESR"}, False),
        ({"recipient": "SSJE"}, True),
        ({"recipient": "HTI"}, True),
        ({"recipient": "DOM"}, False),
        ({"recipient": "kind:ngo"}, False),
        ({"purposes": ("justice",)}, False),
        ({"valid_to": TODAY}, True),
        ({"valid_to": TODAY - timedelta(days=1)}, False),
        ({"valid_from": TODAY + timedelta(days=1)}, False),
    ],
)
def test_an_agreement_covers_its_parties_its_purposes_and_its_days(more: dict[str, object], covers: bool) -> None:
    found = agreement_for([agreement(**more)], DESK, SHELTER, "support", TODAY)
    assert (found is not None) is covers


KNOWN = {name: f"said of {name}" for name in FIELDS}


@given(st.lists(st.sampled_from(FIELDS), unique=True), st.booleans(), st.booleans())
def test_a_packet_never_holds_more_than_was_agreed(fields: list[str], theirs: bool, its: bool) -> None:
    packet = build(agreement(fields=tuple(fields), named=its), theirs, "K7QF-9M2X", KNOWN)
    assert set(packet) - {"case", "agreement"} <= set(fields)
    assert bool(set(packet) & set(NAMES)) <= (theirs and its)


@pytest.mark.parametrize("one", the_pack().agreements, ids=lambda one: one.code)
def test_no_agreement_of_the_pack_lets_a_name_across_the_line(one: Agreement) -> None:
    across = {"DOM", "CONANI", "DGM"} & {one.sender, one.recipient}
    assert not across or (not one.named and not set(one.fields) & set(NAMES))
    assert not one.named or one.keep_days <= 365


def test_what_goes_to_the_dominican_authority_for_children_is_in_spanish() -> None:
    found = agreement_for(
        the_pack().agreements, Party("IBESR", "child-welfare", "HTI"), Party("CONANI", "child-welfare", "DOM"), "support", TODAY
    )
    assert found is not None
    assert (found.code, found.language) == ("ht-dr-child", "es")


def test_only_the_recipient_opens_a_sealed_packet() -> None:
    own, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    packet = build(agreement(), True, "K7QF-9M2X", KNOWN)
    sealed = seal(packet, own.public_key().public_bytes_raw())
    assert b"said of" not in sealed
    assert unseal(own.private_bytes_raw(), sealed) == packet
    for key, data in ((other, sealed), (own, sealed[:-1]), (own, bytes([sealed[0] ^ 1]) + sealed[1:]), (own, b"")):
        with pytest.raises(NoPacket):
            unseal(key.private_bytes_raw(), data)


def test_the_recipient_forgets_when_the_agreement_says() -> None:
    assert kept_until(None, 30) is None
    assert kept_until(NOW, 30) == NOW + timedelta(days=30)


def test_a_receipt_is_read_as_people_type_it_and_a_slip_is_found() -> None:
    code = make_receipt(os.urandom)
    assert read_receipt(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code
    for place, letter in enumerate(code):
        wrong = code[:place] + LETTERS[(LETTERS.index(letter) + 7) % 32] + code[place + 1 :] if letter != "-" else code[:place]
        assert read_receipt(wrong) != code
    assert read_receipt("") is read_receipt("no code at all") is None
    assert len(make_case(os.urandom)) == 9


CODE = make_receipt(lambda count: bytes(range(count)))


@pytest.mark.parametrize(
    ("text", "step", "reason", "language"),
    [
        ("WI {}", Status.ACCEPTED, None, "ht"),
        ("wi, {}.", Status.ACCEPTED, None, "ht"),
        ("Sí {} gracias", Status.ACCEPTED, None, "es"),
        ("oui{}", None, None, ""),
        ("NON {} plen", Status.DECLINED, Decline.FULL, ""),
        ("no {} lleno", Status.DECLINED, Decline.FULL, ""),
        ("non {} chemen an bloke", Status.DECLINED, Decline.OTHER, ""),
        ("KÒMANSE {}", Status.BEGUN, None, "ht"),
        ("fini {}", Status.DONE, None, ""),
        ("Reçu {}", Status.RECEIVED, None, "fr"),
        ("{} WI", None, None, ""),
        ("WI", None, None, ""),
        ("", None, None, ""),
        ("WI 1234-5678-9ABC", None, None, ""),
    ],
)
def test_answers_by_message(text: str, step: Status | None, reason: Decline | None, language: str) -> None:
    said = read_message(text.format(CODE))
    assert (said.step if said else None) == step
    if said:
        assert (said.receipt, said.reason, said.language) == (CODE, reason, language)
    assert (read_message(text.format(CODE.replace("-", ""))) is None) is (step is None)


@given(st.text())
def test_no_message_breaks_the_reader(text: str) -> None:
    said = read_message(text)
    assert said is None or read_receipt(said.receipt) == said.receipt
