"""A stick is installed from only when it is whole, unaltered, signed by the right people, and for this machine."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.install.manifest import (
    BadStick,
    Manifest,
    check_files,
    check_machine,
    fingerprint,
    grouped,
    list_files,
    parse,
    public_key,
    read,
)

RELEASE = Ed25519PrivateKey.from_private_bytes(b"r" * 32)
TRUSTED = fingerprint(RELEASE.public_key().public_bytes_raw())


def signed(folder: Path, key: Ed25519PrivateKey = RELEASE) -> Manifest:
    """A small stick: a wheel, the installer, and their list, signed."""
    for name, content in {"wheels/a-1.whl": b"a" * 5000, "installer/x.py": b"print(1)\n", "install.sh": b"#!/bin/sh\n"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    found = Manifest("0.1.0", "20261122T061500Z", ("3.11", "3.13"), "linux x86_64", list_files(folder))
    (folder / "MANIFEST.txt").write_text(found.text())
    (folder / "MANIFEST.sig").write_text(key.sign(found.text().encode()).hex())
    (folder / "RELEASE.pub").write_text(key.public_key().public_bytes_raw().hex())
    return found


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A good stick."""
    signed(tmp_path)
    return tmp_path


def fault(stick: Path, trusted: str = TRUSTED) -> str:
    """Why a stick is refused."""
    with pytest.raises(BadStick) as found:
        check_files(stick, read(stick, trusted))
    return found.value.code


def test_a_good_stick_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = signed(tmp_path)
    found = read(tmp_path, TRUSTED)
    check_files(tmp_path, found)
    assert found == made
    assert found.release == "0.1.0-20261122T061500Z"


def test_an_altered_wheel_is_refused_though_its_size_is_the_same(stick: Path) -> None:
    (stick / "wheels" / "a-1.whl").write_bytes(b"a" * 4999 + b"b")
    assert fault(stick) == "altered"


def test_a_missing_wheel_is_told_by_name(stick: Path) -> None:
    (stick / "wheels" / "a-1.whl").unlink()
    with pytest.raises(BadStick, match=r"wheels/a-1\.whl"):
        check_files(stick, read(stick, TRUSTED))
    assert fault(stick) == "missing"


def test_a_wheel_too_many_is_refused(stick: Path) -> None:
    (stick / "wheels" / "b-9.whl").write_bytes(b"evil")
    assert fault(stick) == "strange"


def test_what_systems_and_people_leave_beside_is_not_the_releases(stick: Path) -> None:
    for name in (
        "trust/lakay-ca.crt",
        "System Volume Information/IndexerVolumeGuid",
        ".Trash-1000/info/x",
        "installer/__pycache__/x.pyc",
    ):
        (stick / name).parent.mkdir(parents=True, exist_ok=True)
        (stick / name).write_bytes(b"x")
    check_files(stick, read(stick, TRUSTED))


def test_an_altered_list_is_refused(stick: Path) -> None:
    text = (stick / "MANIFEST.txt").read_text()
    (stick / "MANIFEST.txt").write_text(text.replace("0.1.0", "9.9.9"))
    assert fault(stick) == "bad_signature"


def test_a_stick_that_others_signed_is_refused_and_says_by_whom(stick: Path) -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    signed(stick, stranger)
    with pytest.raises(BadStick, match=grouped(fingerprint(stranger.public_key().public_bytes_raw()))):
        read(stick, TRUSTED)


def test_the_right_key_beside_a_wrong_signature_is_refused(stick: Path) -> None:
    (stick / "MANIFEST.sig").write_text("00" * 64)
    assert fault(stick) == "bad_signature"
    (stick / "MANIFEST.sig").write_text("no hex")
    assert fault(stick) == "bad_signature"


@pytest.mark.parametrize("name", ["MANIFEST.txt", "MANIFEST.sig", "RELEASE.pub"])
def test_a_folder_without_its_list_is_no_stick(stick: Path, name: str) -> None:
    (stick / name).unlink()
    assert fault(stick) == "not_a_stick"


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "lakay-stick 2\nrelease 1 x\npython 3.11 linux x86_64\n",
        "lakay-stick 1\npython 3.11 linux x86_64\n",
        "lakay-stick 1\nrelease 1 x\n",
        "lakay-stick 1\nrelease 1 x\npython 3.11 linux x86_64\nfile abc many a\n",
        "lakay-stick 1\nrelease 1 x\npython 3.11 linux x86_64\nfile abc 1 ../etc/passwd\n",
        "lakay-stick 1\nrelease 1 x\npython 3.11 linux x86_64\nfile abc 1 /etc/passwd\n",
        "lakay-stick 1\nrelease 1 x\npython 3.11 linux x86_64\nlink a b\n",
    ],
)
def test_a_list_that_says_something_else_is_refused(lines: str) -> None:
    with pytest.raises(BadStick, match="not_a_stick"):
        parse(lines)


def test_it_is_for_the_machines_it_names(tmp_path: Path) -> None:
    made = signed(tmp_path)
    check_machine(made, "3.13", "linux x86_64")
    with pytest.raises(BadStick, match="other_python"):
        check_machine(made, "3.12", "linux x86_64")
    with pytest.raises(BadStick, match="other_machine"):
        check_machine(made, "3.11", "linux aarch64")


def test_the_digits_on_paper_are_those_of_the_key(stick: Path) -> None:
    assert fingerprint(public_key(stick)) == TRUSTED
    assert len(TRUSTED) == 20
    assert grouped("ABCDEFGH") == "ABCD EFGH"
