"""The finer points of the structure, each spoilt by itself in an object that is otherwise the state's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric import ec

from lakay.traveldocs.chips import Certificate, Stop
from lakay.traveldocs.chips.asn1 import SecurityObject
from lakay.traveldocs.chips.curves import OTHERS, PRIMES
from lakay.traveldocs.chips.sod import read_security_data
from lakay.traveldocs.chips.specimen import key_info, make_signer, make_sod, new_key, written_out
from tests.traveldocs.chips.world import GROUPS, SIGNED, START, check, state, told


def wrapped(message: bytes) -> bytes:
    """A message as a file of a chip."""
    return b"\x77\x82" + len(message).to_bytes(2, "big") + message


def spoilt(change: Callable[[Any], None]) -> bytes:
    """The object of the state with something changed in its message."""
    parsed = cms.ContentInfo.load(state().sod[4:])
    change(parsed["content"])
    return wrapped(parsed.dump(force=True))


def test_unspoilt_it_is_valid():
    assert told(check(spoilt(lambda message: None))) == ("valid", None, None)


def signer_of_another_version(message: Any) -> None:
    message["signer_infos"][0]["version"] = "v3"


def hash_that_was_not_announced(message: Any) -> None:
    message["digest_algorithms"] = [{"algorithm": "sha512"}]


def an_attribute_twice(message: Any) -> None:
    attributes = message["signer_infos"][0]["signed_attrs"]
    attributes.append({"type": "message_digest", "values": [b"\x00" * 32]})


def an_attribute_with_two_values(message: Any) -> None:
    attributes = message["signer_infos"][0]["signed_attrs"]
    digest = next(one for one in attributes if one["type"].native == "message_digest")
    digest["values"].append(b"\x00" * 32)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (signer_of_another_version, "wrong_version"),
        (hash_that_was_not_announced, "malformed"),
        (an_attribute_twice, "malformed"),
        (an_attribute_with_two_values, "malformed"),
    ],
)
def test_what_no_state_writes_is_forged(change, reason):
    assert told(check(spoilt(change))) == ("forged", "structure", reason)


SHA256 = bytes.fromhex("0609608648016503040201")


def test_a_hash_takes_no_parameters():
    sod = state().sod
    place = sod.rindex(SHA256 + b"\x05\x00") + len(SHA256)
    changed = sod[:place] + b"\x04\x00" + sod[place + 2 :]
    assert told(check(changed)) == ("forged", "structure", "malformed")


def test_a_signature_for_another_kind_of_content_is_told():
    def older(message: Any) -> None:
        message["encap_content_info"]["content_type"] = "1.3.27.1.1.1"

    assert told(check(spoilt(older))) == ("forged", "attributes", "type_differs")


def test_two_signers_are_not_judged():
    def twice(message: Any) -> None:
        message["signer_infos"].append(message["signer_infos"][0].copy())

    assert told(check(spoilt(twice))) == ("cannot_check", "structure", "several_signers")


def test_no_signer_at_all_is_forged():
    def none(message: Any) -> None:
        message["signer_infos"] = []

    assert told(check(spoilt(none))) == ("forged", "structure", "no_signer")


def hashes(*listed: tuple[int, int], version: int = 0, layout: bool = False) -> bytes:
    """A list of groups with hashes of some length."""
    values: dict[str, Any] = {
        "version": version,
        "digest_algorithm": {"algorithm": "sha256"},
        "groups": [{"number": number, "digest": b"\x01" * size} for number, size in listed],
    }
    if layout:
        values["layout_version"] = {"layout": "0108", "unicode": "040000"}
    return bytes(SecurityObject(values).dump())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (hashes((1, 32), (1, 32)), "malformed"),
        (hashes((1, 32), (2, 20)), "malformed"),
        (hashes((0, 32)), "malformed"),
        (hashes((17, 32)), "malformed"),
        (hashes(), "malformed"),
        (hashes((1, 32), version=2), "wrong_version"),
        (hashes((1, 32), version=1), "wrong_version"),
        (hashes((1, 32), layout=True), "wrong_version"),
    ],
)
def test_a_list_of_hashes_that_no_state_writes(content, reason):
    with pytest.raises(Stop) as stop:
        read_security_data(content)
    assert stop.value.reason == reason


def test_a_list_of_hashes_as_states_write_it():
    assert set(read_security_data(hashes((1, 32), (16, 32), version=1, layout=True)).digests) == {1, 16}


def test_a_certificate_names_its_algorithm_twice_and_the_same():
    parsed = x509.Certificate.load(state().signer.certificate)
    parsed["signature_algorithm"] = {"algorithm": "sha384_ecdsa"}
    with pytest.raises(Stop, match="algorithm"):
        Certificate(parsed.dump(force=True))


TWISTED = next(domain for domain, name in OTHERS.items() if name == "BrainpoolP256T1")


def test_a_curve_with_the_prime_of_another_is_not_called_forged_in_good_faith():
    assert TWISTED.p in PRIMES
    key = new_key("brainpoolP256r1")
    info = key_info(key)
    numbers = {name: getattr(TWISTED, name) for name in ("p", "a", "b", "x", "y", "n")}
    info["algorithm"] = written_out(ec.BrainpoolP256R1(), **numbers)
    signer = make_signer(state().authority, key, not_before=START, info=info)
    assert told(check(make_sod(signer, GROUPS, signed_at=SIGNED))) == ("cannot_check", "signature", "unknown_curve")
