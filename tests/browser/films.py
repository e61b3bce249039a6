"""Films for the camera of the browser tests: cards and codes as a camera sees them, and browsers that look at them."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from playwright.sync_api import Browser

from tests.browser.conftest import Rows
from tests.browsing import ARGUMENTS

FONT = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")
"""Debian's `fonts-ocr-b`; tools/system.py installs it for the tests."""

SIZE = (1280, 720)
FRAMES = 6
GROUND = (96, 92, 84)


def blank() -> Image.Image:
    """A table, seen from above."""
    return Image.new("RGB", SIZE, GROUND)


def card_of(rows: Rows, *, blur: float = 0.0, turn: float = 0.0) -> Image.Image:
    """The lower edge of a document with its lines, held before the camera so that they lie in the frame."""
    seen = blank()
    page = Image.new("RGB", (1240, 460), (238, 236, 228))
    pen = ImageDraw.Draw(page)
    for wave in range(0, 1240, 9):  # the fine lines behind the text of real documents
        pen.line([(wave, 0), (wave + 60, 460)], fill=(222, 226, 232))
    font = ImageFont.truetype(str(FONT), 1)
    size = int(1170 / (len(rows[0]) * font.getlength("<")))
    font = ImageFont.truetype(str(FONT), size)
    pitch = (6.35 if len(rows) == 2 else 4.23) / 2.54 * font.getlength("<")  # ICAO Doc 9303-4 and 9303-5, in millimetres
    for number, row in enumerate(rows):
        pen.text((34, 170 + number * pitch), row, font=font, fill=(28, 28, 30))
    turned = page.rotate(turn, expand=False, fillcolor=GROUND, resample=Image.Resampling.BICUBIC)
    seen.paste(turned, (20, 120))
    return seen.filter(ImageFilter.GaussianBlur(blur)) if blur else seen


def code_of(text: str | bytes, *, wide: int = 360, turn: float = 8.0) -> Image.Image:
    """A QR code on a paper, a little turned."""
    held = io.BytesIO()
    segno.make(text, error="m", micro=False).save(held, kind="png", scale=12, border=4)
    code = Image.open(held).convert("RGB").resize((wide, wide)).rotate(turn, expand=True, fillcolor=GROUND)
    seen = blank()
    seen.paste(code, ((SIZE[0] - code.width) // 2, (SIZE[1] - code.height) // 2))
    return seen


def face() -> Image.Image:
    """Somebody who stands still: enough of a face for a picture that is bright and sharp."""
    seen = Image.new("RGB", SIZE, (172, 178, 186))
    pen = ImageDraw.Draw(seen)
    pen.ellipse((540, 180, 740, 450), fill=(112, 78, 58))
    pen.rectangle((440, 450, 840, 720), fill=(40, 66, 120))
    for x in (600, 680):
        pen.ellipse((x - 14, 290, x + 14, 312), fill=(250, 250, 250))
    return seen


def film(pictures: list[Image.Image], target: Path) -> Path:
    """A Motion-JPEG file, which Chromium plays over and over in place of the camera."""
    with target.open("wb") as out:
        for picture in pictures:
            picture.save(out, "JPEG", quality=88)
    return target


@contextmanager
def looking_at(chromium: Browser, played: Path) -> Iterator[Browser]:
    """A browser whose camera shows a film, and whose user lets it be used."""
    arguments = [
        *ARGUMENTS,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={played}",
        "--autoplay-policy=no-user-gesture-required",
    ]
    browser = chromium.browser_type.launch(executable_path=shutil.which("chromium"), args=arguments)
    yield browser
    browser.close()
