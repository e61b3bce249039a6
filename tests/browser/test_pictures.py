"""The pictures of the documents: taken from the program (`LAKAY_PICTURES=write`), and otherwise checked to be there and of their size."""

import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser import desk_scenes, scenes
from tests.browser.conftest import Booth, Rows, Seats, surname
from tests.browser.node import Node
from tests.browser.scenes import ZONES, Post, Story
from tests.repo.planting import ROOT, tracked

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

IMAGES = ROOT / "docs" / "images"
WRITE = os.environ.get("LAKAY_PICTURES") == "write"
STORIES = scenes.STORIES + desk_scenes.STORIES
MOST = 60_000  # bytes of a picture
COLOURS = (128, 64, 32, 16)
CAMERA = "Applying inline style"  # by the camera of the pictures, which hides the blinking cursor


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Post]:
    """A node of its own, with an alert and two passes."""
    node = Node(tmp_path_factory.mktemp("pictures"))
    node.settle()
    prepare = [sys.executable, "-m", "tests.browser.preparing"]
    prepared = subprocess.run(prepare, cwd=ROOT, env=node.environment(), check=True, capture_output=True, text=True)
    node.start()
    yield Post(Seats(node, chromium), json.loads(prepared.stdout.splitlines()[-1]), chromium, node.data)
    node.end()


def size(picture: bytes) -> dict[str, int]:
    """Width and height of a PNG (the first chunk says so)."""
    width, height = struct.unpack(">II", picture[16:24])
    return {"width": int(width), "height": int(height)}


def small(picture: bytes) -> bytes:
    """The picture with as many colours as fit."""
    for colours in COLOURS:
        held = BytesIO()
        Image.open(BytesIO(picture)).convert("RGB").quantize(colours).save(held, "PNG", optimize=True)
        if held.tell() <= MOST:
            break
    return held.getvalue()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_the_pictures_are_of_the_program(post: Post, story: Callable[[Post], Story]) -> None:
    before = len(post.seats.booths)
    for name, page in story(post):
        page.emulate_media(reduced_motion="reduce")  # no colour half way
        file = IMAGES / f"{name}.png"
        if WRITE:
            file.write_bytes(small(page.screenshot(animations="disabled")))
        assert page.viewport_size == size(file.read_bytes()), name
    sat, post.seats.booths[before:] = post.seats.booths[before:], []
    for booth in sat:
        booth.page.context.close()
        booth.allowed.append(CAMERA)
    assert [fault for booth in sat for fault in booth.faults()] == []


def test_every_picture_is_shown_somewhere_and_every_picture_shown_is_there() -> None:
    shown = {name for page in tracked(".md") for name in re.findall(r"images/([\w-]+\.png)", page.read_text(encoding="utf-8"))}
    assert shown == {file.name for file in IMAGES.iterdir()}


def test_every_picture_is_small() -> None:
    assert {file.name for file in IMAGES.iterdir() if file.stat().st_size > MOST} == set()


@pytest.mark.parametrize("rows", ZONES[:5] + ZONES[6:], ids=surname)
def test_the_zones_of_the_first_day_are_read(booth: Booth, rows: Rows) -> None:
    booth.read(rows)
