"""The command `lakay trust`: what a file would change is said first; nothing is trusted without a yes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lakay.cli.trust import trust
from lakay.credentials.models import TrustAnchor
from lakay.journal.keys import make_node_keys
from lakay.traveldocs.chips.specimen import make_authority, make_crl, make_master_list, make_signer
from tests.traveldocs.chips.world import NOW, START, state

pytestmark = pytest.mark.django_db


def run(*words: str, answer: str = "") -> Result:
    return CliRunner().invoke(trust, list(words), input=answer)


@pytest.fixture
def listed(tmp_path: Path, db: None) -> Path:
    """A master list with two states."""
    make_node_keys()
    authority = state().authority
    signer = make_signer(authority, not_before=START, common="List")
    both = [authority.certificate, make_authority("XX", not_before=START).certificate]
    path = tmp_path / "utopia.ml"
    path.write_bytes(make_master_list(signer, both, came_along=[authority.certificate], signed_at=NOW))
    return path


def test_without_a_yes_nothing_is_trusted(listed):
    done = run("import", str(listed), answer="n\n")
    assert done.exit_code == 0, done.output
    assert "utopia.ml: 2 new certificates of 2 states, 0 known, 0 new revocation lists" in done.output
    assert "(not known here)" in done.output
    assert not TrustAnchor.objects.exists()


def test_with_a_yes_the_fingerprint_is_asked_for_where_nobody_vouches(listed):
    done = run("import", str(listed), answer="y\ncalled the embassy\n")
    assert done.exit_code == 0, done.output
    assert set(TrustAnchor.objects.values_list("compared", flat=True)) == {"called the embassy"}


def test_all_files_at_once_each_knowing_what_came_before(listed, tmp_path):
    crl = tmp_path / "ut.crl"
    crl.write_bytes(make_crl(state().authority, {9: START}, this_update=NOW))
    done = run("import", str(listed), str(crl), str(listed), "--yes")
    assert done.exit_code == 0, done.output
    assert "ut.crl: 0 certificates and 1 revocation lists added" in done.output
    assert "utopia.ml: 0 new certificates of 0 states, 2 known" in done.output


def test_what_is_trusted_is_listed(listed):
    run("import", str(listed), "--yes")
    rows = [json.loads(line) for line in run("list", "--json").output.splitlines()]
    assert [(row["state"], row["active"]) for row in rows] == [("UT", 1), ("XX", 1)]
    (row,) = run("list", "--state", "ut").output.splitlines()
    assert row.startswith("active  chips  2020-01-01")


def test_a_file_without_anything_in_it_is_named(tmp_path, db):
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague")
    done = run("import", str(path), "--yes")
    assert done.exit_code == 1
    assert "letter.txt" in done.output
