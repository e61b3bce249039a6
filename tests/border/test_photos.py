"""The traveller's photo: by the officer before whom they stand, while they stand there."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from lakay.border.actions import close_shift, take_photo
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.people.models import Photo
from lakay.people.rules.codes import PhotoSource
from lakay.people.rules.pictures import Picture, clean
from tests.border.conftest import BOOTH, NOW, encounter_with, officer, passport, shift_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> Picture:
    """A face, as the camera sends it."""
    held = BytesIO()
    Image.new("RGB", (480, 640), "#7a5230").save(held, "JPEG")
    return clean(held.getvalue())


def test_the_photo_stands_with_the_person(marie: Actor, picture: Picture) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    take_photo(by=marie, at=NOW + timedelta(seconds=4), encounter=encounter, picture=picture)
    photo = Photo.objects.get()
    assert photo.person_id == encounter.person_id
    assert (photo.source, photo.width, photo.height) == (PhotoSource.LIVE, 480, 640)
    assert bytes(photo.image or b"") == picture.data


def test_a_second_photo_leaves_the_first(marie: Actor, picture: Picture) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    for seconds in (4, 9):
        take_photo(by=marie, at=NOW + timedelta(seconds=seconds), encounter=encounter, picture=picture)
    assert Photo.objects.count() == 2


def test_a_colleague_takes_no_photo_of_her_traveller(marie: Actor, jean: Actor, picture: Picture) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(NotAllowed):
        take_photo(by=jean, at=NOW, encounter=encounter, picture=picture)


def test_nor_one_who_decides_on_nobody(marie: Actor, picture: Picture) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(NotAllowed):
        take_photo(by=officer(1, permissions=BOOTH - {"border:crossing:record"}), at=NOW, encounter=encounter, picture=picture)


def test_nobody_is_photographed_who_went_long_ago(marie: Actor, picture: Picture) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(NotAllowed):
        take_photo(by=marie, at=NOW + timedelta(minutes=16), encounter=encounter, picture=picture)


def test_nor_after_the_shift(marie: Actor, picture: Picture) -> None:
    shift = shift_of(marie)
    encounter = encounter_with(marie, shift, passport())
    close_shift(by=marie, at=NOW, shift=encounter.shift, said_entries=0, said_exits=0)
    encounter.shift.refresh_from_db()
    with pytest.raises(NotAllowed):
        take_photo(by=marie, at=NOW, encounter=encounter, picture=picture)
    assert not Photo.objects.exists()
