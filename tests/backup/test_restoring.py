"""A real node in a folder, worked with, copied, lost and made again by the commands that an administrator types."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lakay.backup.trying import MEMORY, SCRATCH
from lakay.prove.node import Node
from lakay.tls.fingerprint import fingerprint
from lakay.tls.keeping import look_after, read_authority
from lakay.tls.names import Reached
from tests.backup.conftest import damaged

HEAD = re.compile(r"([0-9a-f]{16})\.([0-9a-f]{16}):(\d+):([0-9a-f]{64})")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass
class Office:
    """A node with its copies on a stick, and the sheets of paper."""

    node: Node
    stick: Path
    sheets: list[str]
    between: datetime

    def lakay(self, *words: str, folder: Path | None = None, **more: str) -> tuple[int, str]:
        """A command on this node, or on the machine in another folder. Returns its code and all it said."""
        place = {"LAKAY_BACKUP": str(self.stick), **more}
        node = Node(folder or self.node.folder, os.environ, more=place)
        done = node.run(*words)
        return done.returncode, done.stdout + done.stderr

    def restore(self, folder: Path, *words: str, source: Path | None = None) -> tuple[int, str]:
        """Restore on a machine with nothing on it but the program."""
        return self.lakay("restore", str(source or self.stick), *self.sheets, *words, folder=folder)

    def head(self, folder: Path | None = None) -> tuple[str, str, str, str]:
        """The end of a store's journal."""
        found = HEAD.search(self.lakay("journal", "head", folder=folder)[1])
        assert found, "no head"
        return found.groups()  # type: ignore[return-value]


def staff(office: Office, folder: Path | None = None) -> set[str]:
    """The accounts of a store."""
    return {line.split()[0] for line in office.lakay("staff", "list", folder=folder)[1].splitlines() if line.strip()}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[Office]:
    """A base with everything, a segment with Zoé, a segment with Yves; then nobody who was not copied."""
    place = tmp_path_factory.mktemp("office")
    made = Office(Node(place / "node", os.environ), place / "stick", [], datetime.now(UTC))
    made.node.make()
    look_after(made.node.folder / "tls", Reached(("lakay-oua.local",), ()))
    pages = place / "pages"
    assert made.lakay("backup", "key", "--pages", str(pages))[0] == 0
    for number in (1, 3):
        rows = re.search(r"<pre>(.*?)</pre>", (pages / f"copies-key-{number}-of-3.html").read_text(), re.DOTALL)
        assert rows
        (place / f"sheet{number}").write_text(rows[1])
        made.sheets += ["--sheet", str(place / f"sheet{number}")]
    for step in ("", "zoe", "yves"):
        if step:
            assert made.lakay("staff", "add", step, "--name", step.title(), "--agency", "DIE")[0] == 0
        if step == "zoe":
            made.between = datetime.now(UTC)
        code, said = made.lakay("backup", *(["--segments"] if step else []))
        assert code == 0, said
    yield made
    shutil.rmtree(place, ignore_errors=True)


def test_a_burnt_node_is_made_again_on_a_machine_that_has_nothing(office, tmp_path):
    code, said = office.restore(tmp_path / "new")
    assert code == 0, said
    assert staff(office, tmp_path / "new") == staff(office)
    code, said = office.lakay("journal", "verify", folder=tmp_path / "new")
    assert code == 0, said
    old, new = (read_authority(folder / "tls") for folder in (office.node.folder, tmp_path / "new"))
    assert fingerprint(new) == fingerprint(old), "the screens of the post would have to trust it anew"


def test_a_restored_store_has_the_same_name_and_a_new_epoch_and_never_continues_the_old_chain(office, tmp_path):
    office.restore(tmp_path / "new")
    node, epoch, _, _ = office.head()
    assert office.head(tmp_path / "new")[0] == node
    assert office.head(tmp_path / "new")[1] != epoch
    assert office.head(tmp_path / "new")[2] == "1", "that it was restored is the first entry"
    office.restore(tmp_path / "twin")
    assert len({office.head()[1], office.head(tmp_path / "new")[1], office.head(tmp_path / "twin")[1]}) == 3


def test_it_is_made_again_as_it_was_at_an_instant(office, tmp_path):
    code, said = office.restore(tmp_path / "new", "--until", office.between.isoformat())
    assert code == 0, said
    assert "zoe" in staff(office, tmp_path / "new")
    assert "yves" not in staff(office, tmp_path / "new")
    assert office.lakay("journal", "verify", folder=tmp_path / "new")[0] == 0


def test_an_instant_before_the_first_copy_is_refused(office, tmp_path):
    code, said = office.restore(tmp_path / "new", "--until", "2020-01-01T00:00Z")
    assert code == 1
    assert "old enough" in said
    assert not list(tmp_path.rglob("*.sqlite3*"))


def test_entries_that_nobody_else_has_are_not_lost_without_the_words(office, tmp_path):
    shutil.copytree(office.node.folder, tmp_path / "node")
    assert office.lakay("staff", "add", "late", "--name", "Late", "--agency", "DIE", folder=tmp_path / "node")[0] == 0
    before = office.head(tmp_path / "node")
    code, said = office.restore(tmp_path / "node")
    assert code == 1
    words = re.search(r'--force "(lose \d+ entries)"', said)
    assert words, said
    assert office.restore(tmp_path / "node", "--force", "yes")[0] == 1
    assert office.head(tmp_path / "node") == before
    code, said = office.restore(tmp_path / "node", "--force", words[1])
    assert code == 0, said
    assert "late" not in staff(office, tmp_path / "node")
    (aside,) = tmp_path.joinpath("node").glob("*.before-restore-1")
    assert aside.stat().st_size > 0, "the old store is put aside, not removed"


@pytest.mark.parametrize("kind", ["base", "more", "keys"])
def test_a_copy_that_was_changed_restores_nothing_and_what_was_there_stays(office, tmp_path, kind):
    shutil.copytree(office.stick, tmp_path / "stick")
    damaged(min((tmp_path / "stick").rglob(f"*-{kind}.copy")))
    code, said = office.restore(tmp_path / "new", source=tmp_path / "stick")
    assert code == 1
    assert "Nothing was restored" in said
    assert not list((tmp_path / "new").glob("*.sqlite3*"))


def test_a_segment_that_is_missing_ends_the_line_there(office, tmp_path):
    shutil.copytree(office.stick, tmp_path / "stick")
    min((tmp_path / "stick").glob("*-more.copy")).unlink()
    assert office.restore(tmp_path / "new", source=tmp_path / "stick")[0] == 0
    assert {"zoe", "yves"} & staff(office, tmp_path / "new") == set()


def test_a_copy_that_was_never_checked_is_not_taken_unasked(office, tmp_path):
    shutil.copytree(office.stick, tmp_path / "stick")
    for mark in (tmp_path / "stick").glob("*.verified"):
        mark.unlink()
    code, said = office.restore(tmp_path / "new", source=tmp_path / "stick")
    assert (code, "--unverified" in said) == (1, True)
    assert office.restore(tmp_path / "new", "--unverified", source=tmp_path / "stick")[0] == 0


def test_without_the_files_of_keys_nothing_is_restored(office, tmp_path):
    shutil.copytree(office.stick, tmp_path / "stick")
    (tmp_path / "stick" / "keys").rename(tmp_path / "apart")
    code, said = office.restore(tmp_path / "new", source=tmp_path / "stick")
    assert (code, "--keys" in said) == (1, True)
    assert office.restore(tmp_path / "new", "--keys", str(tmp_path / "apart"), source=tmp_path / "stick")[0] == 0


def test_one_sheet_opens_nothing(office, tmp_path):
    code, said = office.lakay("restore", str(office.stick), *office.sheets[:2], folder=tmp_path / "new")
    assert code == 1
    assert "do not make a key" in said


def test_nothing_is_restored_under_the_feet_of_a_server(office, tmp_path):
    shutil.copytree(office.node.folder, tmp_path / "node")
    running = Node(tmp_path / "node", os.environ, threads=2)
    running.start()
    try:
        code, said = office.restore(tmp_path / "node", "--force", "lose 9 entries")
    finally:
        running.kill()
    assert code == 1
    assert "Stop it first" in said


def test_copies_of_another_node_are_refused(office, tmp_path):
    other = Node(tmp_path / "other", os.environ)
    assert other.run("init").returncode == 0
    (tmp_path / "other" / "lakay.sqlite3").unlink()
    code, said = office.restore(tmp_path / "other")
    assert code == 1
    assert "copies of node" in said


def test_a_drill_with_the_sheets_changes_nothing_and_is_entered(office):
    before, scratch = office.head(), set(MEMORY.glob("*"))
    code, said = office.restore(office.node.folder, "--drill")
    assert code == 0, said
    assert "entered in the journal" in said
    node, epoch, number, _ = office.head()
    assert (node, epoch, int(number)) == (*before[:2], int(before[2]) + 1)
    assert {path for path in set(MEMORY.glob(f"{SCRATCH}*")) - scratch if not _alive(path)} == set()


def _alive(scratch: Path) -> bool:
    """Whether a scratch store is of a test that runs beside this one."""
    return Path(f"/proc/{scratch.name.split('-')[2]}").exists()
