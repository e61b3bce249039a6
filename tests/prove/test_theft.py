"""The computer of a post is stolen: what can be read on its disk."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from lakay.prove.images import Findings, search, take_image
from lakay.prove.theft import theft

WORD = "qxkanari"


def found_in(folder: Path, data: bytes, name: str = "a") -> Findings:
    """What the search finds in one file."""
    (folder / name).write_bytes(data)
    found = Findings()
    search(folder, WORD, found)
    return found


@pytest.mark.parametrize(
    "data",
    [
        b"...qxkanari...",
        b"P<HTIQXKANARI<<JEAN",
        "Qxkanari".encode("utf-16-le"),
        b"78" + WORD.encode().hex().encode(),
        base64.b64encode(b"ab" + WORD.encode() + b"cd"),
        base64.b64encode(b"abc" + WORD.encode() + b"d"),
        base64.b64encode(WORD.upper().encode() + b"defgh"),
    ],
)
def test_the_thief_finds_a_word_however_it_is_written(tmp_path: Path, data: bytes) -> None:
    assert found_in(tmp_path, data).words >= 1


def test_the_thief_finds_an_open_store_and_an_open_key(tmp_path: Path) -> None:
    found = found_in(tmp_path, b"SQLite format 3\x00...", "node-signing.key")
    assert (found.words, found.plain_stores, found.key_files, found.images) == (0, 1, 1, 1)


def test_noise_holds_no_word(tmp_path: Path) -> None:
    assert found_in(tmp_path, bytes(range(256)) * 1000).words == 0


def test_an_image_has_all_that_lies_on_the_disk(tmp_path: Path) -> None:
    disk, image = tmp_path / "disk", tmp_path / "image"
    (disk / "keys").mkdir(parents=True)
    (disk / "keys" / "a.key").write_bytes(b"a")
    (disk / "lakay.sqlite3-wal").write_bytes(b"w")
    take_image(disk, image)
    assert {path.name for path in image.rglob("*") if path.is_file()} == {"a.key", "lakay.sqlite3-wal"}


def stolen(folder: Path, images: int) -> dict[str, int]:
    """The whole proof, with every promise kept."""
    figures = theft(folder, os.environ, images, 7, lambda _n: None)
    assert figures["wrong"] == 0, figures
    assert figures["control: words found in a plain node"] > 50
    assert figures["fields with planted words"] > 50
    assert figures["travellers registered meanwhile"] > 0
    assert figures["wipe, ms"] < 1000
    return figures


@pytest.mark.timeout(400)
def test_nothing_is_read_in_five_images_of_a_stolen_post(tmp_path: Path) -> None:
    assert stolen(tmp_path, 5)["images"] >= 5


@pytest.mark.slow
@pytest.mark.long
def test_nothing_is_read_in_a_hundred_images_of_a_stolen_post(tmp_path: Path) -> None:
    assert stolen(tmp_path, 100)["images"] == 100
