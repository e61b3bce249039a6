"""`lakay vault`, `lakay wipe` and `lakay window` as an installer types them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PIN, SECOND = "270419", "881053"
RUN = "from lakay.cli.main import main; main()"


@dataclass
class Machine:
    """A computer with a folder for its data and a place for sticks."""

    folder: Path
    encrypted: bool = True

    def lakay(self, *arguments: str, typed: str = "", fails: bool = False) -> str:
        """Run a command; returns what it says."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "DJANGO_"))}
        environment = kept | {
            "LAKAY_MODE": "demo",
            "LAKAY_DATA": str(self.folder / "data"),
            "LAKAY_STICKS": str(self.folder / "usb"),
            "LAKAY_ENCRYPT": "yes" if self.encrypted else "no",
        }
        command = [sys.executable, "-c", RUN, *arguments]
        done = subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, check=False, cwd=self.folder)
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Machine]:
    """A machine that becomes a post."""
    (tmp_path / "usb").mkdir()
    yield Machine(tmp_path)


@pytest.mark.timeout(300)
def test_from_a_plain_node_to_an_encrypted_post_and_to_its_end(post: Machine) -> None:
    post.encrypted = False
    post.lakay("init")
    store = post.folder / "data" / "lakay.sqlite3"
    assert store.read_bytes().startswith(b"SQLite format 3")
    assert "LAKAY_ENCRYPT=yes" in post.lakay("vault", "encrypt", fails=True)
    post.encrypted = True
    assert "No officer's key" in post.lakay("vault", "encrypt", typed=f"{PIN}\n", fails=True)
    said = post.lakay("vault", "make", "--stick", "usb", "--name", "Marie", typed=f"{PIN}\n")
    assert "2 key files are closed" in said
    assert "encrypted" in post.lakay("vault", "encrypt", typed=f"{PIN}\n")
    assert not store.read_bytes().startswith(b"SQLite format 3")
    assert re.search(r"ok .*0 findings", post.lakay("journal", "verify", "--chain-only", typed=f"{PIN}\n"))
    assert "Wrong PIN" in post.lakay("journal", "head", typed="111222\n", fails=True)
    assert "Marie" in post.lakay("vault", "officers", typed=f"{PIN}\n")
    assert "Nothing leaves" in post.lakay("window", typed=f"{PIN}\n", fails=True)
    assert "Nothing was done" in post.lakay("wipe", typed="no\n", fails=True)
    assert store.exists()
    assert "files destroyed" in post.lakay("wipe", typed="WIPE\n")
    assert not store.exists()
    assert "lakay vault make" in post.lakay("journal", "head", typed=f"{PIN}\n", fails=True)


def test_without_a_stick_nobody_is_asked_for_a_pin(post: Machine) -> None:
    assert "No officer's key was found" in post.lakay("vault", "officers", fails=True)


def test_a_weak_pin_makes_no_vault(post: Machine) -> None:
    assert "six signs" in post.lakay("vault", "make", "--stick", "usb", "--name", "Marie", typed="123456\n", fails=True)
    assert list((post.folder / "usb").iterdir()) == []
