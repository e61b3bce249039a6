"""What is sealed for one person, event, record and class opens nowhere else."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.journal.core import seal
from lakay.journal.core.seal import CannotOpen
from lakay.kernel.ids import new_id

EVENT, RECORD, KEY = new_id(), new_id(), os.urandom(32)
VALUES = {"name": "Wideline Désir", "born": "2015-03"}


def sealed(key=KEY, event=EVENT, kind="people.person", record=RECORD, field_class="personal"):
    return seal.seal(key, VALUES, seal.context(event, kind, record, field_class), os.urandom)


def test_it_opens_where_it_was_closed():
    assert seal.unseal(KEY, sealed(), seal.context(EVENT, "people.person", RECORD, "personal")) == VALUES


@pytest.mark.parametrize(
    "moved",
    [
        (new_id(), "people.person", RECORD, "personal"),
        (EVENT, "people.document", RECORD, "personal"),
        (EVENT, "people.person", new_id(), "personal"),
        (EVENT, "people.person", RECORD, "sensitive"),
    ],
    ids=["another event", "another kind", "another record", "another class"],
)
def test_moved_it_does_not_open(moved):
    with pytest.raises(CannotOpen):
        seal.unseal(KEY, sealed(), seal.context(*moved))


@given(st.integers(0))
def test_one_changed_bit_is_noticed(number):
    closed = bytearray(sealed())
    place = number % (len(closed) * 8)
    closed[place // 8] ^= 1 << place % 8
    with pytest.raises(CannotOpen):
        seal.unseal(KEY, bytes(closed), seal.context(EVENT, "people.person", RECORD, "personal"))


@pytest.mark.parametrize("length", [0, 5, 12, 27])
def test_a_stump_is_not_opened(length):
    with pytest.raises(CannotOpen):
        seal.unseal(KEY, sealed()[:length], seal.context(EVENT, "people.person", RECORD, "personal"))


def test_the_key_of_one_class_does_not_open_another():
    personal, whereabouts = seal.class_key(KEY, "personal"), seal.class_key(KEY, "whereabouts")
    closed = sealed(whereabouts, field_class="whereabouts")
    with pytest.raises(CannotOpen):
        seal.unseal(personal, closed, seal.context(EVENT, "people.person", RECORD, "whereabouts"))


def test_the_class_key_is_that_of_rfc_5869():
    """HKDF-Expand of the library says the same as our one block."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    assert seal.class_key(KEY, "personal") == HKDFExpand(SHA256(), 32, b"lakay/personal").derive(KEY)


def test_two_seals_of_one_value_do_not_look_alike():
    assert sealed() != sealed()


def test_a_subject_s_key_is_wrapped_for_that_subject():
    node, subject = os.urandom(32), new_id()
    wrapped = seal.wrap(node, subject, KEY, os.urandom)
    assert seal.unwrap(node, subject, wrapped) == KEY
    with pytest.raises(CannotOpen):
        seal.unwrap(node, new_id(), wrapped)
    with pytest.raises(CannotOpen):
        seal.unwrap(os.urandom(32), subject, wrapped)
