"""The sealed stream: nobody but the holder of the key opens it, and nothing in it can be moved, left out or added."""

from __future__ import annotations

import io
import os

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from lakay.backup.sealing import PIECE, TAG, Damaged, Opener, Sealer

PRIVATE = X25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key().public_bytes_raw()
LONG = os.urandom(3 * PIECE + 777)


def sealed(data: bytes, step: int = 100_000) -> bytes:
    """A file with these contents, written bit by bit."""
    out = io.BytesIO()
    sealer = Sealer(out, PUBLIC, {"kind": "base"})
    for start in range(0, len(data), step):
        sealer.write(data[start : start + step])
    sealer.finish()
    assert sealer.size == len(out.getvalue())
    return out.getvalue()


def opened(data: bytes, key: X25519PrivateKey = PRIVATE) -> bytes:
    """What comes out of a file."""
    opener = Opener(io.BytesIO(data))
    return b"".join(opener.pieces(opener.key_for(key)))


def pieces(data: bytes) -> tuple[bytes, list[bytes]]:
    """The head of a file, and its pieces."""
    stream = io.BytesIO(data)
    Opener(stream)
    head, found = data[: stream.tell()], []
    while length := stream.read(4):
        found.append(length + stream.read(int.from_bytes(length, "big")))
    return head, found


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, len(LONG)])
def test_what_went_in_comes_out(length):
    assert opened(sealed(LONG[:length])) == LONG[:length]


def test_nothing_of_it_can_be_read_in_the_file():
    assert b"Wideline" not in sealed(b"Wideline" * 100)


def test_another_key_does_not_open_it():
    with pytest.raises(Damaged, match="another key"):
        opened(sealed(LONG), X25519PrivateKey.generate())


@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_it_is_found_that_pieces_were_cut_off_at_the_end(left):
    head, found = pieces(sealed(LONG))
    assert len(found) == 4
    with pytest.raises(Damaged):
        opened(head + b"".join(found[:left]))


def test_it_is_found_that_two_pieces_were_swapped():
    head, (one, two, *rest) = pieces(sealed(LONG))
    with pytest.raises(Damaged, match="piece 1"):
        opened(head + b"".join([two, one, *rest]))


def test_it_is_found_that_a_piece_was_left_out_or_repeated():
    head, (one, two, three, last) = pieces(sealed(LONG))
    for wrong in ([one, three, last], [one, two, two, last], [one, one, two, three, last]):
        with pytest.raises(Damaged):
            opened(head + b"".join(wrong))


def test_it_is_found_that_a_piece_comes_from_another_file_of_the_same_day():
    head, (one, _, three, last) = pieces(sealed(LONG))
    _, (_, other, *_) = pieces(sealed(LONG))
    with pytest.raises(Damaged, match="piece 2"):
        opened(head + b"".join([one, other, three, last]))


def test_something_added_behind_the_end_is_found():
    with pytest.raises(Damaged, match="added"):
        opened(sealed(b"short") + b"x")


def test_the_head_cannot_be_changed():
    with pytest.raises(Damaged):
        opened(sealed(b"short").replace(b'"kind":"base"', b'"kind":"more"'))


@given(st.data())
def test_no_byte_can_be_changed_anywhere(data):
    whole = sealed(b"a journal")
    place = data.draw(st.integers(0, len(whole) - 1))
    wrong = bytearray(whole)
    wrong[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Damaged):
        opened(bytes(wrong))


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_refused_and_nothing_worse(noise):
    for whole in (noise, sealed(b"a")[:20] + noise):
        with pytest.raises(Damaged):
            opened(whole)


def test_the_last_piece_is_short_by_no_more_than_its_tag():
    _, (*_, last) = pieces(sealed(LONG))
    assert len(last) == 4 + 777 + TAG
