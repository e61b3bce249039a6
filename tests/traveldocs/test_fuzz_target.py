from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.traveldocs.mrz import SEEDS, one_input


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seeds_pass(seed):
    one_input(seed)


@given(st.binary(max_size=200))
def test_it_takes_any_bytes(data):
    one_input(data)


@pytest.mark.parametrize("seed", range(150))
def test_it_takes_spoilt_zones(seed):
    chance = random.Random(seed)
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data))
        data[place : place + chance.randint(0, 2)] = bytes(
            chance.choices(b"0123456789OISBZGK<;\n\r\x00\xff", k=chance.randint(0, 2))
        )
    one_input(bytes(data))
