"""Pictures of faces: decoded within limits and encoded anew, so that nothing of the sent file but the picture stays."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES_IN = 8 * 1024 * 1024
MOST_PIXELS_IN = 40_000_000
LONGEST_SIDE = 640
"""Pixels. A portrait of ICAO Doc 9303-9 keeps more than 90 pixels between the eyes at this size."""

MOST_BYTES_OUT = 150 * 1024
_QUALITIES = (82, 70, 55, 40)
_FORMATS = ("JPEG", "PNG", "WEBP", "JPEG2000")


class BadPicture(ValueError):
    """A file that is no picture of a known kind, is damaged, or is larger than a face ever needs."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG made here, with its size in pixels. Made by `clean` before an action starts: decoding takes long."""

    data: bytes
    width: int
    height: int


def clean(data: bytes) -> Picture:
    """Decode a picture, turn it upright, shrink it, and encode it as a plain JPEG without metadata. Raises BadPicture."""
    if len(data) > MOST_BYTES_IN:
        raise BadPicture("the file is too large")
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS_IN:
                raise BadPicture("the picture has too many pixels")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture("this is not a picture that can be read") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    return Picture(_encoded(bare), bare.width, bare.height)


def _encoded(picture: Image.Image) -> bytes:
    """The best JPEG that fits into the limit."""
    data = b""
    for quality in _QUALITIES:
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True)
        data = buffer.getvalue()
        if len(data) <= MOST_BYTES_OUT:
            return data
    raise BadPicture(f"the picture does not fit into {MOST_BYTES_OUT} bytes")
