"""No bytes, however spoilt, crash a check or are vouched for."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.traveldocs.chips import GROUPS, NOW, one_input, seeds, world
from lakay.traveldocs.chips import check_chip


@pytest.mark.parametrize("place", range(4))
def test_the_seeds_pass(place):
    one_input(seeds()[place])


@given(st.binary(max_size=300))
def test_it_takes_any_bytes(data):
    one_input(data)
    one_input(b"\x77" + bytes([min(len(data), 127)]) + data[:127])


@pytest.mark.parametrize("seed", range(60))
def test_it_takes_what_states_sign_spoilt(seed):
    chance = random.Random(seed)
    data = bytearray(chance.choice(seeds()))
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(data))
        data[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    one_input(bytes(data))


@given(st.integers(0, len(seeds()[0]) - 1), st.integers(0, 7))
def test_no_changed_bit_that_counts_is_vouched_for(place, bit):
    """The one field that nobody signs and that changes nothing is how the message names its signer, in small or large letters."""
    store, (sod, *_) = world()
    data = bytearray(sod)
    data[place] ^= 1 << bit
    found = check_chip(bytes(data), GROUPS, store, NOW)
    assert found.verdict != "valid" or bytes(data).lower() == sod.lower()


def test_deep_nesting_is_refused():
    store, _ = world()
    nested = b"\x30\x80" * 5000
    head = b"\x77\x82" + len(nested).to_bytes(2, "big")
    assert check_chip(head + nested, {}, store, NOW).verdict == "forged"
    assert check_chip(b"\x77\x80" + nested, {}, store, NOW).verdict != "valid"
