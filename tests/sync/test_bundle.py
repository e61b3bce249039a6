"""The file on a stick: what is whole is read whole, what is damaged costs only itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.sync.bundle import FRAME_BYTES, PARCEL, NotABundle, address, pieces, read, write

TO, SENDER = "0123456789abcdef", "fedcba9876543210"
PARCELS = st.lists(st.binary(max_size=300), max_size=8)
FIRST = len(write(TO, SENDER, [])) - FRAME_BYTES - 1


@given(PARCELS)
def test_what_was_written_is_read(parcels):
    bundle = read(write(TO, SENDER, parcels))
    assert (bundle.to, bundle.sender, bundle.parcels, bundle.damaged, bundle.whole) == (TO, SENDER, parcels, 0, True)


@given(PARCELS, st.data())
def test_a_bundle_cut_off_anywhere_gives_the_parcels_before_the_cut_and_says_so(parcels, data):
    whole = write(TO, SENDER, parcels)
    cut = data.draw(st.integers(FIRST, len(whole) - 1))
    bundle = read(whole[:cut])
    assert bundle.parcels == parcels[: len(bundle.parcels)]
    assert not bundle.whole
    assert bundle.damaged >= 1
    ends, at = [], FIRST
    for parcel in parcels:
        at += FRAME_BYTES + len(parcel)
        ends.append(at)
    assert len(bundle.parcels) == sum(place <= cut for place in ends)


@given(st.lists(st.binary(min_size=20, max_size=300), min_size=1, max_size=8), st.data())
def test_one_damaged_byte_costs_one_parcel_at_most_and_is_told(parcels, data):
    whole = bytearray(write(TO, SENDER, parcels))
    place = data.draw(st.integers(FIRST, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    bundle = read(bytes(whole))
    lost = [parcel for parcel in parcels if parcel not in bundle.parcels]
    assert len(lost) <= 1
    assert not bundle.whole
    assert bundle.damaged >= 1


def test_a_parcel_that_holds_the_mark_of_a_frame_is_no_trap():
    inner = write(TO, SENDER, [b"not this"])
    bundle = read(write(TO, SENDER, [inner, PARCEL * 9]))
    assert bundle.parcels == [inner, PARCEL * 9]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        read(data)
    except NotABundle:
        return
    assert data.startswith(b"LAKAY-BUNDLE 1 ")


@given(st.binary(max_size=400))
def test_any_bytes_after_a_true_beginning_are_read(data):
    bundle = read(write(TO, SENDER, [])[:FIRST] + data)
    assert bundle.to == TO


def test_a_file_of_another_kind_is_no_bundle():
    with pytest.raises(NotABundle):
        address(b"PK\x03\x04")
    with pytest.raises(ValueError, match="names of two nodes"):
        write("../../etc", SENDER, [])


@given(PARCELS, st.integers(1, 900))
def test_parcels_are_shared_out_over_files_in_order(parcels, largest):
    files = list(pieces(parcels, largest))
    assert [parcel for file in files for parcel in file] == parcels
    assert all(len(file) == 1 or sum(map(len, file)) <= largest for file in files)
