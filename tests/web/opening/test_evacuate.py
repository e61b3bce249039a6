"""The post is given up from a page, or closed for the night."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from lakay.vault import box, held, marks, opening
from lakay.vault.stick import make_stick
from lakay.web.opening import ending, views
from tests.vault.conftest import PIN, QUICK
from tests.web.world import World

pytestmark = pytest.mark.django_db


class Ended:
    """Notes how the server was asked to end, instead of ending."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def __call__(self, for_good: bool) -> None:
        self.asked.append(for_good)


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Ended:
    """What becomes of the server."""
    note = Ended()
    monkeypatch.setattr(ending, "ENDS", [note])
    monkeypatch.setattr(ending, "AFTER_SECONDS", 0)
    return note


@pytest.fixture
def keys(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The keys of an open, encrypted post; the files of a store that stands in for the real one."""
    before = list(held._held)
    held._held.clear()
    settings.ENCRYPTED, settings.KEYS = True, tmp_path / "keys"
    opening.make_vault(settings.KEYS, make_stick(), PIN, "Marie", "", QUICK)
    store = tmp_path / "lakay.sqlite3"
    store.write_bytes(b"x" * 100_000)
    monkeypatch.setattr(views, "store_files", lambda: [store, tmp_path / "lakay.sqlite3-wal"])
    yield settings.KEYS
    held.forget()
    held._held[:] = before


def marie(world: World) -> Any:
    """Marie at her booth, in French."""
    client = world.clients["marie"]
    client.post("/language", {"language": "fr"})
    return client


def waited(ended: Ended) -> list[bool]:
    """The answer goes out first."""
    until = time.monotonic() + 5
    while not ended.asked and time.monotonic() < until:
        time.sleep(0.01)
    return ended.asked


@pytest.mark.parametrize(("count", "said"), [(1, "1 entrée n’a"), (1789, "1789 entrées n’ont"), (0, "0 entrée")])
def test_before_the_keys_are_destroyed_the_officer_sees_what_is_lost(
    world: World, keys: Path, monkeypatch: pytest.MonkeyPatch, count: int, said: str
) -> None:
    monkeypatch.setattr(views, "unsent", lambda: count)
    assert said in marie(world).get("/evacuate").content.decode().replace("\u202f", "")


def test_the_word_destroys_the_keys_and_ends_the_server(world: World, keys: Path, ended: Ended) -> None:
    answer = marie(world).post("/evacuate", {"word": "abandon"})
    assert answer.status_code == 200
    assert not (keys / box.NAME).exists()
    assert not (keys.parent / "lakay.sqlite3").exists()
    assert marks.is_wiped(keys)
    assert not held.is_open()
    assert answer["Clear-Site-Data"]
    assert waited(ended) == [True]


@pytest.mark.parametrize("word", ["", "oui", "abando"])
def test_another_word_does_nothing(world: World, keys: Path, ended: Ended, word: str) -> None:
    assert marie(world).post("/evacuate", {"word": word}).status_code == 422
    assert (keys / box.NAME).exists()
    assert held.is_open()
    assert ended.asked == []


def test_a_node_that_is_not_encrypted_destroys_nothing(world: World, ended: Ended) -> None:
    page = marie(world).post("/evacuate", {"word": "ABANDON"}).content.decode()
    assert "n’est pas chiffré" in page
    assert ended.asked == []


def test_closing_for_the_night_keeps_the_keys_and_starts_again_closed(world: World, keys: Path, ended: Ended) -> None:
    assert world.clients["marie"].post("/close").status_code == 200
    assert waited(ended) == [False]
    assert (keys / box.NAME).exists()


def test_the_booth_has_a_chord_for_it_only_where_the_store_is_encrypted(world: World, keys: Path, settings: Any) -> None:
    chord = 'data-key="Alt+Shift+W"'
    assert chord in world.clients["marie"].get("/account").content.decode()
    assert chord not in world.clients["guerda"].get("/account").content.decode(), "who may not wipe is not shown how"
    settings.ENCRYPTED = False
    assert chord not in world.clients["marie"].get("/account").content.decode()
