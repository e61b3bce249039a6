"""Which records may leave together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from lakay.window.rules import Ref, Stretch, Touch, leaving, stretches, too_young

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HERE = ("a1b2", "e0")


def ref(number: int, kind: str = "card") -> Ref:
    return (kind, UUID(int=number))


def touch(seq: int, *records: int) -> Touch:
    return Touch(uuid4(), HERE, seq, frozenset(ref(number) for number in records))


def nobody(going: set[Ref]) -> set[Ref]:
    return set()


def signed(origin: tuple[str, str], seq: int) -> bool:
    """Every event has a signature of its own."""
    return False


def test_an_event_leaves_with_all_its_records() -> None:
    going, events = leaving([touch(1, 1, 2), touch(2, 2)], set(), nobody, signed)
    assert going == {ref(1), ref(2)}
    assert [event.seq for event in events] == [1, 2]


def test_a_record_that_stays_keeps_its_events_and_those_keep_the_other_records() -> None:
    going, events = leaving([touch(1, 1, 2), touch(2, 2, 3), touch(3, 4)], {ref(3)}, nobody, signed)
    assert going == {ref(4)}
    assert [event.seq for event in events] == [3]


def test_what_a_staying_row_points_to_stays_with_everything_that_hangs_on_it() -> None:
    pointed: Callable[[set[Ref]], set[Ref]] = lambda going: {ref(2)}  # noqa: E731
    going, events = leaving([touch(1, 1, 2), touch(2, 3)], set(), pointed, signed)
    assert going == {ref(3)}
    assert [event.seq for event in events] == [2]


def test_an_event_that_only_tells_of_a_look_leaves_by_itself() -> None:
    going, events = leaving([touch(1)], {ref(1)}, nobody, signed)
    assert (going, [event.seq for event in events]) == (set(), [1])


def test_what_proves_an_event_that_stays_stays_with_its_records() -> None:
    """Of a run of another node only the end is signed, and each hash leads there: 1 stays, so does all up to the signature at 4."""
    touches = [touch(2, 2), touch(3, 3), touch(4, 4), touch(5, 5), touch(6, 3), touch(8, 8)]
    going, events = leaving(touches, {ref(1)}, nobody, lambda origin, seq: seq in {1, 2, 3})
    assert going == {ref(5), ref(8)}
    assert [event.seq for event in events] == [5, 8]


@given(
    st.lists(st.frozensets(st.integers(0, 12), max_size=4), max_size=15),
    st.frozensets(st.integers(0, 12)),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=15),
)
def test_whatever_happens_nothing_that_stays_needs_anything_that_left(
    changed: list[frozenset[int]], stays: frozenset[int], points: list[tuple[int, int]]
) -> None:
    touches = [touch(seq, *records) for seq, records in enumerate(changed, 1)]
    everything = {ref(number) for number in range(13)}

    def pointed_at(going: set[Ref]) -> set[Ref]:
        return {ref(to) for source, to in points if ref(source) not in going}

    going, events = leaving(touches, {ref(number) for number in stays}, pointed_at, signed)
    left = {event.seq for event in events}
    assert not going & {ref(number) for number in stays}
    for each in touches:
        if each.seq in left:
            assert each.records <= going
        else:
            assert not each.records & going
    assert not going & pointed_at(going)
    for one in everything - going:  # the largest such set: nothing more could leave by itself
        alone = [each for each in touches if one in each.records]
        free = alone and all(each.records == {one} for each in alone) and one[1].int not in stays
        assert not free or one in {ref(to) for source, to in points if ref(source) not in going}


def test_the_events_become_stretches_of_their_chains() -> None:
    other = Touch(uuid4(), ("b", "e"), 2, frozenset())
    assert stretches([touch(3), touch(1), touch(2), touch(7), other]) == [
        Stretch(HERE, 1, 3),
        Stretch(HERE, 7, 7),
        Stretch(("b", "e"), 2, 2),
    ]


def test_young_records_and_unnamed_kinds_stay() -> None:
    old, young, unnamed = ref(1), ref(2), ref(3, "staff")
    last = {old: NOW - timedelta(days=31), young: NOW - timedelta(days=29), unnamed: NOW - timedelta(days=900)}
    assert too_young(last, {"card": 30}, NOW) == {young, unnamed}
