"""The disk that forgets."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lakay.prove.disk import SECTOR, Plate

WRITES = st.lists(st.tuples(st.binary(min_size=1, max_size=1500), st.integers(0, 3000)), max_size=6)


@given(WRITES, WRITES, st.integers())
def test_what_was_synced_is_found_and_the_rest_only_perhaps(first, second, seed):
    plate = Plate()
    for data, offset in first:
        plate.write(data, offset)
    plate.sync()
    safe = bytes(plate.safe)
    for data, offset in second:
        plate.write(data, offset)
    found = plate.after_the_cut(Random(seed))
    touched = {place for data, offset in second for place in range(offset, offset + len(data))}
    assert all(found[place] == safe[place] for place in range(len(safe)) if place not in touched)


def test_a_write_can_be_torn():
    outcomes = set()
    for seed in range(200):
        plate = Plate()
        plate.write(b"a" * SECTOR + b"b" * SECTOR, 0)
        outcomes.add(plate.after_the_cut(Random(seed)).strip(b"\0")[:1] + plate.after_the_cut(Random(seed))[-1:])
    assert {b"", b"aa", b"ab", b"bb"} <= outcomes
