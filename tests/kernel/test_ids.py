"""Identifiers sort by the time they were made."""

import os

from hypothesis import given
from hypothesis import strategies as st

from lakay.kernel.ids import new_id, uuid7

MS = st.integers(0, (1 << 48) - 1)
RANDOM = st.binary(min_size=10, max_size=10)


@given(MS, RANDOM)
def test_it_is_a_version_7_identifier_that_tells_its_time(at_ms, random):
    made = uuid7(at_ms, random)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == at_ms


@given(MS, MS, RANDOM, RANDOM)
def test_earlier_sorts_first(one, two, random_one, random_two):
    if one < two:
        assert uuid7(one, random_one) < uuid7(two, random_two)


@given(MS, RANDOM, RANDOM)
def test_74_random_bits_tell_two_of_one_millisecond_apart(at_ms, one, two):
    bits = (1 << 74) - 1
    same = int.from_bytes(one, "big") & bits == int.from_bytes(two, "big") & bits
    assert (uuid7(at_ms, one) == uuid7(at_ms, two)) is same


def test_ten_thousand_made_at_once_are_ten_thousand():
    assert len({new_id() for _ in range(10_000)}) == 10_000
    assert uuid7(0, os.urandom(10)) < new_id()
