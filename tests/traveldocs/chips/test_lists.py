"""Files with keys of states in every form in which they are published."""

from __future__ import annotations

import base64
import io
import textwrap
import zipfile
from datetime import timedelta

import pytest

from lakay.traveldocs.chips import Certificate, TrustStore, UnreadableList, read_trust_file
from lakay.traveldocs.chips.specimen import (
    make_authority,
    make_crl,
    make_master_list,
    make_signer,
    new_key,
    signed_message,
)
from tests.traveldocs.chips.world import NOW, START, state

A_DAY = timedelta(days=1)


def listed(*more: bytes) -> bytes:
    """A master list of Utopia, with other states."""
    authority = state().authority
    signer = make_signer(authority, not_before=START, common="List")
    return make_master_list(signer, [authority.certificate, *more], came_along=[authority.certificate], signed_at=NOW)


def pem(label: str, der: bytes) -> bytes:
    """DER as text."""
    body = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n".encode()


def ldif(*values: tuple[str, bytes]) -> bytes:
    """Entries of a directory, folded as directories fold them."""
    lines = []
    for number, (name, der) in enumerate(values):
        lines += [f"dn: cn=entry{number},c=UT,dc=data,dc=download", "objectClass: top"]
        whole = f"{name}:: {base64.b64encode(der).decode()}"
        lines += [whole[:78], *(f" {whole[start : start + 77]}" for start in range(78, len(whole), 77)), ""]
    return "\r\n".join(lines).encode()


def zipped(**files: bytes) -> bytes:
    """Several files in one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def prints(data: bytes) -> set[str]:
    """The authorities in a file."""
    return set(read_trust_file(data).anchors)


def test_single_certificates_as_der_and_pem():
    der = state().authority.certificate
    expected = {Certificate(der).fingerprint}
    assert prints(der) == prints(der + b"\n") == prints(pem("CERTIFICATE", der)) == expected


def test_several_in_one_text():
    other = make_authority("XX", not_before=START)
    crl = make_crl(state().authority, {9: NOW}, this_update=NOW)
    found = read_trust_file(
        b"Bag Attributes\n"
        + pem("CERTIFICATE", state().authority.certificate)
        + pem("CERTIFICATE", other.certificate)
        + pem("X509 CRL", crl)
    )
    assert sorted(one.state for one in found.anchors.values()) == ["UT", "XX"]
    assert [one.number for one in found.crls] == [1]


def test_the_directory_of_icao():
    made = state()
    crl = make_crl(made.authority, {9: NOW}, this_update=NOW)
    found = read_trust_file(
        ldif(
            ("pkdMasterListContent", listed()),
            ("userCertificate;binary", made.signer.certificate),
            ("certificateRevocationList;binary", crl),
        )
    )
    assert len(found.anchors) == len(found.signers) == len(found.crls) == 1
    assert found.faults == []


def test_lists_zipped():
    found = read_trust_file(zipped(**{"list.ml": listed(), "other.cer": make_authority("XX", not_before=START).certificate}))
    assert sorted(one.state for one in found.anchors.values()) == ["UT", "XX"]


def brings_nothing(data: bytes) -> bool:
    """Whether a file is refused, or only its faults are told."""
    try:
        found = read_trust_file(data)
    except UnreadableList:
        return True
    return bool(found.faults) and not (found.anchors or found.signers or found.crls)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04nothing", b"-----BEGIN X-----\n-----END X-----", b"dn: x\n\n"])
def test_files_with_nothing_in_them(data):
    assert brings_nothing(data)


def test_one_bad_certificate_leaves_the_others_of_a_list():
    bad = bytearray(make_authority("XX", not_before=START).certificate)
    bad[-1] ^= 1
    number = 1 + sorted([state().authority.certificate, bytes(bad)]).index(bytes(bad))  # a list is a set: DER sorts it
    found = read_trust_file(listed(bytes(bad)))
    assert [one.state for one in found.anchors.values()] == ["UT"]
    assert [fault.where for fault in found.faults] == [f"1.{number}"]


def test_the_signature_that_an_authority_put_under_itself_is_looked_at_only_if_asked():
    bad = bytearray(make_authority("XX", not_before=START).certificate)
    bad[-1] ^= 1
    assert len(read_trust_file(listed(bytes(bad)), thorough=False).anchors) == 2


def test_a_list_signed_by_whoever_is_in_it_is_known_only_if_trusted_before():
    unknown = read_trust_file(listed())
    assert [one.known for one in unknown.list_signers] == [False]
    assert unknown.list_signers[0].root == Certificate(state().authority.certificate).fingerprint
    known = read_trust_file(listed(), state().trust())
    assert [one.known for one in known.list_signers] == [True]


def test_a_message_of_another_kind_is_no_master_list():
    signer = state().signer
    message = signed_message(signer, "2.23.136.1.1.1", b"\x30\x00", [signer.certificate], signed_at=NOW)
    found = read_trust_file(message)
    assert [fault.reason for fault in found.faults] == ["wrong_content"]


def test_a_list_without_the_certificate_of_its_signer_brings_nothing():
    stranger = make_signer(make_authority("XX", not_before=START), new_key(), not_before=START)
    content = listed()
    own = make_master_list(stranger, [state().authority.certificate], came_along=[], signed_at=NOW)
    before, _, after = own.rpartition(stranger.ski)
    without = before + b"\x00" * len(stranger.ski) + after
    assert read_trust_file(content).anchors
    found = read_trust_file(without)
    assert (found.anchors, [fault.reason for fault in found.faults]) == ({}, ["no_signer"])


def test_an_authority_with_a_curve_that_cannot_be_computed_is_kept_and_told():
    store = TrustStore.of([Certificate(state().authority.certificate)])
    link = make_authority(not_before=START + A_DAY, previous=state().authority)
    found = read_trust_file(link.certificate, store)
    assert (len(found.anchors), found.faults) == (1, [])
    assert not next(iter(found.anchors.values())).self_signed
