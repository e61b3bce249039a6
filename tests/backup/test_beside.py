"""What a copy holds beside a node's keys: its authority for HTTPS, and a hub's halves of the posts' keys."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from lakay.backup import beside
from lakay.tls.fingerprint import fingerprint
from lakay.tls.keeping import look_after, read_authority
from lakay.tls.names import Reached

HERE = Reached(("lakay-oua.local",), ())
HALF = "0123456789abcdef.half"


@pytest.fixture
def copied(tmp_path: Path, settings: Any) -> dict[str, str]:
    """The copy of a hub; then the program stands on a new machine with nothing on it."""
    settings.DATA, settings.KEYS = tmp_path / "old", tmp_path / "old" / "keys"
    look_after(beside.tls_folder(), HERE)
    beside.halves_folder().mkdir(parents=True)
    (beside.halves_folder() / HALF).write_bytes(b"closed")
    found = beside.found()
    settings.DATA, settings.KEYS = tmp_path / "new", tmp_path / "new" / "keys"
    return found


def test_a_restored_node_keeps_its_authority_and_its_halves(copied: dict[str, str], tmp_path: Path) -> None:
    beside.bring(copied)
    assert fingerprint(read_authority(tmp_path / "new" / "tls")) == fingerprint(read_authority(tmp_path / "old" / "tls"))
    assert not look_after(beside.tls_folder(), HERE).made_site, "the site's certificate came too"
    assert stat.S_IMODE((tmp_path / "new" / "tls" / "authority.key").stat().st_mode) == 0o600
    assert (beside.halves_folder() / HALF).read_bytes() == b"closed"


def test_an_authority_that_was_made_meanwhile_is_put_aside_and_a_newer_half_stays(copied: dict[str, str], tmp_path: Path) -> None:
    meanwhile = look_after(beside.tls_folder(), HERE).authority
    beside.halves_folder().mkdir(parents=True)
    (beside.halves_folder() / HALF).write_bytes(b"newer")
    beside.bring(copied)
    assert fingerprint(read_authority(beside.tls_folder())) != fingerprint(meanwhile)
    assert (beside.tls_folder() / "authority.crt.old").is_file()
    assert (beside.halves_folder() / HALF).read_bytes() == b"newer"


def test_a_copy_of_an_earlier_release_or_of_a_node_without_either_brings_nothing(tmp_path: Path, settings: Any) -> None:
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    assert beside.found() == {}
    look_after(beside.tls_folder(), HERE)
    before = read_authority(beside.tls_folder())
    beside.bring({})
    assert read_authority(beside.tls_folder()) == before


def test_a_strange_name_in_a_copy_writes_nowhere_else(tmp_path: Path, settings: Any) -> None:
    """Anybody with the public key can write a file that opens: names in it are not believed."""
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "keys"
    beside.bring({"releases/../../out.half": "eA==", "tls/../out": "eA==", "releases/x.py": "eA==", "../out": "eA=="})
    assert not list(tmp_path.rglob("*out*"))
    assert not list(tmp_path.rglob("*.py"))
