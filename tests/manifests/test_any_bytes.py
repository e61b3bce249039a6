"""No bytes stop the reader, and none are lost."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.manifests.lists import one_input
from tests.manifests.samples import EVERY

TAGS = [
    b"UNA",
    b"UNB+",
    b"UNH+1+PAXLST+",
    b"NAD+FL+++",
    b"DTM+329:",
    b"?",
    b"'",
    b"+",
    b":",
    b"\n",
    b"CNT+42:",
    b"\xff",
    b"0",
    b"\x00",
    b"?'",
]


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    one_input(data)


@given(st.lists(st.sampled_from(TAGS), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_pieces_of_a_message(pieces: list[bytes]) -> None:
    one_input(b"".join(pieces))


def spoiled(random: Random, data: bytes) -> bytes:
    """Real bytes with some cut, doubled, swapped or turned."""
    held = bytearray(data)
    for _turn in range(random.randint(1, 8)):
        at = random.randrange(len(held) or 1)
        match random.randrange(4):
            case 0:
                del held[at : at + random.randint(1, 40)]
            case 1:
                held[at:at] = random.choice(TAGS)
            case 2:
                held[at:at] = held[at : at + random.randint(1, 60)]
            case _:
                held[at : at + 1] = bytes([random.randrange(256)])
    return bytes(held)


def test_spoiled_lists() -> None:
    random = Random(5)
    for _turn in range(60):
        for data in EVERY:
            one_input(spoiled(random, data))
