"""The wipe: nothing opens any more, and it takes less than a second."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from lakay.vault import binding, box, files, held, marks, opening, protected, wiping
from lakay.vault.hub import Book
from tests.vault.conftest import LIVES, NOW, PIN, QUICK, Post


def bytes_in(folder: Path) -> bytes:
    """Everything that lies in a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_after_a_wipe_nothing_of_the_keys_is_left(post: Post, hub: Book, tmp_path: Path) -> None:
    post.make()
    post.bind(hub)
    protected.create(post.keys / "node-signing.key", b"s" * 32)
    protected.create(post.keys / "issuers" / "a.key", b"i" * 32)
    store = tmp_path / "lakay.sqlite3"
    store.write_bytes(b"page" * 1000)
    before = [slot.doors[0] for slot in box.load(post.keys).slots]
    assert wiping.wipe(post.keys, [store, tmp_path / "not there"]) == 4
    assert bytes_in(post.keys) == b""
    assert all(door not in bytes_in(tmp_path / "keys") for door in before)
    assert not store.exists()
    assert marks.is_wiped(post.keys)
    with pytest.raises(held.Closed):
        held.store_key()
    with pytest.raises(box.NoVault):
        post.open()


def test_the_grant_of_the_hub_opens_no_wiped_post(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    grant = hub.answer(binding.ask_again(), NOW, LIVES).grant
    wiping.wipe(post.keys)
    with pytest.raises(box.NoVault):
        opening.take_grant(post.keys, post.stick, PIN, grant, NOW, LIVES)


def test_the_wipe_writes_over_the_bytes_before_it_cuts_them(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.make()
    monkeypatch.setattr(os, "truncate", lambda *_asked: None)
    with (post.keys / box.NAME).open("rb") as still_open:
        before = still_open.read()
        wiping.wipe(post.keys)
        still_open.seek(0)
        after = still_open.read()
    assert len(after) == len(before)
    assert not any(before[place : place + 16] in after for place in range(0, len(before) - 16, 16))


def test_a_changed_vault_leaves_no_old_copy_behind(post: Post) -> None:
    post.make()
    with (post.keys / box.NAME).open("rb") as old:
        before = old.read()
        opening.add_officer(post.stick, PIN, "Marie", cost=QUICK)
        old.seek(0)
        after = old.read()
    assert len(after) == len(before)
    assert after != before, "the old file was written over, though its name was gone"
    assert not (post.keys / "vault.json.new").exists()


def test_what_is_being_saved_meanwhile_does_not_bring_the_vault_back(post: Post, hub: Book) -> None:
    post.make()
    post.bind(hub)
    stored = box.load(post.keys)
    wiping.wipe(post.keys)
    with pytest.raises(box.NoVault):
        box.save(post.keys, stored)
    assert not box.exists(post.keys)


def test_a_wipe_does_not_take_long_with_a_store_of_a_gigabyte(post: Post, tmp_path: Path) -> None:
    post.make()
    store = tmp_path / "lakay.sqlite3"
    with store.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, 1 << 30)
    started = time.perf_counter()
    wiping.wipe(post.keys, [store])
    assert time.perf_counter() - started < 10  # a tenth of a second where nothing else is done


def test_a_node_without_a_vault_loses_its_key_files(tmp_path: Path) -> None:
    files.create(tmp_path / "node-signing.key", b"s" * 32)
    assert wiping.wipe(tmp_path) == 1
    assert bytes_in(tmp_path) == b""
