"""The camera's pages at the booth: panels, photos, the set-up of the reader, the traveller's window; and who may use devices."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lakay.border.models import Encounter, LaneReader
from lakay.journal.models import Event
from lakay.people.models import Photo
from lakay.traveldocs.learning import CARD
from lakay.web.booth.sentences import STEPS
from lakay.web.shell.devices import WORKER_POLICY
from tests.web.booth.conftest import Sit, lines, scan


def jpeg(size: tuple[int, int] = (480, 640)) -> bytes:
    """A picture."""
    held = BytesIO()
    Image.new("RGB", size, "#7a5230").save(held, "JPEG")
    return held.getvalue()


def send(client: Client, encounter: Any, picture: bytes, command: Any = None) -> Any:
    """Send a photo as the page does."""
    sent = {"photo": SimpleUploadedFile("photo.jpg", picture), "command": str(command or uuid4())}
    return client.post(f"/booth/photo/{encounter}/", sent)


@pytest.fixture
def encounter(marie: Client) -> Any:
    """The traveller before Marie."""
    scan(marie, lines())
    return Encounter.objects.get().pk


def test_a_photo_is_kept_without_what_came_along_and_shown_again(marie: Client, encounter: Any) -> None:
    assert send(marie, encounter, jpeg()).status_code == 204
    shown = marie.get(f"/booth/photo/{encounter}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Cache-Control"] == "no-store"
    assert shown.content == bytes(Photo.objects.get().image or b"")


def test_looking_at_a_photo_is_entered(marie: Client, encounter: Any) -> None:
    send(marie, encounter, jpeg())
    marie.get(f"/booth/photo/{encounter}/")
    assert Event.objects.filter(action="border.photo.read").count() == 1


def test_the_same_photo_sent_twice_is_kept_once(marie: Client, encounter: Any) -> None:
    command, picture = uuid4(), jpeg()
    assert [send(marie, encounter, picture, command).status_code for _n in range(2)] == [204, 204]
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("picture", [b"", b"not a picture", b"\xff\xd8" + b"0" * 400_000], ids=["empty", "text", "too large"])
def test_what_is_no_picture_is_not_kept(marie: Client, encounter: Any, picture: bytes) -> None:
    assert send(marie, encounter, picture).status_code == 422
    assert not Photo.objects.exists()


def test_a_colleague_neither_sees_nor_takes_it(sit: Sit, marie: Client, encounter: Any) -> None:
    send(marie, encounter, jpeg())
    other = sit("jean")
    assert other.get(f"/booth/photo/{encounter}/").status_code == 404
    assert send(other, encounter, jpeg()).status_code == 404
    assert Photo.objects.count() == 1


def test_without_a_photo_there_is_none_to_see(marie: Client, encounter: Any) -> None:
    assert marie.get(f"/booth/photo/{encounter}/").status_code == 404


@pytest.mark.parametrize("kind", ["qr", "mrz", "photo", "serial"])
def test_every_panel_has_a_line_for_every_failure(marie: Client, kind: str) -> None:
    page = marie.get(f"/booth/capture/{kind}/").content.decode()
    for word in ("absent", "refused", "busy", "lost", "missing", "failed", "looking"):
        assert f'data-{word}="' in page
        assert f'data-{word}=""' not in page


def test_no_other_panel_exists(marie: Client) -> None:
    assert marie.get("/booth/capture/anything/").status_code == 404


def test_only_the_booth_may_use_the_camera_and_workers(marie: Client) -> None:
    for path, mine in (("/booth/", True), ("/booth/reader/", True), ("/help/", False), ("/account", False)):
        response = marie.get(path)
        assert ("camera=(self)" in response["Permissions-Policy"]) is mine
        assert ("worker-src 'self'" in response["Content-Security-Policy"]) is mine
        assert "wasm" not in response["Content-Security-Policy"]
        assert "blob:" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["vendor/tesseract.js-7.0.0/worker.min.js", "lakay/capture/codes.worker.js"])
def test_workers_have_a_policy_of_their_own(marie: Client, name: str) -> None:
    response = marie.get(f"/static/{name}")
    b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Security-Policy"] == WORKER_POLICY


def test_large_binaries_go_out_packed(marie: Client) -> None:
    response = marie.get("/static/vendor/zxing-wasm-3.1.4/zxing_reader.wasm", headers={"accept-encoding": "br"})
    b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Encoding"] == "br"
    assert int(response["Content-Length"]) < 400_000


def test_the_window_knows_every_step_and_nobody(marie: Client, encounter: Any) -> None:
    page = marie.get("/booth/window/").content.decode()
    assert all(f'data-step="{step}"' in page for step in STEPS)
    assert "188" in page
    assert "PIERRE" not in page.upper()
    assert "Désir" not in page


@pytest.mark.parametrize("language", ["ht", "es", "fr", "en"])
@pytest.mark.parametrize("step", STEPS)
def test_every_sentence_is_recorded_in_every_language(step: str, language: str) -> None:
    found = finders.find(f"lakay/window/audio/{step}.{language}.ogg")
    assert isinstance(found, str)
    content = Path(found).read_bytes()
    assert content.startswith(b"OggS")
    assert len(content) < 20_000


def learn(client: Client, arrived: str, **more: str) -> Any:
    """Send what a reader made of the card."""
    return client.post("/booth/reader/", {"exact": quote(arrived), "command": str(uuid4()), **more})


def test_what_the_card_taught_is_kept_and_used_for_the_next_document(marie: Client) -> None:
    table = str.maketrans({"<": "-", "A": "Q", "Q": "A"})
    page = learn(marie, "\t".join(CARD).translate(table))
    assert "Q → A" in page.content.decode()
    assert not LaneReader.objects.exists()
    assert learn(marie, "\t".join(CARD).translate(table), keep="1").status_code == 302
    assert LaneReader.objects.get().lane == "1"
    scan(marie, lines().translate(table))
    assert Encounter.objects.get().mrz.startswith("P<HTIPIERRE<<MARIE<ANGE")


def test_what_is_not_the_card_is_refused_in_words(marie: Client) -> None:
    assert "This was not the test card" in learn(marie, "x" * 90).content.decode()
    assert "Nothing came from the reader" in marie.post("/booth/reader/", {"command": str(uuid4())}).content.decode()
    assert "sends “Z”" in learn(marie, "\r".join(CARD).replace("<", "Z")).content.decode()
