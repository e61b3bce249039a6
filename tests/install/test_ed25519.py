"""The signature is checked with whole numbers as the library checks it."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from lakay.install.ed25519 import ORDER, verify

# RFC 8032 section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_hold(public: str, message: str, signature: str) -> None:
    assert verify(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


@given(
    seed=st.binary(min_size=32, max_size=32),
    message=st.binary(max_size=80),
    place=st.integers(0, 63 * 8),
    part=st.sampled_from("skm"),
)
@settings(max_examples=25)
def test_a_bit_turned_anywhere_is_found(seed: bytes, message: bytes, place: int, part: str) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert verify(public, message, signature)
    changed = {"s": signature, "k": public, "m": message or b"x"}
    raw = bytearray(changed[part])
    raw[place // 8 % len(raw)] ^= 1 << place % 8
    changed[part] = bytes(raw)
    if part == "m" and not message:
        changed["m"] = b"x"
    assert not verify(changed["k"], changed["m"], changed["s"])


def test_the_same_signature_written_otherwise_is_refused() -> None:
    key = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
    signature = key.sign(b"stick")
    s = int.from_bytes(signature[32:], "little") + ORDER
    if s < 1 << 256:
        assert not verify(key.public_key().public_bytes_raw(), b"stick", signature[:32] + s.to_bytes(32, "little"))


@given(public=st.binary(min_size=32, max_size=32), signature=st.binary(min_size=64, max_size=64))
@settings(max_examples=25)
def test_it_never_takes_what_the_library_refuses(public: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, b"stick")
    except (InvalidSignature, ValueError):
        assert not verify(public, b"stick", signature)


@pytest.mark.parametrize(
    ("public", "signature"), [(b"", b""), (b"1" * 31, b"2" * 64), (b"\xff" * 32, b"2" * 64), (b"1" * 32, b"2" * 63)]
)
def test_what_is_no_key_and_no_signature_is_refused(public: bytes, signature: bytes) -> None:
    assert not verify(public, b"", signature)


def test_the_installer_needs_nothing_but_the_standard_library() -> None:
    import sys

    folder = Path(__file__).parents[2] / "src" / "lakay" / "install"
    imported = {
        line.split()[1].split(".")[0]
        for path in folder.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from "))
    }
    assert imported - {"lakay"} <= sys.stdlib_module_names
    inner = [
        line for path in folder.glob("*.py") for line in path.read_text(encoding="utf-8").splitlines() if "from lakay." in line
    ]
    assert all("from lakay.install" in line for line in inner)
