"""Whoever changes the journal by hand is found, and the event is named."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from lakay.journal.core.chain import Chain, Fault, Head, stamp, verify
from lakay.journal.core.events import Origin, from_body
from lakay.kernel.clock import FixedClock
from lakay.kernel.ids import new_id
from tests.journal.core.chains import KEY, NOON, ORIGIN, chained_anew, draft, edited, make, stored

LENGTH = 12
ROWS, HEADS = make(LENGTH)
PLACES = st.integers(0, LENGTH - 1)


def faults(rows, heads=()):
    return list(verify(ORIGIN, rows, KEY.public_key(), heads))


def codes(rows, heads=()):
    return {fault.code for fault in faults(rows, heads)}


def test_an_untouched_chain_has_no_fault():
    assert faults(ROWS, HEADS) == []
    assert faults([]) == []


@given(PLACES)
def test_an_edited_event_is_named_and_no_other(place):
    rows = [*ROWS[:place], edited(ROWS[place]), *ROWS[place + 1 :]]
    assert faults(rows) == [
        Fault("body-changed", place + 1, ROWS[place].id, "sample.card.open", stamp(NOON + timedelta(seconds=place + 1)))
    ]


@given(PLACES)
def test_an_edit_with_its_hash_made_right_is_named(place):
    from hashlib import sha256

    forged = edited(ROWS[place])
    rows = [*ROWS[:place], replace(forged, hash=sha256(forged.body).digest()), *ROWS[place + 1 :]]
    found = faults(rows)
    assert found[0].code == "signature"
    assert found[0].event == ROWS[place].id


@given(PLACES, st.data())
def test_one_flipped_bit_anywhere_is_found(place, data):
    column = data.draw(st.sampled_from(["body", "hash", "signature"]))
    value = bytearray(getattr(ROWS[place], column))
    bit = data.draw(st.integers(0, len(value) * 8 - 1))
    value[bit // 8] ^= 1 << bit % 8
    found = faults([*ROWS[:place], replace(ROWS[place], **{column: bytes(value)}), *ROWS[place + 1 :]])
    assert found[0].seq == place + 1


@given(st.integers(0, LENGTH - 2))
def test_a_removed_event_leaves_a_gap(place):
    found = faults(ROWS[:place] + ROWS[place + 1 :])
    assert {fault.code for fault in found} == {"gap", "link"}
    assert {fault.seq for fault in found} == {place + 2}


@given(PLACES)
def test_a_removed_event_is_found_though_the_rest_was_numbered_anew(place):
    if place < LENGTH - 1:
        rows = [replace(row, seq=number) for number, row in enumerate(ROWS[:place] + ROWS[place + 1 :], 1)]
        assert "link" in codes(rows)


@given(PLACES)
def test_an_inserted_event_is_found(place):
    chain = Chain(HEADS[place], KEY, FixedClock(NOON).now)
    forged = stored(chain.append(draft(99), chain.next()))  # even one that the node itself has signed
    assert codes([*ROWS[: place + 1], forged, *ROWS[place + 1 :]]) >= ({"repeat"} if place < LENGTH - 1 else set())
    doubled = [*ROWS[: place + 1], ROWS[place], *ROWS[place + 1 :]]
    assert "repeat" in codes(doubled)


@given(PLACES, PLACES)
def test_two_swapped_events_are_found(one, two):
    if one != two:
        rows = list(ROWS)
        rows[one], rows[two] = replace(rows[two], seq=rows[one].seq), replace(rows[one], seq=rows[two].seq)
        found = faults(rows)
        assert {"columns", "link"} <= {fault.code for fault in found}
        assert {one + 1, two + 1} <= {fault.seq for fault in found}


@given(st.integers(1, LENGTH))
def test_a_cut_at_the_end_shows_only_against_a_head_kept_elsewhere(cut):
    rows = ROWS[: LENGTH - cut]
    assert faults(rows) == []
    assert faults(rows, [HEADS[-1]]) == [Fault("head-missing", LENGTH)]


@given(PLACES)
def test_a_chain_hashed_anew_without_the_key_fails_by_its_signatures(place):
    rows = chained_anew([*ROWS[:place], edited(ROWS[place]), *ROWS[place + 1 :]], None)
    assert "signature" in codes(rows)
    stranger = Ed25519PrivateKey.generate()
    assert "signature" in codes(chained_anew([*ROWS[:place], edited(ROWS[place]), *ROWS[place + 1 :]], stranger))


@given(PLACES, st.data())
def test_a_chain_signed_anew_with_the_stolen_key_shows_only_against_a_head_kept_elsewhere(place, data):
    rows = chained_anew([*ROWS[:place], edited(ROWS[place]), *ROWS[place + 1 :]], KEY)
    assert faults(rows) == []
    kept = data.draw(st.sampled_from(HEADS[place:]))
    assert [fault.code for fault in faults(rows, [kept])] == ["head-differs"]


def test_the_head_in_the_store_does_not_hide_the_one_kept_elsewhere():
    """A thief with the key writes the chain anew and the stored head too: two heads of one number."""
    rows = chained_anew([edited(ROWS[0]), *ROWS[1:]], KEY)
    false = Head(ORIGIN, LENGTH, rows[-1].hash)
    for heads in ([HEADS[-1], false], [false, HEADS[-1]]):
        assert [fault.code for fault in faults(rows, heads)] == ["head-differs"]


def test_a_head_of_another_store_says_nothing_of_this_one():
    assert faults(ROWS, [Head(Origin(ORIGIN.node, "an older store"), 5, b"x")]) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, 7),
        (1, "2026-11-23T12:00:00.000000Z"),
        (2, "sample.card.read"),
        (3, new_id()),
        (4, "PNH"),
        (5, "HT-MAL"),
        (6, "oversight"),
    ],
    ids=["hlc", "at", "action", "actor", "agency", "post", "purpose"],
)
def test_a_column_that_says_something_else_than_the_event_is_found(place, value):
    copies: Any = ROWS[3].copies
    rows = [*ROWS[:3], replace(ROWS[3], copies=(*copies[:place], value, *copies[place + 1 :])), *ROWS[4:]]
    assert [(fault.code, fault.seq) for fault in faults(rows)] == [("columns", 4)]


def test_an_event_hidden_from_those_it_is_about_is_found():
    rows = [replace(ROWS[0], subjects=frozenset()), *ROWS[1:]]
    assert [(fault.code, fault.seq) for fault in faults(rows)] == [("subjects", 1)]


@given(st.lists(st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)), min_size=1, max_size=20))
def test_a_chain_stays_in_order_though_the_clock_jumps(jumps):
    clock = FixedClock(NOON)
    chain = Chain(Head(ORIGIN), KEY, clock.now)
    rows = []
    for number, jump in enumerate(jumps, 1):
        clock.advance(jump)
        rows.append(stored(chain.append(draft(number), chain.next())))
    assert faults(rows, [chain.head]) == []
    assert [from_body(row.body)[0].seq for row in rows] == list(range(1, len(rows) + 1))


def test_what_was_not_committed_is_taken_back():
    chain = Chain(Head(ORIGIN), KEY, FixedClock(NOON).now)
    chain.append(draft(1), chain.next())
    after_one = chain.head
    chain.append(draft(2), chain.next())
    chain.rewind(after_one)
    event = chain.append(draft(3), chain.next())
    assert (event.header.seq, event.header.prev) == (2, after_one.hash)


@given(PLACES)
def test_a_head_reads_back_from_paper(place):
    head = Head.parse(f"  {HEADS[place]}\n")
    assert (head.origin, head.seq, head.hash) == (ORIGIN, place + 1, HEADS[place].hash)


@pytest.mark.parametrize("text", ["", "x", "a.b:1", "a.b:x:00", "a.b:1:zz", "ab:1:00", "a.b:1:00:00"])
def test_what_is_no_head_is_refused(text):
    with pytest.raises(ValueError):
        Head.parse(text)
