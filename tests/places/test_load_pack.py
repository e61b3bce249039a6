"""Loading the country pack into a node."""

from dataclasses import replace

import pytest

from lakay.journal.models import Event
from lakay.kernel.refusals import NotAllowed
from lakay.places import queries
from lakay.places.actions import correct_place, load_pack
from lakay.places.models import Holiday, Place, Post
from lakay.places.pack import Names, Pack
from tests.places.conftest import NOW

pytestmark = pytest.mark.usefixtures("country")


def renamed(pack: Pack, pcode: str, **names: str) -> Pack:
    rows = tuple(replace(row, names=replace(row.names, **names)) if row.pcode == pcode else row for row in pack.places)
    return replace(pack, places=rows)


def test_every_row_becomes_a_record(pack):
    assert Place.objects.count() == len(pack.places)
    assert Post.objects.count() == len(pack.posts)
    assert Holiday.objects.count() == len(pack.holidays)


def test_a_record_says_what_its_row_says(pack):
    [row] = [row for row in pack.posts if row.code == "HT-OUA"]
    post = queries.post_by_code("HT-OUA")
    assert post.names == row.names
    assert (post.latitude, post.longitude) == (row.latitude, row.longitude)
    assert post.counterpart is not None
    assert post.counterpart.code == "DO-DAJ"
    assert post.counterpart.counterpart == post
    assert post.place.pcode == "HT0421"
    assert post.place.parent is not None
    assert post.place.parent.pcode == "HT04"
    assert post.unverified == list(row.unverified)


def test_a_second_load_writes_nothing_and_asks_little(mireille, pack, django_assert_max_num_queries):
    before = Event.objects.count()
    with django_assert_max_num_queries(12):
        receipt = load_pack(by=mireille, at=NOW, pack=pack)
    assert receipt.records == ()
    assert Event.objects.count() == before


def test_ids_are_the_same_on_every_node():
    assert str(queries.place_by_pcode("HT0421").pk) == "c3a7696f-46d1-5033-8c92-48c896eea310"


def test_a_corrected_pack_changes_one_field_of_one_record(mireille, pack):
    receipt = load_pack(by=mireille, at=NOW, pack=renamed(pack, "HT0421", ht="Wanamèt"))
    assert receipt.records == (("places.place", queries.place_by_pcode("HT0421").pk),)
    assert queries.place_by_pcode("HT0421").names.ht == "Wanamèt"


def test_a_new_pack_leaves_alone_what_the_office_has_changed(mireille, pack):
    place = queries.place_by_pcode("HT0421")
    correct_place(by=mireille, at=NOW, place=place, names=Names("Wanament", "Ouanaminthe", "Wanaminthe", "Ouanaminthe"))
    load_pack(by=mireille, at=NOW, pack=renamed(pack, "HT0421", ht="Wanamèt"))
    assert queries.place_by_pcode("HT0421").names == Names("Wanament", "Ouanaminthe", "Wanaminthe", "Ouanaminthe")


def test_a_row_that_is_gone_from_the_pack_stays_in_the_node(mireille, pack):
    smaller = replace(pack, holidays=pack.holidays[1:])
    assert load_pack(by=mireille, at=NOW, pack=smaller).records == ()
    assert Holiday.objects.count() == len(pack.holidays)


def test_the_pack_of_the_settings_is_loaded_when_none_is_given(mireille):
    assert load_pack(by=mireille, at=NOW).records == ()


def test_an_inspector_does_not_load_a_pack(ketia, pack):
    with pytest.raises(NotAllowed):
        load_pack(by=ketia, at=NOW, pack=pack)
