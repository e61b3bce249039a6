"""Events as short lines: whatever an event holds, its exact bytes come back."""

import base64
import json
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.journal.core.events import Origin
from lakay.journal.core.ids import derived_id
from lakay.kernel import canonical
from lakay.sync.core.tail import Damaged, TailReader, TailWriter
from lakay.sync.core.wire import EventReader, EventWriter, Place

ORIGIN = Origin("a" * 16, "b" * 16)


def body(seq=1, prev=b"", **changed):
    event = changed.pop("id", "01a201676ab079978290a200f1c19e8c")
    data = {
        "v": 1,
        "id": event,
        "node": ORIGIN.node,
        "epoch": ORIGIN.epoch,
        "seq": seq,
        "hlc": 117658083948232704,
        "at": "2026-01-14T17:15:29.351774Z",
        "action": "border.crossing.record",
        "by": "01a2016766a4778fbbbaeeaa85a83d5d",
        "agency": "DIE",
        "post": "HT-MAL",
        "purpose": "border_control",
        "subjects": [],
        "changes": [["border.crossing", derived_id(UUID(hex=event), 117658083948232704, 0).hex, {"sex": "F"}]],
        "prev": prev.hex(),
    }
    return canonical.to_bytes(data | changed)


def through(bodies, signatures=None):
    """Bodies of one run, written and read again; the text and the tail between."""
    tail = TailWriter()
    writer = EventWriter(tail)
    prev, lines, places = b"", [], []
    for seq, one in enumerate(bodies, 1):
        places.append(Place(ORIGIN, seq, prev))
        lines.append(list(writer.lines(one, places[-1], (signatures or {}).get(seq, b""))))
        prev = sha256(one).digest()
    reader = EventReader(TailReader(tail.to_bytes()))
    found = []
    for place, group in zip(places, lines, strict=True):
        for line in group[:-1]:
            reader.read_shape(line)
        found.append(reader.event(group[-1], place))
    return found, "\n".join(line for group in lines for line in group), tail.to_bytes()


def chain(*changed):
    """Bodies that follow each other."""
    made, prev = [], b""
    for seq, one in enumerate(changed, 1):
        made.append(body(seq, prev, **one))
        prev = sha256(made[-1]).digest()
    return made


made_by_events = st.builds(
    lambda event, stamp, place: derived_id(event, stamp, place).hex,
    st.uuids(version=4),
    st.integers(0, 9) | st.integers(0, (1 << 64) - 1) | st.integers(0, 9).map(lambda ahead: 117658083948232704 + (ahead << 15)),
    st.integers(0, 200),
)
dates = st.dates().map(str) | st.sampled_from(["0000-01-01", "2026-02-30", "9999-12-31", "0001-01-01"])
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.text()
    | st.from_regex(r"[0-9a-f]{32}|[0-9a-f]{64}|[A-Za-z0-9+/]{24,40}={0,2}|[a-z]+\.[a-z]+", fullmatch=True)
    | made_by_events
    | dates
    | st.sampled_from(["2026-01-14T17:15:29.351774Z", "9999-12-31T23:59:59.999999Z", "2026-13-14T17:15:29.351774Z"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
keys = st.dictionaries(
    st.sampled_from(["at", "hlc", "id", "subjects", "changes", "by", "extra", "v", "post", "purpose", "x,1", "a:2"]),
    plain,
    max_size=6,
)


@given(st.lists(keys, min_size=1, max_size=5))
def test_any_canonical_object_comes_back_byte_for_byte(many):
    bodies = [canonical.to_bytes({**json.loads(body(seq)), **changed}) for seq, changed in enumerate(many, 1)]
    found, _, _ = through(bodies)
    assert [one for one, _ in found] == bodies


@given(st.binary(max_size=60))
def test_even_bytes_that_are_no_text_are_carried_as_they_are(data):
    found, _, _ = through([data])
    assert found[0][0] == data


def test_what_the_place_tells_is_not_sent():
    _, text, tail = through(chain({}, {"id": "01a201676ab07997829000000000000c"}))
    second = text.split("\n")[-1]
    assert len(second) < 25
    assert ORIGIN.node not in text
    assert ORIGIN.epoch not in text
    assert len(tail) == 10 + 16 + 10  # two ids without their time, and the officer


def test_a_record_made_by_the_event_costs_nothing():
    with_own = canonical.to_bytes({**json.loads(body()), "changes": [["border.crossing", "c" * 32, {"sex": "F"}]]})
    assert len(through([with_own])[2]) == len(through([body()])[2]) + 16


def test_a_record_of_an_earlier_event_costs_the_six_bytes_that_are_by_chance():
    stamps = [117658083948232704 - (ago << 16) for ago in (20_000, 20_000, 500)]
    earlier = [derived_id(UUID(int=5), stamp, place).hex for place, stamp in enumerate(stamps)]
    _, text, tail = through([body(subjects=earlier)])
    assert len(tail) == len(through([body()])[2]) + 3 * 6
    assert "&0,-20000\t&1\t&2,-500" in text


def test_dates_are_told_from_the_day_of_the_event():
    _, text, _ = through(
        [body(changes=[["border.crossing", "c" * 32, {"a_on": "2026-01-14", "b_on": "2026-04-14", "c_on": "2026-02-30"}]])]
    )
    assert '=0\t=90\t"2026-02-30' in text


@pytest.mark.parametrize(
    "code",
    ["&0", "&", "&64,0", "&-1,0", "&0,0,4096", "&0,0,-1", "&0,0,0,0", "&0,-9999999999999", "=9999999", "=-9999999", "=x", "="],
)
def test_codes_that_nobody_can_have_written_are_refused(code):
    _, text, tail = through([body(post="2026-01-14")])
    line = text.split("\n")[-1]
    reader = EventReader(TailReader(tail + bytes(6)))
    reader.read_shape(text.split("\n")[0])
    with pytest.raises(Damaged):
        reader.event(line.replace("=0", code), Place(ORIGIN, 1, b""))


def test_sealed_values_lie_in_the_tail_as_bytes():
    sealed = bytes(range(200))
    changes = [["border.encounter", "c" * 32, {}, {"personal": base64.b64encode(sealed).decode()}]]
    _, text, tail = through([body(changes=changes)])
    assert sealed in tail
    assert "$200" in text


def test_a_signature_comes_with_the_event_it_is_of():
    found, _, _ = through(chain({}, {}, {}), {2: b"s" * 64})
    assert [signature for _, signature in found] == [b"", b"s" * 64, b""]


def test_an_event_of_a_later_release_goes_as_it_is():
    later = body(v=2, proof={"kind": "post-quantum", "of": ["x"]}, changes=[["future.kind", "c" * 32, {"n": 1}, {}, {}, "sixth"]])
    assert through([later])[0][0][0] == later


@given(st.text(alphabet=st.characters(exclude_characters="\n"), max_size=60))
def test_a_hostile_line_is_refused_or_read_but_never_breaks_the_reader(line):
    reader = EventReader(TailReader(bytes(200)), most=10_000)
    try:
        reader.read_shape("+" + line)
        reader.event(line, Place(ORIGIN, 1, b""))
    except Damaged:
        pass


def test_a_short_line_cannot_mean_a_body_without_end():
    tail = TailWriter()
    writer = EventWriter(tail)
    first, second = chain({"purpose": "x" * 5000}, {"purpose": "x" * 5000})
    lines = [*writer.lines(first, Place(ORIGIN, 1, b"")), *writer.lines(second, Place(ORIGIN, 2, sha256(first).digest()))]
    reader = EventReader(TailReader(tail.to_bytes()), most=9000)
    reader.read_shape(lines[0])
    reader.event(lines[1], Place(ORIGIN, 1, b""))
    with pytest.raises(Damaged, match="more than a parcel may say"):
        reader.event(lines[2], Place(ORIGIN, 2, sha256(first).digest()))
