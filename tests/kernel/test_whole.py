"""Small files that are there whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from lakay.kernel.whole import write_whole


def test_a_file_is_for_its_owner_alone_unless_told_otherwise(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "one.json", "words é")
    assert (tmp_path / "new" / "one.json").read_text() == "words é"
    assert stat.S_IMODE((tmp_path / "new" / "one.json").stat().st_mode) == 0o600
    write_whole(tmp_path / "open.txt", b"for all", mode=0o644)
    assert stat.S_IMODE((tmp_path / "open.txt").stat().st_mode) == 0o644


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "one.json"
    place.mkdir()  # a name that no file can be given
    (place / "kept").write_text("old")
    with pytest.raises(OSError, match="directory"):
        write_whole(place, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["one.json"]
    assert (place / "kept").read_text() == "old"


def test_the_new_word_stands_in_place_of_the_old_one(tmp_path: Path) -> None:
    for word in ("first and long", "second"):
        write_whole(tmp_path / "word", word, sync=False)
    assert [path.name for path in tmp_path.iterdir()] == ["word"]
    assert (tmp_path / "word").read_text() == "second"
