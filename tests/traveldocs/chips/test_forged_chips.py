"""What is not a state's own is told, with the step that shows it; and what this program cannot know is never called forged."""

from datetime import timedelta

import pytest
from asn1crypto import cms, keys, x509
from cryptography.hazmat.primitives.asymmetric import ec

from lakay.traveldocs.chips import Certificate, TrustStore
from lakay.traveldocs.chips.asn1 import MASTER_LIST_SIGNER
from lakay.traveldocs.chips.curves import CURVES
from lakay.traveldocs.chips.specimen import (
    key_info,
    make_authority,
    make_crl,
    make_dg1,
    make_signer,
    make_sod,
    new_key,
    security_object,
    signed_message,
    written_out,
)
from tests.traveldocs.chips.world import GROUPS, NOW, SIGNED, START, ZONE, check, state, told

A_DAY = timedelta(days=1)


def wrapped(message: bytes) -> bytes:
    """A message as a file of a chip."""
    return b"\x77\x82" + len(message).to_bytes(2, "big") + message


# ------------------------------------------------------------------ structure


@pytest.mark.parametrize(
    ("sod", "expected"),
    [
        (b"", ("cannot_check", "structure", "no_data")),
        (b"\x77", ("cannot_check", "structure", "cut_short")),
        (b"\x77\x82\x10", ("cannot_check", "structure", "cut_short")),
        (b"\x60\x02\x5f\x01", ("cannot_check", "structure", "other_file")),
        (b"\x77\x03\x30\x01\x00", ("forged", "structure", "malformed")),
        (b"\x77\x00", ("forged", "structure", "malformed")),
        (b"\x77\x02\x05\x00", ("forged", "structure", "malformed")),
        (b"\x77" * 70_000, ("cannot_check", "structure", "too_long")),
    ],
)
def test_what_is_no_security_object(sod, expected):
    assert told(check(sod)) == expected


def test_a_file_read_in_part_cannot_be_checked():
    assert told(check(state().sod[:-20])) == ("cannot_check", "structure", "cut_short")


def test_bytes_after_the_object_are_not_the_states():
    assert told(check(state().sod + b"\x00")) == ("forged", "structure", "trailing_bytes")


def test_bytes_after_the_message_within_the_object_are_not_the_states():
    message = state().sod[4:]
    assert told(check(wrapped(message + b"\x05\x00"))) == ("forged", "structure", "malformed")


@pytest.mark.parametrize("version", ["v0", "v1", "v2", "v4", "v5"])
def test_a_message_of_another_version_is_not_the_states(version):
    found = check(make_sod(state().signer, GROUPS, signed_at=SIGNED, cms_version=version))
    assert told(found)[:2] == ("forged", "structure")
    assert found.reason in {"wrong_version", "malformed"}  # in version 1 the content stands differently


def test_a_signed_message_of_another_kind_is_no_security_object():
    signer = state().signer
    message = signed_message(signer, "2.23.136.1.1.2", security_object(GROUPS), [signer.certificate], signed_at=SIGNED)
    assert told(check(wrapped(message))) == ("forged", "structure", "wrong_content")


def test_trailing_bytes_in_what_is_signed_are_seen():
    signer = state().signer
    message = signed_message(signer, "2.23.136.1.1.1", security_object(GROUPS) + b"\x00", [signer.certificate], signed_at=SIGNED)
    assert told(check(wrapped(message))) == ("forged", "structure", "malformed")


# ------------------------------------------------------------------ hashes and signature


def test_a_changed_data_group_is_told_by_its_number():
    found = check(state().sod, groups={1: GROUPS[1], 2: GROUPS[2] + b"x"})
    assert told(found) == ("forged", "hashes", "group_changed")
    assert found.detail == "2"


def test_a_data_group_that_the_state_did_not_list_is_told():
    assert told(check(state().sod, groups={3: b"\x63\x00"})) == ("forged", "hashes", "group_not_listed")


def test_a_changed_group_is_forged_even_where_nobody_is_trusted():
    found = check(state().sod, TrustStore(), groups={2: b"other"})
    assert told(found) == ("forged", "hashes", "group_changed")


def changed_content(sod: bytes) -> bytes:
    """The same object with another hash in its list."""
    group = security_object(GROUPS)
    place = sod.index(group) + len(group) - 1
    return sod[:place] + bytes([sod[place] ^ 1]) + sod[place + 1 :]


def test_a_changed_list_of_hashes_is_told():
    assert told(check(changed_content(state().sod), groups={})) == ("forged", "attributes", "digest_differs")


def test_a_changed_signature_is_told():
    sod = state().sod
    spoilt = sod[:-1] + bytes([sod[-1] ^ 1])
    assert told(check(spoilt))[:2] == ("forged", "signature")


def test_a_message_without_attributes_is_not_the_states():
    parsed = cms.ContentInfo.load(state().sod[4:])
    del parsed["content"]["signer_infos"][0]["signed_attrs"]
    assert told(check(wrapped(parsed.dump(force=True)))) == ("forged", "attributes", "attributes_missing")


def test_signing_by_another_key_of_the_same_name_is_told():
    impostor = make_signer(state().authority, not_before=START)
    sod = make_sod(impostor, GROUPS, signed_at=SIGNED)
    with_other_certificate = sod.replace(impostor.certificate, state().signer.certificate)
    assert len(with_other_certificate) != len(sod) or told(check(with_other_certificate))[0] == "forged"


# ------------------------------------------------------------------ curves written out


def forged_curve(**other: int) -> tuple[str, str | None, str | None]:
    """A signer's key on a curve that is nearly P-256."""
    key = new_key()
    info = key_info(key)
    info["algorithm"] = written_out(ec.SECP256R1(), **other)
    signer = make_signer(state().authority, key, not_before=START, info=info)
    return told(check(make_sod(signer, GROUPS, signed_at=SIGNED)))


P256 = next(domain for domain, curve in CURVES.items() if curve is ec.SECP256R1)


@pytest.mark.parametrize("name", ["a", "b", "x", "y", "n", "h"])
def test_a_curve_that_is_only_nearly_a_known_one_is_forged(name):
    value = 2 if name == "h" else getattr(P256, name) + 1
    assert forged_curve(**{name: value}) == ("forged", "signature", "altered_curve")


def test_the_whole_curve_written_out_is_taken():
    assert forged_curve() == ("valid", None, None)


def test_the_forgery_of_2020_is_refused():
    """Another base point makes the public key of an authority belong to a key that anybody has (CVE-2020-0601)."""
    made = state("secp256r1", explicit=True)
    target = Certificate(made.authority.certificate).key
    assert isinstance(target, ec.EllipticCurvePublicKey)
    point = target.public_numbers()
    impostor = make_authority(key=new_key(), not_before=START)
    info = key_info(impostor.key)
    info["algorithm"] = written_out(ec.SECP256R1(), x=point.x, y=point.y)
    info["public_key"] = b"\x04" + point.x.to_bytes(32, "big") + point.y.to_bytes(32, "big")
    signer = make_signer(made.authority, new_key(), not_before=START, info=info)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED), made.trust())) == ("forged", "signature", "altered_curve")


def test_a_point_that_is_not_on_the_curve_is_no_key():
    key = new_key()
    info = key_info(key)
    info["public_key"] = b"\x04" + b"\x01" * 64
    signer = make_signer(state().authority, key, not_before=START, info=info)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("forged", "signature", "bad_key")


BRAINPOOL_224 = {
    "p": 0xD7C134AA264366862A18302575D1D787B09F075797DA89F57EC8C0FF,
    "a": 0x68A5E62CA9CE6C1C299803A6C1530B514E182AD8B0042A59CAD29F43,
    "b": 0x2580F63CCFE44138870713B1A92369E33E2135D266DBB372386C400B,
    "x": 0x0D9029AD2C7E5CF4340823B2A87DC68C9E4CE3174C1E6EFDEE12C07D,
    "y": 0x58AA56F772C0726F24C6B89E4ECDAC24354B9E99CAA3F6D3761402CD,
    "n": 0xD7C134AA264366862A18302575D0FB98D116BC4B6DDEBCA3A5A7939F,
}


@pytest.mark.parametrize("named", [False, True])
def test_a_curve_that_cannot_be_computed_here_is_not_called_forged(named):
    key = new_key("secp224r1")
    info = key_info(key)
    info["algorithm"] = written_out(ec.SECP224R1(), **BRAINPOOL_224)
    if named:
        info["algorithm"]["parameters"] = keys.ECDomainParameters(name="named", value="1.3.36.3.3.2.8.1.1.5")
    signer = make_signer(state().authority, key, not_before=START, info=info)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("cannot_check", "signature", "unknown_curve")


# ------------------------------------------------------------------ chain, usage, validity, revocation


def test_a_state_that_is_not_known_cannot_be_checked():
    other = make_authority("XX", not_before=START)
    assert told(check(state().sod, TrustStore.of([Certificate(other.certificate)]))) == ("cannot_check", "chain", "no_anchor")


def test_who_names_a_states_key_that_did_not_sign_is_forged():
    made = state()
    impostor = make_authority(not_before=START)
    signer = make_signer(impostor, not_before=START, aki=made.authority.ski)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("forged", "chain", "issuer_denies")


def test_an_authority_does_not_sign_documents_itself():
    made = state()
    assert told(check(make_sod(made.authority, GROUPS, signed_at=SIGNED))) == ("forged", "usage", "not_a_signer")


def test_a_signer_of_master_lists_signs_no_documents():
    extra = [{"extn_id": "extended_key_usage", "critical": True, "extn_value": [MASTER_LIST_SIGNER]}]
    signer = make_signer(state().authority, not_before=START, more=extra)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("forged", "usage", "not_a_signer")


def test_a_certificate_for_something_else_signs_no_documents():
    signer = make_signer(state().authority, not_before=START, usage={"key_encipherment"})
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("forged", "usage", "not_a_signer")


def test_signing_after_the_signer_had_ended_is_forged():
    signer = make_signer(state().authority, not_before=START, not_after=SIGNED - 3 * A_DAY)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("forged", "validity", "signed_outside")


def test_signing_before_the_signer_was_appointed_is_forged():
    signer = make_signer(state().authority, not_before=SIGNED + 3 * A_DAY)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("forged", "validity", "signed_outside")


def test_without_a_signing_time_the_signer_must_stand_until_the_document_ends():
    signer = make_signer(state().authority, not_before=START, not_after=NOW - 30 * A_DAY)
    sod = make_sod(signer, GROUPS, signed_at=None)
    assert told(check(sod)) == ("cannot_check", "validity", "signer_expired")
    ended = {1: make_dg1((ZONE[0], "L898902C36UTO7408122F2504155ZE184226B<<<<<18"))}
    assert told(check(make_sod(signer, ended, signed_at=None), groups=ended)) == ("valid", None, None)


def test_an_authority_that_had_ended_before_appoints_nobody():
    authority = make_authority(not_before=START, years=1)
    signer = make_signer(authority, not_before=START + 500 * A_DAY)
    trust = TrustStore.of([Certificate(authority.certificate)])
    assert told(check(make_sod(signer, GROUPS, signed_at=START + 501 * A_DAY), trust)) == (
        "cannot_check",
        "validity",
        "anchor_expired",
    )


def test_a_clock_that_is_years_slow_makes_nothing_forged():
    assert told(check(state().sod, at=START - 700 * A_DAY)) == ("cannot_check", "validity", "not_yet_valid")


def test_a_signer_that_the_state_took_back_is_told():
    made = state()
    crl = make_crl(made.authority, {7: NOW - A_DAY}, this_update=NOW)
    assert told(check(made.sod, made.trust(crl))) == ("forged", "revocation", "revoked")
    assert told(check(made.sod, made.trust(crl), at=NOW - 2 * A_DAY))[0] == "valid"


def test_a_list_that_another_key_signed_revokes_nothing():
    made = state()
    impostor = make_authority(not_before=START)
    found = check(made.sod, made.trust(make_crl(impostor, {7: NOW - A_DAY}, this_update=NOW)))
    assert told(found)[0] == "valid"
    assert "no_crl" in found.remarks


def test_the_newest_list_counts_and_an_old_one_is_told_as_old():
    made = state()
    old = make_crl(made.authority, {7: START}, this_update=START)
    new = make_crl(made.authority, {}, this_update=NOW - A_DAY, number=2)
    assert told(check(made.sod, made.trust(old, new)))[0] == "valid"
    found = check(made.sod, made.trust(make_crl(made.authority, {8: START}, this_update=START)))
    assert "crl_old" in found.remarks


# ------------------------------------------------------------------ state and zone


def test_a_state_does_not_sign_the_documents_of_another():
    groups = {1: make_dg1((ZONE[0].replace("UTO", "HTI"), ZONE[1]))}
    found = check(make_sod(state().signer, groups, signed_at=SIGNED), groups=groups)
    assert told(found) == ("cannot_check", "state", "other_state")


def test_a_printed_zone_unlike_the_one_on_the_chip_is_forged():
    other = (ZONE[0].replace("ANNA", "EMMA"), ZONE[1])
    assert told(check(state().sod, printed=other)) == ("forged", "zone", "zone_differs")


def test_printed_lines_that_were_misread_are_not_called_forged():
    misread = (ZONE[0], ZONE[1].replace("L898902C3", "L8989O2C3"))
    assert told(check(state().sod, printed=misread)) == ("cannot_check", "zone", "zone_unreadable")


def test_names_of_certificates_are_told_in_short():
    name = x509.Name.build({"country_name": "UT", "organization_name": "Specimen", "common_name": "CSCA"})
    assert Certificate(state().authority.certificate).subject_text == "C=UT,O=Specimen,CN=CSCA"
    assert Certificate(state().authority.certificate).subject_der == name.dump()
