"""Visible digital seals: read, vouched for, forged, spoilt by readers."""

from base64 import b64encode
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.traveldocs.chips import Certificate, Crl, TrustStore
from lakay.traveldocs.chips.specimen import Holder, make_authority, make_crl, make_signer, new_key
from lakay.traveldocs.seals import NotASeal, SealCheck, c40, check_seal, payload_of, read_seal
from lakay.traveldocs.seals.reading import read_date, write_date
from lakay.traveldocs.seals.specimen import make_seal
from tests.traveldocs.chips.world import NOW, START

ON = date(2026, 3, 5)
ROWS = ("VCUTO<SPECIMEN<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204159")
VISA = [
    (1, c40.encode("".join(ROWS))),
    (3, b"\x02"),
    (4, b"\x5a\x00\x00"),
    (5, c40.encode("L898902C3")),
]


def offices(kind: str = "brainpoolP256r1") -> tuple[Holder, Holder]:
    """An authority, and its signer of seals: UT TS, number 2A."""
    return appointed(kind)


@cache
def appointed(kind: str) -> tuple[Holder, Holder]:
    """The same, made once for each kind of key."""
    authority = make_authority(not_before=START)
    return authority, make_signer(authority, new_key(kind), not_before=START, common="TS", serial=0x2A)


def seal(kind: str = "brainpoolP256r1") -> bytes:
    """A seal on a visa."""
    return make_seal(offices(kind)[1], signer_name="UTTS", on=ON, kind="5d01", fields=VISA)


def trust(*crls: bytes, kind: str = "brainpoolP256r1") -> TrustStore:
    """A store that knows both."""
    authority, signer = offices(kind)
    return TrustStore.of([Certificate(authority.certificate)], [Crl(one) for one in crls], [Certificate(signer.certificate)])


def told(found: SealCheck) -> tuple[str, str | None, str | None]:
    """The answer in three words."""
    return (found.verdict.value, found.step and found.step.value, found.reason and found.reason.value)


# ------------------------------------------------------------------ reading


def test_a_visa_is_read():
    found = read_seal(seal())
    assert (found.version, found.country, found.signer, found.reference) == (4, "UTO", "UTTS", "2a")
    assert (found.issued_on, found.signed_on) == (ON, ON)
    assert found.kind is not None
    assert found.kind.name == "visa"
    assert found.zone == (ROWS[0], ROWS[1].ljust(44, "<"))
    assert found.feature("entries") == "2"
    assert found.feature("passport_number") == "L898902C3"


def test_the_header_of_both_versions_is_read():
    """Headers as other programs make them: Germany, signer DETS, certificate 32, 27 September 2024."""
    body = "8d7ad88d7ad8fb06" + "0302" + "6abc" + "ff02" + "0102"
    for head, version in (("dc026abc6d32c8a51a1f", 3), ("dc036abc6d32c8a72cb1", 4)):
        found = read_seal(bytes.fromhex(head + body))
        assert (found.version, found.country, found.signer, found.reference) == (version, "D", "DETS", "32")
        assert found.signed_on == date(2024, 9, 27)


def test_a_kind_that_is_not_known_is_read_with_its_bytes():
    found = read_seal(make_seal(offices()[1], signer_name="UTTS", on=ON, kind="c801", fields=[(9, b"\x01\x02")]))
    assert found.kind is None
    assert [(one.tag, one.name, one.value) for one in found.features] == [(9, "", "0102")]


@pytest.mark.parametrize("on", [date(2000, 1, 1), date(1999, 12, 31), date(2026, 2, 28)])
def test_days_stand_in_three_bytes(on):
    assert read_date(write_date(on)) == on


@given(st.text(alphabet="ABCXYZ0189 ", min_size=1, max_size=40))
def test_what_is_written_in_c40_is_read(text):
    assert c40.decode(c40.encode(text)) == text


@pytest.mark.parametrize("payload", [b"", b"\xdb\x03", b"\xdc", b"\xdc\x09", b"\xdc\x03\x6a\xbc"])
def test_what_is_no_seal_is_said(payload):
    with pytest.raises(NotASeal):
        read_seal(payload)


@given(st.binary(max_size=200))
def test_it_takes_any_bytes(data):
    for given_bytes in (data, b"\xdc\x03" + data, b"\xdc\x02" + data):
        assert check_seal(given_bytes, trust(), NOW).verdict in {"forged", "cannot_check"}


@given(st.integers(0, len(seal()) - 1), st.integers(1, 255))
def test_no_changed_byte_is_vouched_for(place, change):
    data = bytearray(seal())
    data[place] ^= change
    assert check_seal(bytes(data), trust(), NOW).verdict != "valid"


# ------------------------------------------------------------------ checking


@pytest.mark.parametrize("kind", ["brainpoolP256r1", "secp224r1", "secp256r1", "brainpoolP384r1", "brainpoolP512r1"])
def test_it_takes_what_a_state_signed(kind):
    found = check_seal(seal(kind), trust(kind=kind), NOW)
    assert told(found) == ("valid", None, None)
    assert found.anchor == Certificate(offices(kind)[0].certificate).fingerprint


def test_a_changed_field_is_forged():
    data = seal().replace(c40.encode("L898902C3"), c40.encode("L898902C4"))
    assert told(check_seal(data, trust(), NOW)) == ("forged", "signature", "bad_signature")


def test_a_seal_spoilt_by_a_reader_is_not_called_forged():
    spoilt = seal().decode("latin-1").encode()
    assert told(check_seal(spoilt, trust(), NOW))[:2] == ("cannot_check", "structure")
    assert told(check_seal(seal()[:-3], trust(), NOW))[:2] == ("cannot_check", "structure")


def test_without_the_signers_key_it_is_read_and_not_checked():
    found = check_seal(seal(), TrustStore(), NOW)
    assert told(found) == ("cannot_check", "signature", "no_signer")
    assert found.seal is not None
    assert found.seal.feature("entries") == "2"


def test_a_signer_that_nobody_vouches_for_is_trusted_only_if_a_person_accepted_it():
    signer = Certificate(offices()[1].certificate)
    assert told(check_seal(seal(), TrustStore(signers=[signer]), NOW)) == ("cannot_check", "chain", "no_anchor")
    accepted = TrustStore(signers=[signer], accepted=[signer.fingerprint])
    assert told(check_seal(seal(), accepted, NOW)) == ("valid", None, None)


def test_a_seal_signed_when_the_signer_had_ended_is_forged():
    authority, _ = offices()
    ended = make_signer(authority, new_key(), not_before=START, not_after=NOW - timedelta(days=900), common="TS", serial=0x2A)
    data = make_seal(ended, signer_name="UTTS", on=ON, kind="5d01", fields=VISA)
    store = TrustStore.of([Certificate(authority.certificate)], signers=[Certificate(ended.certificate)])
    assert told(check_seal(data, store, NOW)) == ("forged", "validity", "signed_outside")


def test_a_seal_of_a_signer_that_was_taken_back_is_forged():
    crl = make_crl(offices()[0], {0x2A: NOW - timedelta(days=1)}, this_update=NOW)
    assert told(check_seal(seal(), trust(crl), NOW)) == ("forged", "revocation", "revoked")


def test_a_seal_from_tomorrow_is_not_vouched_for():
    assert told(check_seal(seal(), trust(), START + timedelta(days=30))) == ("cannot_check", "validity", "not_yet_valid")


# ------------------------------------------------------------------ as readers hand them over


def test_a_seal_is_known_in_every_writing_of_readers():
    made = seal()
    windows = "".join(bytes([byte]).decode("cp1252", errors="replace") for byte in made)
    windows = "".join(chr(byte) if sign == "\ufffd" else sign for byte, sign in zip(made, windows, strict=True))
    texts = [made.hex(), made.hex().upper() + "\r", b64encode(made).decode() + "\n", made.decode("latin-1"), windows]
    assert [payload_of(text) for text in texts] == [made] * len(texts)


@given(st.binary(max_size=300), st.sampled_from([b"\xdc\x02", b"\xdc\x03"]))
def test_any_bytes_of_a_seal_come_back(rest, head):
    made = head + rest + b"."
    assert payload_of(made.hex()) == payload_of(b64encode(made).decode()) == payload_of(made.decode("latin-1")) == made


@pytest.mark.parametrize("text", ["", "\n".join(ROWS), "DC0", "DC0312X", "3AM", "3AM=A", "LKXABC", "Ü", "DC04AA"])
def test_other_texts_are_no_seals(text):
    assert payload_of(text) is None


def test_a_character_that_stands_for_no_byte_spoils_the_seal():
    spoilt = payload_of("\xdc\x03\u6f22")
    assert spoilt == b"\xdc\x03?"
    assert told(check_seal(spoilt, trust(), NOW)) == ("cannot_check", "structure", "malformed")
