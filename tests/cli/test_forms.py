"""`lakay forms check`: a workbook looked at on any machine, without a node."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cli.test_screen import alone

FORMS = sorted((Path(__file__).parents[2] / "packs" / "ht" / "forms").glob("*.md"))
BAD = """| survey | | | |
| | type | name | label |
| | integer | age | Age |
| | text | age | Again |
"""


@pytest.mark.parametrize("files", [FORMS], ids=["pack"])
def test_the_forms_of_the_pack_are_accepted(files: list[Path], tmp_path: Path) -> None:
    done = alone(tmp_path, "forms", "check", *map(str, files))
    assert (done.returncode, done.stdout.count("accepted")) == (0, len(files)), done.stdout + done.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_wrong_is_told_with_its_place_and_no_file_ends_it(tmp_path: Path) -> None:
    (tmp_path / "twice.md").write_text(BAD)
    (tmp_path / "noise.xlsx").write_bytes(random.Random(5).randbytes(4_000))
    (tmp_path / "empty.md").write_text("")
    done = alone(tmp_path, "forms", "check", "twice.md", "noise.xlsx", "empty.md", "--language", "fr")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert all(any(line.startswith(name) for line in done.stdout.splitlines()) for name in ("twice.md", "noise.xlsx", "empty.md"))
    assert "survey" in done.stdout


def test_what_writes_asks_for_a_node(tmp_path: Path) -> None:
    done = alone(tmp_path, "forms", "load")
    assert (done.returncode, "LAKAY_SECRET_KEY" in done.stderr) == (1, True)
    assert not list(tmp_path.iterdir())
