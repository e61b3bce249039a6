"""The commands `lakay chip`, `lakay seal`: answers, and exit codes that a script can go by."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lakay.cli.chip import chip, seal
from lakay.traveldocs.chips.specimen import make_crl, make_master_list, make_signer
from tests.traveldocs.chips.world import GROUPS, NOW, START, ZONE, state
from tests.traveldocs.seals import test_seals as seals_of_tests


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A chip as read, and a master list with its state."""
    made = state()
    (tmp_path / "sod.bin").write_bytes(made.sod)
    for number, content in GROUPS.items():
        (tmp_path / f"dg{number}.bin").write_bytes(content)
    signer = make_signer(made.authority, not_before=START, common="List")
    listed = make_master_list(signer, [made.authority.certificate], came_along=[made.authority.certificate], signed_at=NOW)
    (tmp_path / "list.ml").write_bytes(listed)
    (tmp_path / "crl.crl").write_bytes(make_crl(made.authority, {7: START}, this_update=NOW))
    (tmp_path / "zone.txt").write_text("\n".join(ZONE))
    return tmp_path


def verify(files: Path, *more: str) -> Result:
    """Check the chip as of a day."""
    return CliRunner().invoke(chip, ["verify", "--sod", str(files / "sod.bin"), "--at", "2026-11-22", *more])


def test_a_valid_chip_ends_with_0(files):
    dgs = [part for n in (1, 2) for part in ("--dg", str(n), str(files / f"dg{n}.bin"))]
    done = verify(files, *dgs, "--mrz", str(files / "zone.txt"), "--trust", str(files / "list.ml"), "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["verdict"], told["groups"], told["checked"]) == ("valid", [1, 2], [1, 2])
    assert told["message"] == "Genuine: a state vouches for it."
    assert {step["step"]: step["outcome"] for step in told["steps"]}["zone"] == "passed"


def test_a_changed_group_ends_with_1(files):
    done = verify(files, "--dg", "1", str(files / "dg2.bin"), "--trust", str(files / "list.ml"), "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["verdict"], told["step"], told["reason"]) == ("forged", "hashes", "group_changed")


def test_a_revoked_signer_ends_with_1(files):
    done = verify(files, "--trust", str(files / "list.ml"), "--crl", str(files / "crl.crl"))
    assert done.exit_code == 1
    assert "The state has taken back the certificate" in done.output


def test_without_anybody_trusted_it_ends_with_3(files):
    done = verify(files)
    assert done.exit_code == 3
    assert done.output.startswith("CANNOT_CHECK")


def test_a_folder_of_files_is_trusted(files):
    (files / "trust").mkdir()
    (files / "list.ml").rename(files / "trust" / "list.ml")
    assert verify(files, "--trust", str(files / "trust")).exit_code == 0


@pytest.mark.parametrize("more", [["--at", "yesterday"], ["--dg", "17", "x"], ["--trust", "sod.bin"], ["--crl", "zone.txt"]])
def test_wrong_use_ends_with_2(files, more, monkeypatch):
    monkeypatch.chdir(files)
    assert verify(files, *more).exit_code == 2


def test_a_list_with_a_changed_byte_is_wrong_use(files):
    data = bytearray((files / "list.ml").read_bytes())
    data[-1] ^= 1
    (files / "list.ml").write_bytes(data)
    assert verify(files, "--trust", str(files / "list.ml")).exit_code == 2


def test_a_seal_is_read_from_a_pipe(tmp_path):
    signer = tmp_path / "signer.cer"
    signer.write_bytes(seals_of_tests.offices()[1].certificate)
    done = CliRunner().invoke(seal, ["read", "-", "--trust", str(signer), "--json"], input=seals_of_tests.seal())
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["seal"]["signer"] == "UTTS"
    assert [one["name"] for one in told["seal"]["features"]] == ["zone", "entries", "stay", "passport_number"]
    assert CliRunner().invoke(seal, ["read", "-"], input=b"nothing").exit_code == 3


def test_the_command_loads_no_django(files):
    code = (
        "import sys; from lakay.cli.main import main\n"
        "try: main(['chip', 'verify', '--sod', sys.argv[1]])\n"
        "except SystemExit: print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(files / "sod.bin")], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
