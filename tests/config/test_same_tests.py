"""The same tests on the encrypted store: a few of them here, all with `just test cipher`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def on_cipher(*arguments: str) -> str:
    """Run tests of the suite with an encrypted store in a process of their own. Returns the end of what pytest said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "PYTEST_", "DJANGO_"))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=kept | {"LAKAY_TEST_CIPHER": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


@pytest.mark.skipif(os.environ.get("LAKAY_TEST_CIPHER") == "1", reason="it is the encrypted store already")
def test_the_journal_and_the_booth_work_on_an_encrypted_store() -> None:
    said = on_cipher("tests/journal/test_writing.py", "tests/border/test_booth_actions.py", "tests/config/test_cipher.py")
    assert " passed" in said
    assert "skipped" not in said
