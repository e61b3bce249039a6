"""Pictures: decoded within limits, encoded anew."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from lakay.people.actions import add_photo
from lakay.people.queries import photo_of
from lakay.people.rules import pictures
from lakay.people.rules.codes import PhotoSource
from lakay.people.rules.pictures import BadPicture, clean
from tests.people.conftest import NOW

ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825


def sent(width=900, height=1200, kind="JPEG", mode="RGB", **options):
    """A file as a camera sends it."""
    buffer = BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert(mode).save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("JPEG2000", "RGB")]
)
def test_every_known_kind_becomes_a_small_jpeg(kind, mode):
    picture = clean(sent(kind=kind, mode=mode))
    with Image.open(BytesIO(picture.data)) as made:
        assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (480, 640))
    assert (picture.width, picture.height) == (480, 640)
    assert len(picture.data) <= pictures.MOST_BYTES_OUT


def test_no_metadata_stays():
    exif = Image.Exif()
    exif[ARTIST] = "canary-artist"
    exif.get_ifd(GPS)[2] = (18.0, 32.0, 0.0)
    picture = clean(sent(exif=exif, comment=b"canary-comment"))
    with Image.open(BytesIO(picture.data)) as made:
        assert not made.getexif()
        assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"canary" not in picture.data


def test_a_picture_lying_on_its_side_is_turned():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    picture = clean(sent(width=1200, height=900, exif=exif))
    assert (picture.width, picture.height) == (480, 640)


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", sent()[:2000], b"GIF89a" + bytes(50), b"\xff\xd8\xff" + bytes(500)], ids=range(5)
)
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(BadPicture):
        clean(data)


def test_too_many_bytes_or_pixels_are_refused_before_decoding():
    with pytest.raises(BadPicture):
        clean(sent() + bytes(pictures.MOST_BYTES_IN))
    with pytest.raises(BadPicture):
        clean(sent(8000, 8000, "PNG", "1"))


@pytest.mark.django_db
def test_the_newest_photo_is_shown(register, rose):
    person = register()
    for height in (300, 400):
        add_photo(by=rose, at=NOW, person=person, picture=clean(sent(300, height)), source=PhotoSource.LIVE)
    photo = photo_of(person)
    assert photo is not None
    assert photo.height == 400
    assert bytes(photo.image or b"").startswith(b"\xff\xd8")
