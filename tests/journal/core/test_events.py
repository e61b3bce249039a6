"""An event's bytes: one spelling, read strictly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lakay.journal.core.events import BadEvent, Change, Header, Origin, from_body, to_body
from lakay.kernel import canonical
from lakay.kernel.ids import new_id

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN = st.none() | st.booleans() | st.integers() | TEXT | st.lists(st.integers(), max_size=3)
IDS = st.uuids()
CHANGES = st.builds(
    Change,
    kind=TEXT,
    record=IDS,
    open=st.dictionaries(TEXT, PLAIN, max_size=4),
    sealed=st.dictionaries(st.sampled_from(["personal", "sensitive", "whereabouts"]), st.binary(max_size=40), max_size=3),
    seen=st.dictionaries(TEXT, st.dictionaries(TEXT, st.integers(1), min_size=1, max_size=2), max_size=2),
)
HEADERS = st.builds(
    Header,
    id=IDS,
    origin=st.builds(Origin, TEXT, TEXT),
    seq=st.integers(1),
    hlc=st.integers(0),
    at=TEXT,
    action=TEXT,
    by=IDS,
    agency=TEXT,
    post=TEXT,
    purpose=TEXT,
    subjects=st.lists(IDS, max_size=3).map(tuple),
    prev=st.binary(max_size=32),
)


def owned(change: Change, owner) -> Change:
    return replace(change, owner=(owner or change.record) if change.sealed else None)


@given(HEADERS, st.lists(CHANGES, max_size=3), st.none() | IDS)
def test_an_event_reads_back_as_it_was_written(header, changes, owner):
    changes = [owned(change, owner) for change in changes]
    assert from_body(to_body(header, changes)) == (header, tuple(changes))


HEADER = Header(new_id(), Origin("n", "e"), 1, 1, "t", "a", new_id(), "", "", "training", (), b"")
GOOD = json.loads(to_body(HEADER, [Change("k", new_id(), {"a": 1}, {"personal": b"xx"}, {}, None)]))


@pytest.mark.parametrize("key", sorted(GOOD))
def test_a_part_that_is_missing_or_of_another_kind_is_refused(key):
    for value in (None, {"x": 1}, [7], True):
        with pytest.raises(BadEvent):
            from_body(canonical.to_bytes({**GOOD, key: value}))
    with pytest.raises(BadEvent):
        from_body(canonical.to_bytes({name: value for name, value in GOOD.items() if name != key}))


@pytest.mark.parametrize("change", [["k"], [1, 2, 3], ["k", "not an id", {}], ["k", new_id().hex, {}, {"personal": "@"}], {}])
def test_a_change_that_is_none_is_refused(change):
    with pytest.raises(BadEvent):
        from_body(canonical.to_bytes({**GOOD, "changes": [change]}))


@given(st.binary(max_size=60))
def test_noise_is_refused(noise):
    with pytest.raises(BadEvent):
        from_body(noise)


def test_keys_of_a_later_version_are_carried_unharmed():
    body = canonical.to_bytes({**GOOD, "witness": "added next year"})
    assert from_body(body)[0] == HEADER


def test_a_repeated_key_is_refused():
    twice = to_body(HEADER, [])[:-1] + b',"seq":2}'
    with pytest.raises(BadEvent):
        from_body(twice)
