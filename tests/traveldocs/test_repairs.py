from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lakay.traveldocs import parse, read, repairs
from tests.traveldocs.strategies import documents, rows_of

TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        (("P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<", "L898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O"), TD3),
        (("I<UTOERIK55ON<<ANNA<MAR1A<<<<<<<<<<<", "D231458907UT0740BIZZF12O4IS9<<<<<<<G"), TD2),
        (("1<UTOD231458907<<<<<<<<<<<<<<<", "74O8I22F1204159UT0<<<<<<<<<<<6", "ER1KSSON<<ANNA<MAR1A<<<<<<<<<<"), TD1),
        (("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<", TD3[1]), TD3),
    ],
)
def test_a_misread_zone_is_proposed_as_it_was_meant(misread, meant):
    found = read("\n".join(misread))
    proposals = repairs(found)
    assert found.verdict != "valid"
    assert proposals[0].mrz.lines == meant
    assert proposals[0].mrz.verdict == "valid"


def test_the_changes_say_row_and_column_from_one():
    (first, *_) = repairs(parse(["P<UT0ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", TD3[1]]))
    (change,) = first.changes
    assert (change.row, change.column, change.read, change.proposed) == (1, 5, "0", "O")


def test_the_zone_itself_is_never_changed():
    found = parse(["P<UT0ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", TD3[1]])
    repairs(found)
    assert found.fields["issuing_state"] == "UT0"
    assert found.verdict == "invalid"


def test_nothing_is_proposed_for_a_good_zone_or_a_partial_one_or_rubbish():
    assert repairs(parse(TD3)) == []
    assert repairs(read(TD3[0])) == []
    assert repairs(read("rubbish")) == []
    assert repairs(parse(["É" * 44, "?" * 44])) == []


LOOK_ALIKES = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}


@given(documents(), st.data())
def test_one_look_alike_in_a_date_is_always_among_the_proposals(document, data):
    rows = rows_of(document)
    row, start = (1, 0) if document["kind"] == "TD1" else (1, 13)
    places = [place for place in range(start, start + 6) if rows[row][place] in LOOK_ALIKES]
    assume(places)
    place = data.draw(st.sampled_from(places))
    spoilt = list(rows)
    spoilt[row] = rows[row][:place] + LOOK_ALIKES[rows[row][place]] + rows[row][place + 1 :]
    assert rows in [proposal.mrz.lines for proposal in repairs(parse(spoilt))]


@given(documents(), st.data())
def test_proposals_hold_in_full_are_few_and_come_fewest_changes_first(document, data):
    rows = list(rows_of(document))
    row = data.draw(st.integers(0, len(rows) - 1))
    place = data.draw(st.integers(0, len(rows[row]) - 1))
    rows[row] = rows[row][:place] + data.draw(st.sampled_from("0O1I5S8B2Z6GK<")) + rows[row][place + 1 :]
    found = repairs(parse(rows))
    assert len(found) <= 10
    assert all(proposal.mrz.verdict == "valid" for proposal in found)
    counts = [len(proposal.changes) for proposal in found]
    assert counts == sorted(counts)


def test_the_work_is_bounded():
    started = time.process_time()
    repairs(parse(["P<UTO" + "O0" * 19 + "O", "S5B8O0I15SUTOZ8ZBIZ2F1Z0415B" + "8B" * 7 + "20"]))
    assert time.process_time() - started < 1.0
