"""The one page of a closed post, in four languages, and the wipe."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lakay.kernel.clock import SystemClock
from lakay.vault import binding, box, held, marks, opening, release
from lakay.vault.hub import Book
from lakay.vault.rules import Lives
from lakay.vault.stick import Stick, make_stick, write_stick
from tests.vault.conftest import DURESS, NODE, PIN, QUICK

LIVES = Lives()


class Closed:
    """A closed post and a browser in front of it."""

    def __init__(self, settings: Any, folder: Path) -> None:
        self.keys, self.usb, self.stick = folder / "keys", folder / "usb", make_stick()
        self.usb.mkdir()
        settings.ENCRYPTED, settings.KEYS, settings.STICKS = True, self.keys, [self.usb]
        opening.make_vault(self.keys, self.stick, PIN, "Marie", DURESS, QUICK)
        self.browser = Client()

    def plug_in(self, stick: Stick | None = None) -> None:
        """A stick is plugged into the computer of the post."""
        write_stick(self.usb, stick or self.stick)

    def type(self, pin: str = PIN, **more: Any) -> Any:
        """A PIN is typed."""
        return self.browser.post("/open", {"pin": pin, **more})


@pytest.fixture
def post(settings: Any, tmp_path: Path) -> Iterator[Closed]:
    """A closed post; nothing of its key stays in memory for the next test."""
    before = list(held._held)
    held._held.clear()
    closed = Closed(settings, tmp_path)
    held.forget()
    yield closed
    held.forget()
    held._held[:] = before


@pytest.fixture
def bound(post: Closed, tmp_path: Path) -> tuple[Closed, Book, tuple[str, str]]:
    """The same, bound to a hub, and its release has ended."""
    hub = Book(tmp_path / "releases", b"h" * 32, Ed25519PrivateKey.generate())
    now = SystemClock().now()
    opening.open_vault(post.keys, post.stick, PIN, now, LIVES)
    done = binding.bind(NODE, hub.address, now, LIVES)
    hub.enrol(done.card)
    held.forget()
    box.save(post.keys, release.dropped(box.load(post.keys)))
    post.plug_in()
    return post, hub, done.halves


@pytest.mark.parametrize("path", ["/", "/booth/", "/oversight/journal", "/evacuate", "/nowhere"])
def test_whatever_is_asked_of_a_closed_post_the_answer_is_the_page_that_opens_it(post: Closed, path: str) -> None:
    answer = post.browser.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/open")
    assert post.browser.post(path, headers={"hx-request": "true"})["HX-Redirect"] == "/open"


@pytest.mark.parametrize(
    ("language", "said"), [("ht", "Pòs sa a fèmen"), ("fr", "Ce poste est fermé"), ("es", "cerrado"), ("en", "is closed")]
)
def test_the_page_speaks_four_languages_and_asks_nothing_of_the_store(post: Closed, language: str, said: str) -> None:
    post.browser.post("/language", {"language": language, "next": "/open"})
    page = post.browser.get("/open")
    assert said in page.content.decode()
    assert post.browser.get("/health").json()["closed"] is True


def test_the_officer_opens_the_post_with_the_stick_plugged_in(db: None, post: Closed) -> None:
    post.plug_in()
    assert 'type="file"' not in post.browser.get("/open").content.decode()
    answer = post.type()
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert held.is_open()
    assert post.browser.get("/open")["Location"] == "/", "there is nothing to open any more"


def test_at_another_computer_the_file_of_the_key_is_chosen(post: Closed) -> None:
    assert post.type().status_code == 422, "without the key a PIN opens nothing"
    file = SimpleUploadedFile("lakay.key", post.stick.text.encode())
    assert post.type(stick=file).status_code == 302
    assert held.is_open()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"nonsense", "no key of an officer"),
        (b"", "no key of an officer"),
        (make_stick().text.encode(), "does not belong to this post"),
    ],
)
def test_another_file_is_told_apart_and_opens_nothing(post: Closed, file: bytes, said: str) -> None:
    post.browser.post("/language", {"language": "en"})
    answer = post.type(stick=SimpleUploadedFile("x", file))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not held.is_open()


def test_a_wrong_pin_and_the_duress_pin_get_the_same_page(post: Closed) -> None:
    post.plug_in()
    pages = [re.sub(r'(nonce|value)="[^"]*"', "", post.type(pin).content.decode()) for pin in ("111222", DURESS)]
    assert pages[0] == pages[1]
    assert DURESS not in pages[1]
    assert marks.is_marked(post.keys)
    assert not held.is_open()


def test_after_three_wrong_pins_the_next_must_wait(post: Closed) -> None:
    post.plug_in()
    for _n in range(3):
        post.type("111222")
    assert post.type().status_code == 422, "even the right one"
    assert marks.tries(post.keys) == 3, "and it was not tried"
    assert not held.is_open()


def test_two_keys_at_once_are_not_guessed_between(post: Closed) -> None:
    post.plug_in()
    post.plug_in(make_stick())
    assert post.type().status_code == 422
    assert not held.is_open()


def test_without_a_release_the_page_shows_the_request_and_takes_the_answer(bound: tuple[Closed, Book, tuple[str, str]]) -> None:
    post, hub, _ = bound
    page = post.type().content.decode()
    assert not held.is_open()
    assert "data:image/svg+xml" in page
    request = re.search(r"octet-stream;base64,([^\"]+)", page)
    assert request is not None
    answer = hub.answer(base64.b64decode(request[1]), SystemClock().now(), LIVES)
    assert post.type(answer=SimpleUploadedFile("a", answer.grant)).status_code == 302
    assert held.is_open()


def test_a_false_answer_of_the_hub_is_refused(bound: tuple[Closed, Book, tuple[str, str]]) -> None:
    post, _, _ = bound
    post.type()
    assert post.type(answer=SimpleUploadedFile("a", b"{}\n00")).status_code == 422
    assert not held.is_open()


def test_both_halves_of_the_printed_code_open_it(bound: tuple[Closed, Book, tuple[str, str]]) -> None:
    post, _, (one, two) = bound
    refused = post.type(first=one, second=one)
    assert refused.status_code == 422
    assert one not in refused.content.decode(), "what was typed does not come back"
    assert post.type(first=one, second=two).status_code == 302
    assert held.is_open()


def test_a_clock_that_is_years_ahead_is_named(post: Closed, tmp_path: Path) -> None:
    hub = Book(tmp_path / "releases", b"h" * 32, Ed25519PrivateKey.generate())
    then = SystemClock().now() - timedelta(days=900)
    opening.open_vault(post.keys, post.stick, PIN, then, LIVES)
    binding.bind(NODE, hub.address, then, LIVES)
    held.forget()
    post.plug_in()
    post.browser.post("/language", {"language": "en"})
    assert "clock of this computer is wrong" in post.type().content.decode()


def test_a_node_that_was_wiped_or_never_made_ready_says_so(post: Closed) -> None:
    post.browser.post("/language", {"language": "en"})
    (post.keys / box.NAME).unlink()
    never = post.browser.get("/open")
    assert never.status_code == 503
    assert "lakay vault make" in never.content.decode()
    marks.wiped(post.keys)
    assert "keys were destroyed" in post.browser.get("/open").content.decode()
