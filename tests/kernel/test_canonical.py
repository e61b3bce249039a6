"""One value, one sequence of bytes."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.kernel import canonical
from lakay.kernel.canonical import NotCanonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_reads_back_the_same(value):
    assert canonical.from_bytes(canonical.to_bytes(value)) == value


@given(st.dictionaries(TEXT, st.integers(), min_size=2, max_size=6), st.randoms())
def test_the_order_in_which_a_form_was_filled_does_not_show(fields, random):
    items = list(fields.items())
    random.shuffle(items)
    assert canonical.to_bytes(dict(items)) == canonical.to_bytes(fields)


@given(VALUES)
def test_every_other_spelling_is_refused(value):
    for other in (json.dumps(value, indent=1), json.dumps(value, ensure_ascii=True) + " "):
        if other.encode() != canonical.to_bytes(value):
            with pytest.raises(NotCanonical):
                canonical.from_bytes(other.encode())


ANYTHING = st.recursive(
    VALUES | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
)


@given(ANYTHING, st.booleans(), st.sampled_from(["", " ", "e5", ".0", "0", ","]), st.integers(0))
def test_nothing_is_read_that_would_not_have_been_written(value, plain, more, place):
    """Reader and writer are two programs: whatever text one takes for canonical, the other writes byte for byte."""
    text = json.dumps(value, ensure_ascii=not plain, sort_keys=plain, separators=(",", ":"))
    place %= len(text) + 1
    data = (text[:place] + more + text[place:]).encode(errors="surrogatepass")
    try:
        read = canonical.from_bytes(data)
    except NotCanonical:
        return
    assert canonical.to_bytes(read) == data


@given(st.floats(), VALUES)
def test_a_float_is_refused_wherever_it_hides(number, value):
    for held in (number, [value, number], {"a": [value], "weight": number}, {"x": {"y": [number, value]}}):
        with pytest.raises(ValueError):
            canonical.to_bytes(held)


@pytest.mark.parametrize(
    "text", ["1.5]", "a:1.5,", "2026-11-21T10:20:15.123Z", "[1e+16]", 'he said ".5,"', "border.crossing.record"]
)
def test_a_sentence_that_looks_like_a_float_is_welcome(text):
    assert canonical.from_bytes(canonical.to_bytes({"a": text, "b": [text]})) == {"a": text, "b": [text]}


@pytest.mark.parametrize(
    "data",
    [
        b'{"role":"officer","role":"admin"}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b"NaN",
        b"-Infinity",
        b'"\\u0041"',
        b'"\\/"',
        b'{"a":1}\n',
        b"\xef\xbb\xbf1",
        b'"\xff"',
        b'"\\ud800"',
        b"1 2",
        b"-0",
        b"",
        b"[" * 100_000,
        b"9" * 5_000,
        b'{"a":1E2}',
        b'"\\u007f"',
        b'"\x01"',
    ],
)
def test_doubtful_bytes_are_refused(data):
    with pytest.raises(NotCanonical):
        canonical.from_bytes(data)


def test_not_a_number_cannot_be_written():
    with pytest.raises(ValueError):
        canonical.to_bytes(math.nan)
